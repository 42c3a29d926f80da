#!/bin/sh
cd "$work"
mkdir d; touch d/a.txt d/b.txt 'd/c d.txt' d/.hidden e.log
for f in d/*; do echo "[$f]"; done
for f in d/*.none; do [ -e "$f" ] || echo "no match stays $f"; done
set -- d/*.txt; echo $#
echo d/[ab].txt d/?.txt d/[!a].txt
list="a.txt b.txt"; for f in $list; do echo "$f"; done
IFS=:; for p in $PATH; do echo "$p"; done | head -n 2; unset IFS
v='*'; echo "$v"; echo $v
IFS=,; set -- $(echo a,b c,d); echo $# "$2"; unset IFS
star='d/*'; for x in $star; do n=$((${n:-0} + 1)); done; echo $n
set -f; echo d/*; set +f
var="one  two"; echo $var; echo "$var"
IFS=' '; x='a:b c'; set -- $x; echo $#; unset IFS
printf '%s|' "$@" $(printf 'x\ny z'); echo
cp d/*.txt . && ls
rm -f ./*.txt; ls
