#!/bin/sh
# usage: test/floors.sh [CHECKOUT]
# Who may include whom: reads src/floors.txt and every #include below src. Speaks TAP.
#
#   1  floors.txt: every room once, nothing unknown, no room above itself (no cycle)
#   2  every folder of src is a room and every room a folder
#   3  every include of own headers is written "room/name.h", exists, and is allowed by floors.txt
#   4  SQL stays in src/store: nobody else includes sqlite3.h or holds a statement in a string
set -u
# shellcheck source=test/result.sh
. "$(dirname "$0")/result.sh"
cd "${1:-$(dirname "$0")/..}" || exit 1

result "src/floors.txt names every room once and has no cycle" "$(awk '
	/^#/ || NF == 0 { next }
	{
		room = $1
		if (sub(/:$/, "", room) != 1) { print "line " NR ": \"" $0 "\" is not \"room: rooms\""; next }
		if (room in below) print "line " NR ": " room " stands twice"
		below[room] = ""
		for (i = 2; i <= NF; i++) below[room] = below[room] " " $i
		order[++rooms] = room
	}
	# A room whose rooms are all placed is placed; what never is stands in a cycle.
	END {
		for (r = 1; r <= rooms; r++) {
			n = split(below[order[r]], needs)
			for (i = 1; i <= n; i++)
				if (!(needs[i] in below)) { print order[r] " may include " needs[i] ", which is no room"; placed[needs[i]] = 1 }
		}
		do {
			changed = 0
			for (r = 1; r <= rooms; r++) {
				if (order[r] in placed) continue
				n = split(below[order[r]], needs)
				ready = 1
				for (i = 1; i <= n; i++) if (!(needs[i] in placed)) ready = 0
				if (ready) { placed[order[r]] = 1; changed = 1 }
			}
		} while (changed)
		for (r = 1; r <= rooms; r++)
			if (!(order[r] in placed)) print order[r] ": above itself, in a cycle"
	}' src/floors.txt)"

rooms=$(sed -n 's/^\([a-z_]*\):.*/\1/p' src/floors.txt)
result "every folder of src is a room and every room a folder" "$(
	for folder in src/*/; do
		folder=$(basename "$folder")
		printf '%s\n' "$rooms" | grep -qx "$folder" || echo "src/$folder is not in src/floors.txt"
	done
	for room in $rooms; do
		[ -d "src/$room" ] || echo "src/floors.txt names $room, src/$room is not there"
	done
)"

result "no include runs upwards or sideways" "$(
	find src -name '*.[ch]' -exec awk '
		FNR == NR { if ($0 ~ /^[a-z_]+:/) { room = $1; sub(/:$/, "", room); may[room, room] = 1
			for (i = 2; i <= NF; i++) may[room, $i] = 1 } next }
		FNR == 1 { split(FILENAME, part, "/"); here = part[2] }
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			name = $0; sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
			place = FILENAME ":" FNR ": "
			if (name !~ /^[a-z_]+\/[a-z0-9_]+\.[a-z]+$/) { print place "\"" name "\": write \"room/name.h\""; next }
			split(name, target, "/")
			if ((getline line < ("src/" name)) < 0) print place "src/" name " is not there"
			close("src/" name)
			if (!((here, target[1]) in may)) print place here " may not include " target[1]
		}' src/floors.txt {} + | LC_ALL=C sort
)"

result "SQL stands in src/store only" "$(
	find src -path src/store -prune -o -name '*.[ch]' -exec awk '
		/^[ \t]*#[ \t]*include[ \t]*<sqlite3/ { print FILENAME ":" FNR ": sqlite3.h" }
		/"[ \t]*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|ATTACH|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|WITH)[ ;"]/ \
			{ print FILENAME ":" FNR ": a statement in a string" }' {} + | LC_ALL=C sort
)"

finish
