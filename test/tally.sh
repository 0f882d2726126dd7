#!/bin/sh
# usage: test/tally.sh [CHECKOUT]
# What tools/tally makes of a log: each way in which a test can fail counts, none counts twice, and
# silence is a failure. Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

# one RESULT LINES: a log of one test, as meson writes it.
one() {
	cat <<EOF
==================================== 1/1 =====================================
test:         planted
start time:   07:52:35
duration:     0.05s
result:       $1
command:      planted
----------------------------------- stdout -----------------------------------
$2
----------------------------------- stderr -----------------------------------
not ok 99 - this is not stdout
==============================================================================

Summary of Failures:
EOF
}

# counts NAME WANTED RESULT LINES
counts() {
	one "$3" "$4" >"$log"
	got=$(tools/tally "$log")
	[ "$got" = "$2" ] && got=
	result "$1" "$got"
}

counts "results are added up" "2 passed 0 failed 1 skipped" "exit status 0" "1..3
ok 1 - a
# ok 9 - a comment
ok 2 - b # SKIP no corpora
ok 3 - c"
counts "a failed result is one failure" "1 passed 1 failed 0 skipped" "exit status 1" "1..2
ok 1 - a
not ok 2 - b"
counts "a bad end after good results is a failure" "2 passed 1 failed 0 skipped" "exit status 134" "1..2
ok 1 - a
ok 2 - b"
counts "a time limit is a failure" "1 passed 1 failed 0 skipped" "killed by signal 15 SIGTERM" "1..2
ok 1 - a"
counts "fewer results than planned is a failure" "1 passed 1 failed 0 skipped" "exit status 0" "1..2
ok 1 - a"
counts "no plan is a failure" "1 passed 1 failed 0 skipped" "exit status 0" "ok 1 - a"
counts "no results is a failure" "0 passed 1 failed 0 skipped" "exit status 0" ""
counts "a plan of nothing with a reason is skipped" "0 passed 0 failed 1 skipped" "exit status 0" \
	"1..0 # SKIP no corpora"

: >"$log"
result "a log without tests is a failure" "$(tools/tally "$log" | grep -v '^0 passed 1 failed 0 skipped$')"
result "a log that is missing is a failure" \
	"$(tools/tally "$log.missing" 2>/dev/null | grep -v '^0 passed 1 failed 0 skipped$')"
one "exit status 1" "1..1
not ok 1 - shown" >"$log"
result "--failures shows a failed test in full" \
	"$(tools/tally --failures "$log" | grep -qx 'not ok 1 - shown' || echo "not shown")"
one "exit status 0" "1..1
ok 1 - quiet" >"$log"
result "--failures says nothing of a good one" "$(tools/tally --failures "$log")"
finish
