#!/bin/sh
for i in 1 2 3; do echo $i; done
for i in 1 2 3; do [ $i = 2 ] && continue; echo c$i; done
for i in 1 2 3; do [ $i = 2 ] && break; echo b$i; done
n=0; while true; do n=$((n+1)); [ $n -ge 3 ] && break; done; echo $n
until [ $n -eq 0 ]; do n=$((n-1)); done; echo $n
for i in a b; do for j in 1 2 3; do [ $j = 2 ] && continue 2; echo $i$j; done; done
for i in a b; do for j in 1 2; do break 2; done; echo never; done; echo $i$j
for i in; do echo no; done; echo "end $?"
while read -r a b; do echo "$b-$a"; done <<EOF
1 2
3 4 5
6
EOF
for f in $(seq 1 3) x; do printf '%s,' $f; done; echo
i=5; while [ $((i=i-1)) -gt 2 ]; do echo w$i; done
while false; do :; done; echo $?
