#!/bin/sh
# usage: test/malformed.sh PROGRAM
# 200 files that are cut, bent, named wrongly or meant to hurt, made from the fixtures of test/formats and
# test/pages: each is a document or a listed problem, and the program comes to its end. Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/result.sh"
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bad" && cd "$work" || exit 1

fixtures() {
	find "$here/formats" "$here/pages" -type f \( -name 'plan.*' -o -name 'plans.*' -o -name 'rows.*' -o -name 'gbk.zip' \
		-o -name 'english.pdf' -o -name 'scan.pdf' -o -name '*.html' \) | LC_ALL=C sort
}

# flip FILE OFFSET: one byte becomes 0xFF.
flip() {
	printf '\377' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

# Cut at four places, bent at two in four ways, and named as something else.
for file in $(fixtures); do
	name=${file##*/}
	size=$(wc -c <"$file")
	for part in 1 3 6 9; do
		head -c $((size * part / 10)) "$file" >"bad/cut$part-$name"
	done
	for part in 2 5 8; do
		cp "$file" "bad/bent$part-$name"
		step=0
		while [ "$step" -lt 12 ]; do
			flip "bad/bent$part-$name" $((size * part / 10 + step * (size / 97 + 1) % (size / 10 + 1)))
			step=$((step + 1))
		done
	done
	case $name in
	*.html) cp "$file" "bad/wrong-${name%.*}.docx" ;;
	*.docx | *.odt) cp "$file" "bad/wrong-$name.pdf" ;;
	*) cp "$file" "bad/wrong-$name.xlsx" ;;
	esac
done
# Meant to hurt.
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "<div><p>"; print "建设算力中心" }' >bad/nested.html
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "> - "; print "建设算力中心" }' >bad/nested.md
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "["; }' >bad/nested.json
awk 'BEGIN { for (i = 0; i < 350000; i++) printf "培育低空经济和量子科技" }' >bad/line.txt
awk 'BEGIN { printf "<p>"; for (i = 0; i < 350000; i++) printf "培育低空经济和量子科技" }' >bad/line.html
head -c 400000000 /dev/zero | gzip -1 >bad/bomb.txt.gz
gzip -1 <bad/bomb.txt.gz >bad/bomb-in-bomb.gz
: >bad/empty.pdf
head -c 200000 /dev/urandom >bad/noise.docx
printf 'PK\003\004' >bad/short.zip
printf '%%PDF-1.7\n' >bad/short.pdf
printf '\320\317\021\340\241\261\032\341' >bad/short.doc
while [ "$(find bad -type f | wc -l)" -lt 200 ]; do
	count=$(find bad -type f | wc -l)
	head -c $((500 + count * 7)) "$here/formats/plan.pdf" >"bad/more-$count.pdf"
done

"$program" new -q >/dev/null
timeout 280 "$program" add bad --reuse off --format csv >out 2>err
status=$?
count=$(find bad -type f | wc -l)
result "$count malformed files end with 0 or 1" "$([ "$status" -le 1 ] || { echo "status $status" && tail -n 5 err; })"
result "there are 200 of them" "$([ "$count" -ge 200 ] || echo "$count")"
"$program" status --documents --format csv >documents 2>/dev/null
"$program" status --problems --format csv >problems 2>/dev/null
result "each is a document or a listed problem" "$(
	for file in bad/*; do
		name=${file##*/}
		# An id has no extension; files of an archive have the archive's name before theirs.
		stem=${name%.*}
		grep -qF -e "$name" -e "${stem%.tar}" problems documents || echo "$name: neither"
	done
)"
result "what was hurt is named, and what to do" "$(
	for name in bomb.txt.gz empty.pdf short.zip short.pdf noise.docx; do
		grep -qE "^error,(bad/)?(${name}|${name%.*})," problems || echo "$name: no problem is listed"
	done
)"
result "the board is sound" "$("$program" check --format csv >checked 2>&1 || cat checked)"
finish
