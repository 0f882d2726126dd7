#!/bin/sh
# usage: test/selftest.sh [CHECKOUT]
# A check that cannot fail checks nothing: plants each fault in a copy of the sources and sees it
# caught, and the copy without it pass. Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
root=$(cd "${1:-$(dirname "$0")/..}" && pwd) || exit 1
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT

fresh() {
	rm -rf "$copy/house"
	mkdir "$copy/house" && cd "$copy/house" || exit 1
	cp -R "$root/src" "$root/test" "$root/fuzz" "$root/docs" "$root/.clang-format" .
}

# passes NAME SCRIPT: the script accepts the copy as it is.
passes() {
	result "$1" "$(test/"$2".sh 2>&1 >"$copy/out" </dev/null || cat "$copy/out")"
}

# caught NAME SCRIPT WORDS: the script fails and a comment line says WORDS.
caught() {
	if test/"$2".sh >"$copy/out" 2>&1 </dev/null; then
		result "$1" "$2.sh found nothing"
	elif grep '^#' "$copy/out" | grep -qF -e "$3"; then
		result "$1" ""
	else
		result "$1" "$2.sh did not say \"$3\": $(cat "$copy/out")"
	fi
}

fresh
passes "floors.sh accepts the house as it is" floors
passes "banned.sh accepts the house as it is" banned
passes "listed.sh accepts the house as it is" listed

echo '#include "text/decode.h"' >>src/base/slice.c
caught "an include that runs upwards" floors "base may not include text"
fresh
echo '#include "slice.h"' >>src/base/map.c
caught "an include that does not name its room" floors 'write "room/name.h"'
fresh
echo '  #  include "base/nowhere.h"' >>src/corpus/answer.c
caught "an include of a file that is not there" floors "src/base/nowhere.h is not there"
fresh
sed -i 's/^base:.*/base: corpus/' src/floors.txt
caught "a cycle in floors.txt" floors "base: above itself"
fresh
sed -i '/^measure:/d' src/floors.txt
caught "a room that floors.txt forgets" floors "src/measure is not in src/floors.txt"
fresh
echo 'attic: base' >>src/floors.txt
caught "a room without a folder" floors "src/attic is not there"
fresh
sed -i 's/^num:.*/num: base cellar/' src/floors.txt
caught "a word in floors.txt that is no room" floors "num may include cellar, which is no room"
fresh
echo 'const char *rows = "SELECT id FROM passage";' >>src/corpus/answer.c
caught "a statement outside the store" floors "src/corpus/answer.c"
fresh
echo '#include <sqlite3.h>' >>src/base/map.c
caught "sqlite3.h outside the store" floors "sqlite3.h"

fresh
# shellcheck disable=SC2028 # the escapes are C's
echo 'int planted(const char *s) { return "\"/*"[0] + /* strcpy( */ atoi (s); } // gets(' >>src/base/slice.c
caught "a banned call" banned "atoi overflow is undefined"
result "a banned word in a comment or string is free" \
	"$(grep -e 'strcpy' -e 'gets' "$copy/out")"
fresh
mkdir -p src/cli && echo 'void planted(void) { setlocale(0, ""); }' >src/cli/planted.c
passes "a banned call where the table allows it" banned
echo 'badrow -' >>test/banned.txt
caught "a row of banned.txt without its columns" banned "badrow"

fresh
: >src/base/forgotten.c
caught "a source that is never compiled" listed "src/base/forgotten.c"
fresh
: >test/unit/base/test_forgotten.c
caught "a test that is never run" listed "test/unit/base/test_forgotten.c"
fresh
: >fuzz/fuzz_forgotten.c
caught "a fuzz target that is never run" listed "fuzz/fuzz_forgotten.c is not in"

if command -v clang-format-14 >/dev/null; then
	fresh
	echo 'int   planted;' >>src/base/slice.c
	caught "a file that is not formatted" format "src/base/slice.c"
fi

cd /
finish
