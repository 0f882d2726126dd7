#!/bin/sh
# usage: test/faults.sh PROGRAM HOLDER
# What a user meets on a bad day, with the real program: Ctrl-C in the middle, a kill, a disk that is full, a second
# process that writes the same board. Each gives a message and its exit status, and loses nothing that was committed.
# Speaks TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=test/result.sh
. "$here/result.sh"
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
holder=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")
work=$(mktemp -d) || exit 1
trap 'kill -9 "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1

# The documents are alike from end to end, so what they share is not looked for (--reuse off): these tests are
# about the store.

# corpus DOCUMENTS: a table of so many documents of 5 kB, in our own words.
corpus() {
	awk -v count="$1" 'BEGIN {
		for (i = 0; i < count; i++) {
			printf "{\"id\":\"d%d\",\"region\":\"贵州\",\"date\":\"2026\",\"text\":\"", i
			for (k = 0; k < 60; k++)
				printf "第%d项任务是建设算力中心，推动人工智能产业发展，培育低空经济。", 60 * i + k
			print "\"}"
		}
	}'
}

# documents: how many the board holds; 0 when it cannot be read.
documents() {
	"$program" status --format csv 2>/dev/null | awk -F, '$1 == "贵州" { found = $5 } END { print found + 0 }'
}

# starts_adding: adds in the background and returns when the first documents are committed.
starts_adding() {
	"$program" add corpus.jsonl --reuse off --threads 2 >out 2>err &
	pid=$!
	echo "$pid" >pid
	tries=0
	while [ "$(documents)" -eq 0 ] && [ "$tries" -lt 300 ] && kill -0 "$pid" 2>/dev/null; do
		tries=$((tries + 1))
		sleep 0.02
	done
}

sound() {
	"$program" check --format csv >checked 2>&1 || { echo "the board is not sound" && cat checked; }
}

corpus 8000 >corpus.jsonl

# ---- Ctrl-C ----
"$program" new -q >/dev/null
starts_adding
kill -INT "$pid"
wait "$pid"
status=$?
kept=$(documents)
result "Ctrl-C ends with status 130" "$([ "$status" -eq 130 ] || echo "status $status, $kept documents")"
result "Ctrl-C says what is safe" "$(grep -q 'stopped: [1-9][0-9]* documents are in the board' err || cat err)"
result "Ctrl-C keeps what was committed" "$([ "$kept" -gt 0 ] && [ "$kept" -lt 8000 ] || echo "$kept documents")"
result "Ctrl-C leaves a sound board" "$(sound)"
"$program" add corpus.jsonl --reuse off >out 2>err
result "the same command goes on from there" \
	"$([ "$(documents)" -eq 8000 ] && grep -q "$kept unchanged" out || cat out err)"
rm -f board.qipan*

# ---- kill ----
"$program" new -q >/dev/null
starts_adding
kill -KILL "$pid"
wait "$pid" 2>/dev/null
kept=$(documents)
result "a kill keeps what was committed" "$([ "$kept" -gt 0 ] || echo "$kept documents")"
result "a kill leaves a sound board" "$(sound)"

# ---- a second process ----
"$program" add corpus.jsonl --reuse off -q >/dev/null
printf '{"id":"other","region":"湖南","text":"要建设数据中心。"}\n' >other.jsonl
mkfifo stop
"$holder" board.qipan <stop >held &
exec 3>stop
while ! grep -q held held 2>/dev/null; do sleep 0.02; done
"$program" add other.jsonl --reuse off >second 2>second-err
status=$?
result "a second writer is told who is in the way" \
	"$([ "$status" -eq 4 ] && grep -q 'another process' second-err || cat second second-err)"
result "a reader reads beside the writer" "$([ "$(documents)" -eq 8000 ] || documents)"
exec 3>&-
wait
"$program" add other.jsonl --reuse off >second 2>second-err
result "later it works" "$(grep -q '1 added' second || cat second second-err)"
rm -f board.qipan*

# ---- a full disk: files may not grow beyond 2 MB ----
"$program" new -q >/dev/null
corpus 100 >few.jsonl
"$program" add few.jsonl --reuse off -q >/dev/null
(
	ulimit -f 4000
	"$program" add corpus.jsonl --reuse off >out 2>err
)
status=$?
result "a full disk ends with status 4" "$([ "$status" -eq 4 ] || { echo "status $status" && cat err; })"
result "a full disk is named" "$(grep -q -i -E 'full|disk|too large|space' err || cat err)"
result "a full disk keeps what was there" "$([ "$(documents)" -ge 100 ] || echo "$(documents) documents")"
result "a full disk leaves a sound board" "$(sound)"

finish
