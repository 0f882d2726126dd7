#!/bin/sh
# usage: test/page/run.sh PROGRAM
# The page in a real browser (Debian's chromium, driven by playwright-core): every view on the example board and on
# a board whose every text is hostile, the click path, downloads, keyboard, axe-core. Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
root=$(CDPATH='' cd -- "$here/../.." && pwd) || exit 1
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")

# skip REASON
skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
browser=$(command -v chromium) || skip "no chromium (./dev check installs it)"
command -v node >/dev/null || skip "no node"
[ -d "$root/web/node_modules/playwright-core" ] || skip "no playwright-core (web/build.sh --tests installs it)"

work=$(mktemp -d) || exit 1
servers=
cleanup() {
	# shellcheck disable=SC2086 # a list of process ids
	[ -z "$servers" ] || kill $servers 2>/dev/null
	wait
	rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8

# serve NAME BOARD: starts a server; its address goes to NAME.
serve() {
	"$program" serve --port 0 --lang en -b "$2" >"$1.said" 2>"$1.errors" &
	servers="$servers $!"
	turns=0
	until address=$(sed -n 's/.* is open at \(http[^ ]*\) .*/\1/p' "$1.said") && [ -n "$address" ]; do
		turns=$((turns + 1))
		[ "$turns" -lt 300 ] || {
			cat "$1.errors"
			exit 1
		}
		sleep 0.1
	done
	echo "$address" >"$1"
}

"$program" new -b examples.qipan >/dev/null && "$program" add -q -b examples.qipan "$root/examples/plans-15fyp" >/dev/null || exit 1
serve examples examples.qipan

# Every text that a stranger may choose tries to run a script.
cp "$here/hostile.yaml" "$here/hostile.meta.yaml" "$here/hostile.jsonl" .
"$program" new -b hostile.qipan --codebook hostile.yaml --regions from-documents >/dev/null &&
	"$program" add -q -b hostile.qipan hostile.jsonl >/dev/null || exit 1
serve hostile hostile.qipan

NODE_PATH=$root/web/node_modules WEB=$root/web BROWSER=$browser PROGRAM=$program BOARD=$work/examples.qipan \
	node "$here/page.cjs" "$(cat examples)" "$(cat hostile)"
