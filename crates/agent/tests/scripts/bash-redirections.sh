#!/bin/bash
cd "$work"
cat <<< "here string $((1+1))"
{ echo out; echo err >&2; } &> both; cat both
echo more &>> both; wc -l < both
cat <(echo proc)
while read -r l; do echo "[$l]"; done < <(printf '1\n2\n')
echo "x y" | { read -r a b; echo "$b $a"; }
n=0; while read -r _; do ((n++)); done <<< $'a\nb\nc'; echo $n
set -o pipefail; false | true; echo $?
echo a |& cat
exec 4>&1; echo four >&4
printf -v var '%03d' 7; echo $var
rm both
