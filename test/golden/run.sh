#!/bin/sh
# usage: test/golden/run.sh [--rewrite] PROGRAM [CASE...]
#
# Runs command lines and compares all that they say with what is written under them. A case is a text
# file test/golden/NAME.case: lines at the margin are prose; indented by two spaces stand
#
#   $ qipan board --by field      a command, run by sh
#   > --tier east                 the line before goes on
#   | east    12                  what it writes to standard output, line by line
#   ! qipan: no such region       what it writes to standard error
#   \ no newline                  the last output line above has none
#   [2]                           its exit status, when that is not 0
#
# A case has a folder of its own for all its commands; in it is examples/ (a link: only read it).
# Each case runs four times: LC_ALL=C and a UTF-8 locale, 1 thread and 4. All must give the same bytes.
# ($QIPAN_GOLDEN can name fewer, as LOCALE-THREADS: "./dev check" shares the four between its builds.)
# --rewrite puts what comes out in the place of what was expected; then read the diff.
#
# Which program answers to "qipan" is a door: a folder at the front of PATH that holds a program of
# that name. Now there is one door (the command line, with --threads added); a second, which sends the
# same words to a server and prints its answer, needs no change to any case. Speaks TAP.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/../result.sh"
rewrite=
if [ "${1-}" = --rewrite ]; then
	rewrite=1
	shift
fi
[ $# -ge 1 ] || { echo "usage: test/golden/run.sh [--rewrite] PROGRAM [CASE...]" >&2 && exit 2; }
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
shift
[ -x "$program" ] || { echo "Bail out! $program is not a program" && exit 1; }
[ $# -gt 0 ] || set -- "$here"/*.case
examples=$here/../../examples
variations=${QIPAN_GOLDEN:-C-1 C-4 C.UTF-8-1 C.UTF-8-4}
first_variation=${variations%% *}

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# door THREADS: makes the folder whose qipan is the program with so many threads.
door() {
	mkdir -p "$work/door-$1"
	cat >"$work/door-$1/qipan" <<-EOF
		#!/bin/sh
		case \${1-} in
		'' | -* | help) exec '$program' "\$@" ;;
		esac
		verb=\$1
		shift
		exec '$program' "\$verb" --threads $1 "\$@"
	EOF
	chmod +x "$work/door-$1/qipan"
}
door 1
door 4

# split CASE FOLDER: each command into N.command, its expected output into N.wanted, its line into N.line.
split() {
	awk -v folder="$2" '
	/^  \$ / { n++; open = 1; print substr($0, 5) > (folder "/" n ".command"); print FNR > (folder "/" n ".line")
		printf "" > (folder "/" n ".wanted"); next }
	/^  > / && open { print substr($0, 5) > (folder "/" n ".command"); next }
	/^  [|!\\\[]/ { if (!n) { print FNR ": output before any command"; exit }
		open = 0; print > (folder "/" n ".wanted"); next }
	/^  / { print FNR ": \"" $0 "\" starts with none of $ > | ! \\ ["; exit }
	END { print n + 0 > (folder "/count") }' "$1"
}

# marked MARK FILE: the output as a case writes it down.
marked() {
	[ -s "$2" ] || return 0
	sed -e "s/^/  $1 /" -e "s/^  $1 \$/  $1/" "$2"
	[ -z "$(tail -c 1 "$2")" ] || printf '\n  \\ no newline\n'
}

# run FOLDER VARIATION: all commands of a split case; N.got.VARIATION beside each N.wanted.
run() (
	steps=$1
	set -- "$1" "${2%-*}" "${2##*-}"
	mkdir "$steps/$2-$3"
	cd "$steps/$2-$3" || exit 1
	[ ! -d "$examples" ] || ln -s "$examples" examples
	n=0
	count=$(cat "$steps/count")
	while [ "$n" -lt "$count" ]; do
		n=$((n + 1))
		env -i PATH="$work/door-$3:/usr/bin:/bin" HOME="$steps/$2-$3" LC_ALL="$2" TERM=dumb \
			${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} \
			${UBSAN_OPTIONS+UBSAN_OPTIONS="$UBSAN_OPTIONS"} \
			${TSAN_OPTIONS+TSAN_OPTIONS="$TSAN_OPTIONS"} \
			sh "$steps/$n.command" >"$steps/out" 2>"$steps/err" </dev/null
		status=$?
		{
			marked '|' "$steps/out"
			marked '!' "$steps/err"
			[ "$status" -eq 0 ] || echo "  [$status]"
		} >"$steps/$n.got.$2-$3"
	done
)

# compare FOLDER CASE: one result per command. The first variation is held against the case, the
# others against the first.
compare() {
	n=0
	count=$(cat "$1/count")
	while [ "$n" -lt "$count" ]; do
		n=$((n + 1))
		first=$1/$n.got.$first_variation
		problems=
		cmp -s "$1/$n.wanted" "$first" ||
			problems=$(diff -u "$1/$n.wanted" "$first" | tail -n +3)
		for got in "$1/$n".got.*; do
			cmp -s "$first" "$got" || problems="$problems
not the same under ${got##*.got.} (locale-threads) as under $first_variation:
$(diff -u "$first" "$got" | tail -n +3)"
		done
		read -r line <"$1/$n.line"
		read -r command <"$1/$n.command"
		result "${2##*/}:$line $command" "$problems"
	done
}

# written FOLDER CASE: the case with what came out, in the first variation.
written() {
	awk -v folder="$1" -v variation="$first_variation" '
	function flush_output(   line, file) {
		if (!due) return
		file = folder "/" n ".got." variation
		while ((getline line < file) > 0) print line
		close(file); due = 0
	}
	/^  \$ / { flush_output(); n++; due = 1; print; next }
	/^  > / { print; next }
	/^  [|!\\\[]/ { next }
	{ flush_output(); print }
	END { flush_output() }' "$2"
}

for case; do
	[ -f "$case" ] || { result "$case" "is not there" && continue; }
	folder=$work/$(basename "$case" .case)
	rm -rf "$folder"
	mkdir "$folder"
	problem=$(split "$case" "$folder")
	if [ -n "$problem" ]; then
		result "$(basename "$case")" "line $problem"
		continue
	fi
	for variation in $variations; do
		run "$folder" "$variation"
	done
	if [ -n "$rewrite" ]; then
		written "$folder" "$case" >"$folder/written"
		cmp -s "$folder/written" "$case" || { cat "$folder/written" >"$case" && echo "# rewritten: $case"; }
		split "$case" "$folder" >/dev/null
	fi
	compare "$folder" "$case"
done
finish
