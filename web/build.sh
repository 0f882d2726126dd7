#!/bin/sh
# usage: web/build.sh OUT (called by meson)   or   web/build.sh --tests (by ./dev check)
# Installs what package-lock.json names into web/node_modules when that is not there yet, then
# bundles the page into OUT; --tests adds what only the tests need and bundles nothing. Two build
# folders may do this at the same time.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1
cd "$here"
wanted=$(cksum <package-lock.json)
omit=--omit=dev
needed=node_modules/preact
if [ "$out" = --tests ]; then
	omit=--include=dev
	needed=node_modules/playwright-core
fi
(
	flock 9
	if [ "$(cat node_modules/.qipan 2>/dev/null)" != "$wanted" ] || [ ! -d "$needed" ]; then
		if ! npm ci $omit --ignore-scripts --no-audit --no-fund --prefer-offline >node_modules.log 2>&1; then
			tail -n 5 node_modules.log >&2
			echo "web: npm could not install what package-lock.json names (above). Without network," >&2
			echo "web: build with: meson configure BUILD -Dpage=disabled" >&2
			exit 1
		fi
		rm -f node_modules.log
		printf '%s\n' "$wanted" >node_modules/.qipan
	fi
) 9>.lock
[ "$out" != --tests ] || exit 0
exec node build.mjs "$out"
