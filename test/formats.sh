#!/bin/sh
# usage: test/formats.sh PROGRAM
# A text gives the same passages, up to layout, in whichever format it comes: the fixtures of test/formats (written by
# make.py), and eight plans of the examples made into docx, odt, doc, pdf, md and html by LibreOffice and pandoc where
# they are installed. Archives and sheets go through "qipan add" too. Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/result.sh"
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
HOME=$work
export HOME

# fresh: an empty board.
fresh() {
	rm -f board.qipan*
	"$program" new -q >/dev/null
}

# passages DOCUMENT: kind and text of its sentences, one a line, without spaces and the marks of list items, which are
# layout.
passages() {
	"$program" export passages --format tsv 2>/dev/null | awk -F'\t' -v document="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		$column["document"] == document {
			text = $column["text"]
			gsub(/[ \t]|\\t|　/, "", text)
			sub(/^(●|•|-|\*|·)/, "", text)
			print text
		}'
}

# same DOCUMENT OTHER: what differs between the passages of two documents.
same() {
	passages "$1" >one
	passages "$2" >other
	[ -s one ] || echo "$1 has no passages"
	diff one other | head -n 20
}

has() {
	command -v "$1" >/dev/null
}

skip() {
	result "$1 # SKIP $2" ""
}

# ---- the fixtures ----

mkdir plans
for format in txt md html docx odt pdf; do
	cp "$here/formats/plan.$format" "plans/$format.$format"
done
fresh
"$program" add plans >out 2>&1
for format in md html docx odt; do
	result "a plan as $format has the passages of the plain text" "$(same txt "$format")"
done
if has pdftotext; then
	result "a plan as pdf has the passages of the plain text" "$(same txt pdf)"
	cp "$here/formats/scan.pdf" .
	"$program" add scan.pdf >out 2>&1
	result "a scan is told, with what to do" "$(grep -q 'scan.pdf: is a scan: 2 pages' out || cat out)"
else
	skip "a plan as pdf has the passages of the plain text" "pdftotext is not installed"
fi

# ---- archives ----

fresh
cp "$here/formats/gbk.zip" "$here/formats/plans.tar.gz" "$here/formats/plan.txt.gz" .
"$program" add gbk.zip plans.tar.gz plan.txt.gz plans/txt.txt >out 2>&1
for document in gbk/规划/云岭 gbk/inner.zip/深/b plans.tar/规划/plan plan.txt/plan; do
	name=$(echo "$document" | sed -e 's,^gbk/,gbk.zip/,' -e 's,^plans.tar/,plans.tar.gz/,' -e 's,^plan.txt/,plan.txt.gz/,')
	result "$name is the plan" "$(same txt "$name")"
done
result "what points out of an archive is refused" "$(grep -q 'gbk.zip: 2 members name places outside' out || cat out)"

# ---- sheets ----

for format in xlsx ods; do
	cp "$here/formats/rows.$format" .
	fresh
	"$program" add "rows.$format" >out 2>&1
	result "$format: rows are documents where a column holds texts" "$("$program" export documents --format csv 2>/dev/null |
		cut -d, -f 1,3 | tr '\n' ' ' | grep -q 'a1,贵州 a2,湖南 a3,云南' || cat out)"
	fresh
	"$program" add "rows.$format" --sheet-as document >out 2>&1
	result "$format: the sheets as one document" "$(grep -q ' 1 added' out || cat out)"
done

# ---- the examples, made by other programs ----

# make FORMAT: example.txt as FORMAT in made/, by whichever program can.
make() {
	case $1 in
	docx-pandoc) pandoc "$2.md" -o "made/$2-docx-pandoc.docx" ;;
	odt-pandoc) pandoc "$2.md" -o "made/$2-odt-pandoc.odt" ;;
	html-pandoc) pandoc "$2.md" -o "made/$2-html-pandoc.html" ;; # no head: the first line stays the title
	*) soffice --headless --convert-to "$1" --outdir lo "$2.docx" >/dev/null 2>&1 &&
		mv "lo/$2.$1" "made/$2-$1-office.$1" ;;
	esac
}

mkdir made lo
count=0
for file in "$here"/../examples/plans-15fyp/txt/zh/*.txt; do
	[ "$count" -lt 8 ] || break
	count=$((count + 1))
	name=e$count
	# An empty line between paragraphs is what Markdown wants; "1." would begin a list of its own.
	awk 'NF { print $0 "\n" }' "$file" | sed 's/^\([0-9]*\)\./\1\\./' >"$name.md"
	cp "$file" "made/$name-txt.txt"
	if has pandoc; then
		pandoc "$name.md" -o "$name.docx"
		make docx-pandoc "$name"
		make odt-pandoc "$name"
		make html-pandoc "$name"
	fi
	if has pandoc && has soffice && [ "$count" -le 3 ]; then
		for format in docx odt doc pdf; do
			make "$format" "$name"
		done
	fi
done
if has pandoc; then
	fresh
	"$program" add made >out 2>&1
	for file in made/*; do
		document=${file#made/}
		document=${document%.*}
		case $document in
		*-txt) continue ;;
		*-doc-*) has catdoc || continue ;;
		*-pdf-*) has pdftotext || continue ;;
		esac
		result "$document has the passages of the plain text" "$(same "${document%%-*}-txt" "$document")"
	done
else
	skip "examples through other programs" "pandoc is not installed"
fi
finish
