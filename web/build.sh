#!/bin/sh
# usage: web/build.sh OUT (called by meson)
# Installs what package-lock.json names into web/node_modules when that is not there yet, then
# bundles the page into OUT. Two build folders may do this at the same time.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1
cd "$here"
wanted=$(cksum <package-lock.json)
(
	flock 9
	if [ "$(cat node_modules/.qipan 2>/dev/null)" != "$wanted" ]; then
		if ! npm ci --omit=dev --ignore-scripts --no-audit --no-fund --prefer-offline >node_modules.log 2>&1; then
			tail -n 5 node_modules.log >&2
			echo "web: npm could not install what package-lock.json names (above). Without network," >&2
			echo "web: build with: meson configure BUILD -Dpage=disabled" >&2
			exit 1
		fi
		rm -f node_modules.log
		printf '%s\n' "$wanted" >node_modules/.qipan
	fi
) 9>.lock
exec node build.mjs "$out"
