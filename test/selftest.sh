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

cd "$copy" || exit 1
cp -R "$root/src" "$root/test" "$root/fuzz" "$root/docs" "$root/README.md" "$root/.clang-format" .
[ ! -d "$root/bench" ] || cp -R "$root/bench" .

# mend FILE: as it was before something was planted.
mend() {
	rm -f "$1"
	[ ! -f "$root/$1" ] || cp "$root/$1" "$1"
}

# passes NAME SCRIPT: the script accepts the copy as it is.
passes() {
	result "$1" "$(test/"$2".sh 2>&1 >"$copy/said" </dev/null || cat "$copy/said")"
}

# caught NAME SCRIPT WORDS: the script fails and a comment line says WORDS.
caught() {
	if test/"$2".sh >"$copy/said" 2>&1 </dev/null; then
		result "$1" "$2.sh found nothing"
	elif grep '^#' "$copy/said" | grep -qF -e "$3"; then
		result "$1" ""
	else
		result "$1" "$2.sh did not say \"$3\": $(cat "$copy/said")"
	fi
}


echo '#include "text/decode.h"' >>src/base/slice.c
caught "an include that runs upwards" floors "base may not include text"
mend src/base/slice.c
echo '#include "slice.h"' >>src/base/map.c
caught "an include that does not name its room" floors 'write "room/name.h"'
mend src/base/map.c
echo '  #  include "base/nowhere.h"' >>src/corpus/answer.c
caught "an include of a file that is not there" floors "src/base/nowhere.h is not there"
mend src/corpus/answer.c
sed -i 's/^base:.*/base: corpus/' src/floors.txt
caught "a cycle in floors.txt" floors "base: above itself"
mend src/floors.txt
sed -i '/^measure:/d' src/floors.txt
caught "a room that floors.txt forgets" floors "src/measure is not in src/floors.txt"
mend src/floors.txt
echo 'attic: base' >>src/floors.txt
caught "a room without a folder" floors "src/attic is not there"
mend src/floors.txt
sed -i 's/^num:.*/num: base cellar/' src/floors.txt
caught "a word in floors.txt that is no room" floors "num may include cellar, which is no room"
mend src/floors.txt
echo 'const char *rows = "SELECT id FROM passage";' >>src/corpus/answer.c
caught "a statement outside the store" floors "src/corpus/answer.c"
mend src/corpus/answer.c
echo '#include <sqlite3.h>' >>src/base/map.c
caught "sqlite3.h outside the store" floors "sqlite3.h"
mend src/base/map.c

# shellcheck disable=SC2028 # the escapes are C's
echo 'int planted(const char *s) { return "\"/*"[0] + /* strcpy( */ atoi (s); } // gets(' >>src/base/slice.c
caught "a banned call" banned "atoi overflow is undefined"
result "a banned word in a comment or string is free" \
	"$(grep -e 'strcpy' -e 'gets' "$copy/said")"
mend src/base/slice.c
mkdir -p src/cli && echo 'void planted(void) { setlocale(0, ""); }' >src/cli/planted.c
passes "a banned call where the table allows it" banned
mend src/cli/planted.c
echo 'badrow -' >>test/banned.txt
caught "a row of banned.txt without its columns" banned "badrow"
mend test/banned.txt

: >src/base/forgotten.c
caught "a source that is never compiled" listed "src/base/forgotten.c"
mend src/base/forgotten.c
: >test/unit/base/test_forgotten.c
caught "a test that is never run" listed "test/unit/base/test_forgotten.c"
mend test/unit/base/test_forgotten.c
: >fuzz/fuzz_forgotten.c
caught "a fuzz target that is never run" listed "fuzz/fuzz_forgotten.c is not in"
mend fuzz/fuzz_forgotten.c

: >docs/forgotten.md
caught "a document that nobody finds" listed "docs/forgotten.md"
mend docs/forgotten.md

sed -i 's/^\$ qipan new.*/$ qipan new --codebook other/' README.md
caught "a worked example that is not what runs" readme "other"
mend README.md

if command -v clang-format-14 >/dev/null; then
	echo 'int   planted;' >>src/base/slice.c
	caught "a file that is not formatted" format "src/base/slice.c"
	mend src/base/slice.c
fi

cd /
finish
