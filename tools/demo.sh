#!/bin/sh
# usage: tools/demo.sh (called by ./dev demo, which builds first)
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

echo 'export QIPAN_BOARD=build/demo/board.qipan'
show new
show add examples/plans-15fyp/metadata.tsv
show status
show board --by field
show evidence --region 贵州 --code field.computing_power --limit 3

cat <<'EOF'

The board stays in build/demo/board.qipan. Try, from this folder:

  export PATH="$PWD/build:$PATH" QIPAN_BOARD=build/demo/board.qipan
  qipan profile 贵州                        # one region: what is special to it
  qipan board --by field --tier west        # the rows of one tier
  qipan board --by field --format csv       # for a spreadsheet; json and tsv too
  qipan search '算力 NEAR/10 绿色'           # full text
  qipan help                                # all verbs
EOF
