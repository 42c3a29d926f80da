#!/bin/sh
printf 'b\na\nc\na\n' | sort | uniq -c | sed 's/^ *//'
printf '%s\n' one two three | head -2 | tail -1
echo 'a b c' | tr ' ' '\n' | wc -l
seq 1 5 | while read n; do echo $((n*n)); done | tail -n 2
x=1; echo 5 | read x; echo $x
false | true; echo $?
true | false; echo $?
echo hi | (cat; echo there) | tr a-z A-Z
printf 'a:b\nc:d\n' | cut -d: -f2
! echo x | grep -q y && echo absent
echo "one
two" | sed -n '2p'
