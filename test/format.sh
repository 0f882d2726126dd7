#!/bin/sh
# usage: test/format.sh [CHECKOUT]
# Every C file is as clang-format-14 writes it with .clang-format ("./dev format" does it). Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1
if ! command -v clang-format-14 >/dev/null; then
	echo "1..1"
	echo "ok 1 - C files are formatted # SKIP clang-format-14 is not installed"
	exit 0
fi
found=$(find src test fuzz bench -name '*.[ch]' -exec clang-format-14 --dry-run {} + 2>&1 |
	sed -n 's/^\([^ ]*:[0-9]*\):[0-9]*: warning: code should be clang-formatted.*/\1/p' | sort -u)
result "C files are formatted (./dev format does it)" "$found"
finish
