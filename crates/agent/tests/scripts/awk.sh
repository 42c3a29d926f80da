#!/bin/sh
cd "$work"; printf 'a 1 x\nb 2 y\nc 3 z\n' > f
awk '{print $1}' f; awk '{print $2, $1}' f; awk '{print $NF}' f; awk '{print NR": "$0}' f; awk 'NR==2' f; awk '/b/' f
awk '$2>1 {print $1}' f; awk '{s+=$2} END {print s}' f; awk 'BEGIN {print "start"} END {print NR}' f
awk -F: '{print $1}' <<EOF
root:x:0
user:y:1
EOF
awk -v n=5 '{print $2*n}' f; awk '{printf "%s=%d\n", $1, $2}' f; awk '!/b/ {print}' f; awk '{$2="new"; print}' f
awk '{a[$1]=$2} END {print a["b"]}' f; awk 'length($0)>3' f | wc -l; awk '{print length}' f; awk '{print toupper($1) tolower("AB")}' f
awk '{print substr("hello", 2, 3), index("hello","l")}' f | head -1; awk 'BEGIN {n=split("a,b,c",p,","); print n, p[1], p[3]}'
awk '{gsub(/[0-9]/,"#"); print}' f; awk '{sub("a","A")}1' f; awk 'BEGIN{for(i=0;i<3;i++) printf "%d ", i; print ""}'
awk 'BEGIN{i=0; while(i<3) i++; print i}' ; awk '{if ($2==2) print "two"; else print "other"}' f; awk 'NR>1 && $1!="c"' f
awk '{print ($2>1 ? "big" : "small")}' f; awk 'BEGIN {print 1/4, 10%3, 2^3, 1e6, 0.1+0.2}'
awk -F'[ ]' '{print $3 "" $1}' f; awk '/a/,/b/' f; awk 'END{print $0}' f; awk '{print > "out"}' f; cat out
echo '  lead  trail ' | awk '{print NF, $1}'; echo 'inet 10.0.0.4/24' | awk '{split($2,a,"/"); print a[1]}'
awk 'BEGIN { printf "%5.2f|%-4s|%03d\n", 3.14159, "ab", 7 }'; awk '{next; print "no"} END {print "done"}' f; awk '{exit 3}' f; echo $?
awk 'BEGIN{x["a"];if("a" in x)print "in"; delete x["a"]; if(!("a" in x))print "out"}'; awk '$1 ~ /^[ab]$/ {c++} END{print c+0}' f
awk 'BEGIN{OFS="-"} {$1=$1; print}' f; awk '{print $1,$3}' OFS=: f; awk 'BEGIN { if (match("foobar", /o+/)) print RSTART, RLENGTH }'
rm f out
