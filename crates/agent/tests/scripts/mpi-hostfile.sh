#!/bin/bash
# hosts as Heat gives them in a String input: Python's text of a map.
hosts="{'0': '10.0.0.4 node-0\\n', '2': '10.0.0.6 node-2\\n', '1': '10.0.0.5 node-1\\n'}"
slots=4
hostfile=$work/hostfile
echo "$hosts" | grep -oE "[0-9]+(\.[0-9]+){3} [a-z0-9-]+" | sort -t. -k4n | while read -r ip name; do
  echo "$name slots=$slots"
  printf '%s\t%s\n' "$ip" "$name" >> "$work/hosts"
done > "$hostfile"
cat "$hostfile" "$work/hosts"
total=0
while IFS='= ' read -r name _ count; do
  (( total += count )) || true
done < "$hostfile"
echo "mpirun -np $total --hostfile ${hostfile##*/} ./a.out"
awk -F'[= ]' '{ sum += $NF } END { print NR " nodes, " sum " slots" }' "$hostfile"
paste -sd, <(cut -d' ' -f1 "$hostfile")
