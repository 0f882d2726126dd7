#!/bin/sh
# usage: test/fetch.sh PROGRAM SERVER
# qipan fetch with the real program and a server on this machine: what a user types, Ctrl-C and a kill in the middle,
# a second run, a changed page. Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/result.sh"
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
server=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")
work=$(mktemp -d) || exit 1
trap 'exec 3>&-; kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1

mkfifo talk
"$server" 20 <talk >asked &
exec 3>talk
while ! grep -q . asked; do sleep 0.02; done
port=$(head -n 1 asked)
web=http://127.0.0.1:$port

# asked PATH: how often.
asked() { grep -c "^$1\$" asked; }
# outcomes: one line "outcome number" for each row of `qipan export fetches`.
outcomes() {
	"$program" export fetches | awk -F, 'NR > 1 { n[$5]++ } END { for (o in n) print o, n[o] }' | sort | tr '\n' ' '
}
editions() { "$program" export documents | awk -F, 'NR > 1 { print $1, $2 }' | sort | tr '\n' ' '; }

"$program" new -q >/dev/null
"$program" fetch "$web/plan" >out 2>err
result "an address of this machine is refused" \
	"$([ $? -eq 1 ] && grep -q 'allow-private' out && [ "$(asked /plan)" -eq 0 ] || cat out err)"

"$program" fetch "$web/plan" --allow-private --delay 0 --region 贵州 --contact me@example.org >out 2>err
result "one address becomes a document" \
	"$([ $? -eq 0 ] && grep -q '1 fetched.*1 added' out || cat out err)"
"$program" fetch "$web/plan" --allow-private --delay 0 --region 贵州 >out 2>err
result "again: nothing has changed" "$(grep -q ': 1 unchanged$' out || cat out err)"
printf '+' >&3
sleep 0.1
"$program" fetch "$web/plan" --allow-private --delay 0 --region 贵州 >out 2>err
result "a changed page is a new edition" \
	"$(grep -q '1 fetched.*1 replaced' out && [ "$(editions)" = "$web/plan 2 " ] || { cat out err && editions; })"
result "every fetch is in the board" \
	"$([ "$(outcomes)" = "fetched 2 refused 1 unchanged 1 " ] || outcomes)"
"$program" fetch "$web/gone" --allow-private --delay 0 >out 2>err
result "an error page is listed, exit status 1" \
	"$([ $? -eq 1 ] && grep -q 'status 404' out && [ "$(editions)" = "$web/plan 2 " ] || cat out err)"
"$program" fetch nowhere.csv >out 2>err
result "a list that is not there is an error" "$([ $? -eq 4 ] || cat out err)"

# ---- stopped in the middle ----
{
	echo id,url,region
	i=0
	while [ $i -lt 40 ]; do
		echo "d$i,$web/plans/$i,贵州"
		i=$((i + 1))
	done
} >list.csv
# start_fetching: in the background, until ten answers are there.
start_fetching() {
	"$program" fetch list.csv --allow-private --delay 0.02 >out 2>err &
	pid=$!
	echo "$pid" >pid
	while [ "$(grep -c '^/plans/' asked)" -lt "$1" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
}
start_fetching 10
kill -INT "$pid"
wait "$pid"
status=$?
rm -f pid
result "Ctrl-C ends with status 130 and says what is kept" \
	"$([ "$status" -eq 130 ] && grep -q 'stopped: [1-9][0-9]* answers are kept' err || { echo "$status" && cat err; })"
start_fetching 25
kill -KILL "$pid"
wait "$pid" 2>/dev/null
rm -f pid
"$program" check >checked 2>&1
result "a kill leaves a sound board" "$([ $? -eq 0 ] || cat checked)"
"$program" fetch list.csv --allow-private --delay 0 >out 2>err
status=$?
result "the same command goes on from there" \
	"$([ "$status" -eq 0 ] && grep -q 'going on, [1-9]' out && grep -q '40 added' out || cat out err)"
twice=$(grep '^/plans/' asked | sort | uniq -d | wc -l)
result "what had an answer was not asked again" "$([ "$twice" -le 2 ] || grep '^/plans/' asked | sort | uniq -d)"
result "the documents are those of a run that was never stopped" "$(
	"$program" new -q -b whole.qipan >/dev/null
	"$program" fetch list.csv --allow-private --delay 0 -b whole.qipan >/dev/null 2>err || cat err
	"$program" export passages -b whole.qipan | cut -d, -f2- | sort >whole
	"$program" export passages | grep -v "$web/plan," | cut -d, -f2- | sort >stopped
	cmp whole stopped
)"
exec 3>&-
wait
finish
