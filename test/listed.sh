#!/bin/sh
# usage: test/listed.sh [CHECKOUT]
# A file that no meson.build names is never compiled, and a test that nobody runs cannot fail: every
# source, unit test and fuzz target is listed. Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1

# unlisted FOLDER PREFIX SUFFIX: files PREFIX*.c of the folder whose name without PREFIX and SUFFIX its
# meson.build does not quote.
unlisted() {
	list=$(cat "$1/meson.build")
	for file in "$1/$2"*.c; do
		name=${file#"$1/$2"}
		case $list in
		*"'${name%"$3"}'"*) ;;
		*) [ ! -e "$file" ] || echo "$file" ;;
		esac
	done
}

result "every src/ROOM/NAME.c is in src/ROOM/meson.build" "$(
	for folder in src/*/; do
		unlisted "${folder%/}" "" ""
	done
)"
result "every test/unit/ROOM/test_NAME.c is in test/unit/ROOM/meson.build" "$(
	for folder in test/unit/*/; do
		unlisted "${folder%/}" "test_" ".c"
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
