#!/bin/sh
# usage: tools/codebook-quality.sh PROGRAM REPORTS > table.md
# The table of docs/codebook-quality.md: a board of the reports (a folder, or a table that names them), the
# judgements of docs/data/codebook-readings.csv, and what they say of each code. No texts are in either file.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
program=$1
reports=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
board=$work/board.qipan
"$program" new -q -b "$board" >/dev/null
"$program" add -q -b "$board" "$reports" >/dev/null
"$program" correct import -q -b "$board" --who reader "$root/docs/data/codebook-readings.csv" >"$work/import.txt" ||
	echo "some judgements found no sentence: are these the reports that were read?" >&2
axes=field,element,lever,chain,instrument,governance,cooperation,commitment,risk,time,data_market,cross_border,slogan,obstacle
"$program" agreement -q -b "$board" --code "$axes" --draws 0 --format tsv >"$work/agreement.tsv"
"$program" codebook show -q -b "$board" --format tsv >"$work/codes.tsv"
sed -n 's/^  \([a-z0-9_.]*\): \[\(.*\)\]$/\1	\2/p' "$root/data/codebook-ai-highland.meta.yaml" >"$work/nots.tsv"
echo '| code | what it takes in, and what not | patterns | hits | precision | recall |'
echo '|---|---|---|---|---|---|'
awk -F '\t' '
	FILENAME ~ /nots/ { n = gsub(/", "/, "\", \"", $2) + 1; nots[$1] = n; next }
	FILENAME ~ /codes/ { if (FNR > 1) { patterns[$1] = $5; meaning[$1] = $6 } next }
	FNR == 1 { next }
	{ precision = $5 == 0 ? "not read" : sprintf("%d of %d: %.2f [%.2f, %.2f]", $6, $5, $7, $8, $9)
	  recall = $10 == 0 || $1 !~ /^(field|element|governance)[.]/ ? "" : sprintf("%d of %d", $11, $10)
	  exclude = nots[$1] == "" ? "" : sprintf(" (%d not-phrases)", nots[$1])
	  printf "| %s | %s%s | %s | %d | %s | %s |\n", $1, meaning[$1], exclude, patterns[$1], $4, precision, recall }
' "$work/nots.tsv" "$work/codes.tsv" "$work/agreement.tsv"
