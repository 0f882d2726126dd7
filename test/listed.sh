#!/bin/sh
# usage: test/listed.sh [CHECKOUT]
# A file that no meson.build names is never compiled, and a test that nobody runs cannot fail: every
# source, unit test and fuzz target is listed. Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1

result "every src/ROOM/NAME.c is in src/ROOM/meson.build" "$(
	for file in src/*/*.c; do
		[ -e "$file" ] || continue
		grep -q "'${file##*/}'" "${file%/*}/meson.build" || echo "$file"
	done
)"
result "every test/unit/ROOM/test_NAME.c is in test/unit/ROOM/meson.build" "$(
	for file in test/unit/*/*.c; do
		[ -e "$file" ] || continue
		name=${file##*/test_}
		grep -q "'${name%.c}'" "${file%/*}/meson.build" || echo "$file"
	done
)"
result "every fuzz/fuzz_NAME.c is in fuzz/meson.build and has seeds" "$(
	for file in fuzz/fuzz_*.c; do
		[ -e "$file" ] || continue
		name=${file#fuzz/fuzz_}
		name=${name%.c}
		grep -q "'$name'" fuzz/meson.build || echo "$file is not in fuzz/meson.build"
		[ -n "$(ls "fuzz/seeds/$name" 2>/dev/null)" ] || echo "fuzz/seeds/$name is empty"
	done
)"
result "every test/golden/NAME.case is in test/meson.build" "$(
	for file in test/golden/*.case; do
		[ -e "$file" ] || continue
		name=${file##*/}
		grep -q "'${name%.case}'" test/meson.build || echo "$file"
	done
)"
result "every document below docs/ is linked from the README.md of its folder" "$(
	find docs -name '*.md' ! -name README.md | LC_ALL=C sort | while IFS= read -r file; do
		grep -qF "(${file##*/})" "${file%/*}/README.md" || echo "$file"
	done
)"
finish
