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

# serve NAME BOARD TABLES: starts a server; its address goes to NAME.
serve() {
	"$program" serve --port 0 --lang en -b "$2" --route "$3" >"$1.said" 2>"$1.errors" &
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
serve examples examples.qipan "$root/examples/route"

# Every text that a stranger may choose tries to run a script.
cp "$here/hostile.yaml" "$here/hostile.meta.yaml" "$here/hostile.jsonl" .
"$program" new -b hostile.qipan --codebook hostile.yaml --regions from-documents >/dev/null &&
	"$program" add -q -b hostile.qipan hostile.jsonl >/dev/null || exit 1
mkdir tables && cd tables || exit 1
evil='"<img src=x onerror=pwned=1>"' script='"<script>pwned=1</script>, = ""'"'"'"'
cat >classes.csv <<-EOF
	class,max_rtt_ms
	$evil,10
	constructor,
EOF
cat >sites.csv <<-EOF
	site,capacity_mw,price_cny_mwh,pue,carbon_kg_mwh,region
	$script,5,300,1.2,500,$evil
	__proto__,5,400,1.2,100,
EOF
cat >demand.csv <<-EOF
	region,class,demand_mw
	$evil,$evil,4
	A~B&x=1#/board,constructor,3
EOF
cat >latency.csv <<-EOF
	region,site,rtt_ms
	$evil,$script,2
	$evil,__proto__,4
	A~B&x=1#/board,$script,4
	A~B&x=1#/board,__proto__,2
EOF
cat >expansion.csv <<-EOF
	option,site,add_mw,cost_cny
	$evil,$script,4,1000000
EOF
cd .. && "$program" route tables >/dev/null || exit 1
serve hostile hostile.qipan tables

NODE_PATH=$root/web/node_modules WEB=$root/web BROWSER=$browser PROGRAM=$program BOARD=$work/examples.qipan TABLES=$root/examples/route \
	node "$here/page.cjs" "$(cat examples)" "$(cat hostile)"
