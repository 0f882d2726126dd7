#!/bin/sh
# usage: tools/demo.sh [--serve] (called by ./dev demo, which builds first)
# Makes a board of the example documents in build/demo and shows what can be asked of it.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH=$PWD/build:$PATH
rm -rf build/demo
mkdir -p build/demo || exit 1
export QIPAN_BOARD=build/demo/board.qipan

# show WORDS...: the command line as one would type it, then what it says.
show() {
	printf '\n$ qipan %s\n' "$*"
	qipan "$@" || {
		status=$?
		echo "dev: that ended with status $status" >&2
		exit "$status"
	}
}

# first LINES WORDS...: only the start of what it says.
first() {
	lines=$1
	shift
	printf '\n$ qipan %s | head -n %s\n' "$*" "$lines"
	qipan "$@" | head -n "$lines"
}

echo 'export QIPAN_BOARD=build/demo/board.qipan'
show new
show add examples/plans-15fyp/metadata.tsv
first 10 status
first 47 board --by field
show evidence --region 贵州 --code field.computing_power --limit 3

cat <<'EOF'

The documents are our own digests of what 31 provinces announced (examples/README.md). The board stays in
build/demo/board.qipan. Try, from this folder:

  export PATH="$PWD/build:$PATH" QIPAN_BOARD=build/demo/board.qipan
  qipan board --by field                    # all columns, in panels as wide as your terminal
  qipan board --by lever --tier west        # another branch of the codebook, some rows
  qipan profile 贵州                        # one region: strongest, distinctive, silent
  qipan search '算力 NEAR/10 绿色'           # full text
  qipan export board --format csv           # for a spreadsheet
  qipan help                                # all verbs; qipan help board

The same in a browser, every figure one click from its sentences:

  ./dev demo --serve                        # or, with the lines above: qipan serve
EOF

# Tells the address and opens it where there is a desktop.
[ "${1-}" = --serve ] || exit 0
echo
(
	sleep 1
	[ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || xdg-open http://127.0.0.1:8642/ >/dev/null 2>&1
) &
exec qipan serve --route examples/route
