#!/bin/sh
# usage: test/readme.sh [CHECKOUT]
# The worked example of README.md (its ```console block) is what test/golden/readme.case runs, word for
# word, so that it cannot grow old. Speaks TAP.
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1
shown=$(mktemp) && ran=$(mktemp) || exit 1
trap 'rm -f "$shown" "$ran"' EXIT

# shellcheck disable=SC2016 # back quotes of Markdown
sed -n '/^```console$/,/^```$/p' README.md | grep -v '^```' >"$shown"
awk '/^  [$>|!] ?/ { mark = substr($0, 3, 1); text = substr($0, 5); print mark == "$" ? (n++ ? "\n" : "") "$ " text : text }' \
	test/golden/readme.case >"$ran"
result "README.md shows what test/golden/readme.case runs" "$(
	[ -s "$shown" ] || echo 'README.md has no ```console block'
	diff "$ran" "$shown"
)"
finish
