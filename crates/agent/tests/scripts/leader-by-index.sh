#!/bin/bash
# Which of the members leads, out of what all reported.
members='{"0": "node-0 10.0.0.4", "1": "node-1 10.0.0.5", "2": "node-2 10.0.0.6"}'
me=node-1
readarray -t rows < <(sed 's/[{}]//g; s/", "/"\n"/g' <<< "$members" | sed -E 's/^"?([0-9]+)": "([^"]*)"?/\1 \2/')
for row in "${rows[@]}"; do
  read -r index name ip <<< "$row"
  [[ $index -eq 0 ]] && leader=$name leader_ip=$ip
  [[ $name == "$me" ]] && mine=$index
done
echo "leader $leader at $leader_ip, I am $mine of ${#rows[@]}"
next=$(( (mine + 1) % ${#rows[@]} )) previous=$(( (mine + ${#rows[@]} - 1) % ${#rows[@]} ))
echo "ring: ${rows[previous]#* } <- me -> ${rows[next]#* }"
if [[ $me == "$leader" ]]; then
  echo "starting"
elif [[ -n ${leader_ip:-} ]]; then
  echo "following"
fi > "$work/role"
cat "$work/role"
printf '%s\n' "${rows[@]}" | cut -d' ' -f3 | sort -t. -k1,1n -k2,2n -k3,3n -k4,4n | head -n1
printf '%s,' "${rows[@]##* }" | sed 's/,$/\n/'
