#!/bin/sh
# usage: test/golden/selftest.sh
# The runner of golden cases, tried on a small program in qipan's place: right cases pass, each kind of
# wrong one fails, what differs by locale or threads is seen, and rewriting gives a case that passes.
# Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/../result.sh"
unset QIPAN_GOLDEN # all four variations, whatever the build around this asks for
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/a folder"
cd "$work/a folder" || exit 1

cat >program <<'EOF'
#!/bin/sh
case ${1-} in
--version) echo "fake 1" ;;
say) shift 3 && printf '%s\n' "$@" ;;
bare) printf 'no end' ;;
complain) echo "fake: wrong" >&2 && exit 2 ;;
locale) echo "$LC_ALL" ;;
threads) echo "$3" ;;
esac
EOF
chmod +x program

# given TEXT: the case in case.case.
given() {
	printf '%s\n' "$1" >case.case
}

# accepted NAME, refused NAME WORDS: what the runner makes of case.case.
accepted() {
	result "$1" "$("$here/run.sh" ./program case.case >out 2>&1 || cat out)"
}
refused() {
	if "$here/run.sh" ./program case.case >out 2>&1; then
		result "$1" "accepted"
	else
		result "$1" "$(grep -qF -e "$2" out || cat out)"
	fi
}

right='Prose is free.

  $ qipan --version
  | fake 1

  $ qipan say a "" "b  " &&
  > qipan complain
  | a
  |
  | b  
  ! fake: wrong
  [2]
  $ qipan bare
  | no end
  \ no newline
  $ echo kept >file
  $ cat file
  | kept'
given "$right"
accepted "a right case passes"
result "each command is a result" "$(grep -c '^ok' out | grep -v '^5$')"

given '  $ qipan --version
  | fake 2'
refused "another output fails" "+  | fake 1"
given '  $ qipan --version'
refused "output that is not expected fails" "+  | fake 1"
given '  $ qipan complain
  ! fake: wrong'
refused "another exit status fails" "+  [2]"
given '  $ qipan bare
  | no end'
refused "a missing newline is seen" "no newline"
given '  $ qipan locale
  | C'
refused "what differs by locale fails" "not the same under C.UTF-8-1"
given '  $ qipan threads
  | 1'
refused "what differs by threads fails" "not the same under C-4"
given '  nothing'
refused "an indented line without a mark fails" "line 1:"
given '  | early'
refused "output before a command fails" "line 1: output before any command"

given "$(printf '%s\n' "$right" | grep -v -e '^  [|!\[\\]')"
"$here/run.sh" --rewrite ./program case.case >out 2>&1
result "rewriting gives what the right case says" "$(printf '%s\n' "$right" | diff - case.case)"
accepted "a rewritten case passes"
cp case.case before
"$here/run.sh" --rewrite ./program case.case >out 2>&1
result "rewriting again changes nothing" "$(diff before case.case)"

cd /
finish
