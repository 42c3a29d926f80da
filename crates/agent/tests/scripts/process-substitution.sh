#!/bin/bash
cd "$work"
printf '%s\n' node-0 node-2 node-1 > wanted
printf '%s\n' node-1 node-3 > present
while read -r missing; do
  echo "missing $missing"
done < <(comm -23 <(sort wanted) <(sort present))
diff <(sort wanted) <(sort wanted) && echo "same"
cat <(echo one) <(echo two)
mapfile -t lines < <(sort -r wanted)
echo "${lines[@]}"
paste -d= <(cut -d- -f1 wanted) <(cut -d- -f2 wanted)
count=0
while read -r _; do count=$((count + 1)); done < <(grep -h node wanted present)
echo "$count lines"
