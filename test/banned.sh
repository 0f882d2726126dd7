#!/bin/sh
# usage: test/banned.sh [CHECKOUT]
# Fails on a call of a function that test/banned.txt bans. Words in comments and strings are free.
# Speaks TAP. A poison pragma was tried in mind and refused: it also hits system headers that are
# included later, and cannot say what to use instead.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1

found=$(find src test fuzz bench -name '*.[ch]' -exec awk -F '\t' '
	FNR == NR { if ($0 !~ /^#/ && NF == 3) { free[$1] = $2; why[$1] = $3 } next }
	FNR == 1 { comment = 0 }
	function may(name,   n, i, folders) {
		n = split(free[name], folders, " ")
		for (i = 1; i <= n; i++) if (index(FILENAME, folders[i] "/") == 1) return 1
		return 0
	}
	{
		# Drop strings and characters first (they may hold comment marks), then comments.
		line = $0
		gsub(/\\\\/, "", line); gsub(/\\"/, "", line); gsub(/\\\047/, "", line)
		if (!comment) { gsub(/"[^"]*"/, "\"\"", line); gsub(/\047[^\047]*\047/, "0", line) }
		kept = ""
		while (line != "") {
			if (comment) {
				if ((i = index(line, "*/")) == 0) break
				line = substr(line, i + 2); comment = 0
			} else {
				i = index(line, "/*"); j = index(line, "//")
				if (j && (!i || j < i)) { kept = kept substr(line, 1, j - 1); break }
				if (!i) { kept = kept line; break }
				kept = kept substr(line, 1, i - 1) " "; line = substr(line, i + 2); comment = 1
			}
		}
		while (match(kept, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
			name = substr(kept, RSTART, RLENGTH - 1); sub(/[ \t]+$/, "", name)
			if (name in why && !may(name)) print FILENAME ":" FNR ": " name " " why[name]
			kept = substr(kept, RSTART + RLENGTH)
		}
	}' test/banned.txt {} + 2>/dev/null | LC_ALL=C sort)
bad_rows=$(awk -F '\t' '!/^#/ && NF && (NF != 3 || $1 !~ /^[a-z0-9_]+$/ || $3 == "") { print "test/banned.txt:" NR ": " $0 }' test/banned.txt)

result "no banned function is called" "$found"
result "every row of test/banned.txt has three columns" "$bad_rows"
finish
