# For TAP in shell, read with ".": the checks of this folder share it.
# result NAME PROBLEMS: "ok" when PROBLEMS is empty, else "not ok" with PROBLEMS as comments.
# finish: the plan, and the exit status.
# shellcheck shell=sh
results=0
failures=0

result() {
	results=$((results + 1))
	if [ -z "$2" ]; then
		printf 'ok %s - %s\n' "$results" "$1"
	else
		failures=$((failures + 1))
		printf 'not ok %s - %s\n' "$results" "$1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

finish() {
	echo "1..$results"
	[ "$failures" -eq 0 ] || exit 1
	exit 0
}
