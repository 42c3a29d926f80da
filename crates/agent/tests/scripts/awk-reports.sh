#!/bin/sh
cat > "$work/nodes.csv" <<'END'
name,ip,role,cpus
head,10.0.0.4,master,8
w-0,10.0.0.5,worker,16
w-1,10.0.0.6,worker,24
END
awk -F, 'NR > 1 { print $2 "\t" $1 }' "$work/nodes.csv"
awk -F, 'NR > 1 { sum[$3] += $4; n[$3]++ } END { for (r in sum) printf "%-8s %3d %.1f\n", r, sum[r], sum[r] / n[r] }' "$work/nodes.csv" | sort
awk -F, -v role=worker '$3 == role { names = names sep $1; sep = "," } END { print names }' "$work/nodes.csv"
awk 'BEGIN { FS = ","; OFS = ":" } NR == 1 { for (i = 1; i <= NF; i++) col[$i] = i; next } { $1 = $1; print $col["ip"], $col["name"] }' "$work/nodes.csv"
awk -F, '{ line[NR] = $0 } END { for (i = NR; i > 1; i--) print line[i] }' "$work/nodes.csv"
awk '/worker/ && !seen[$0]++ { count++ } END { print count + 0 }' "$work/nodes.csv"
echo "a:b:c" | awk '{ n = split($0, p, ":"); for (i = n; i; i--) printf "%s%s", p[i], (i > 1 ? "-" : "\n") }'
awk 'function max(a, b) { return a > b ? a : b } BEGIN { print max(3, 7), length("hello"), substr("hello", 2, 3), index("hello", "l"), toupper("x"), 10 % 4, 2 ^ 5 }'
echo "eth0 inet 10.0.0.4/24 brd" | awk '{ sub(/\/.*/, "", $3); print $3 }'
echo "k=v; k2=v2" | awk '{ gsub(/[ ;]+/, "\n"); print }' | awk -F= 'NF == 2 { print $2 }'
printf '%s\n' 5 3 10 | awk '$1 > m { m = $1 } END { print m }'
awk 'BEGIN { while ((getline line < ARGV[1]) > 0) n++; print n }' "$work/nodes.csv"
awk 'NR == 2, NR == 3 { print NR ": " $0 } $0 ~ /^w/ { exit 3 }' "$work/nodes.csv"; echo "status $?"
awk 'BEGIN { printf "%s %d %5.2f|%-5s|%05d|%x|%c\n", "s", "12abc", 3.14159, "ab", 42, 255, "A"; print 1e6, 0.1 + 0.2, 1/3, 100000 * 100000 }'
awk 'match($0, /[0-9]+\.[0-9]+/) { print RSTART, RLENGTH, substr($0, RSTART, RLENGTH); exit }' "$work/nodes.csv"
HOSTVAR=env awk 'BEGIN { print ENVIRON["HOSTVAR"] }'
awk 'BEGIN { "echo from shell" | getline x; print x; do { i++ } while (i < 3); print i; delete a; if (!("k" in a)) print "no k" }'
