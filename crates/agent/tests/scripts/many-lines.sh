#!/bin/bash
# Long texts go through every tool in time that grows with them, not with their square.
seq 1 20000 > "$work/n"
awk '{ print $1 * 2 }' "$work/n" | tail -n 1
sed 's/1/one/g' "$work/n" | grep -c one
awk '{ gsub(/0/, "zero"); n += length($0) } END { print n }' "$work/n"
tr '\n' ' ' < "$work/n" | sed 's/ /,/g' | wc -c
tr '\n' ' ' < "$work/n" | awk '{ gsub(/ /, ","); print length($0) }'
printf '%05d\n' $(seq 1 2000) | sort -r | head -n 1
sort -rn "$work/n" | uniq | head -n 2
n=0; while read -r line; do n=$((n + 1)); done < "$work/n"; echo $n
jq -s 'map(. + 1) | add' "$work/n"
paste -sd+ "$work/n" | cut -c1-20
rm "$work/n"
