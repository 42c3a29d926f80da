#!/bin/bash
set -euo pipefail
cd "$work"
declare -a nodes=(10.0.0.4:node-0 10.0.0.5:node-1)
: > hosts
for entry in "${nodes[@]}"; do
  ip=${entry%%:*}; name=${entry##*:}
  printf '%-15s %s\n' "$ip" "$name" >> hosts
done
mapfile -t names < <(awk '{print $2}' hosts)
echo "members: ${names[*]} (${#names[@]})"
tee config.yml > /dev/null <<YAML
nodes:
$(for n in "${names[@]}"; do echo "  - $n"; done)
leader: ${names[0]}
YAML
cat config.yml
if [[ ${names[0]} == node-* ]]; then role=server; else role=agent; fi
echo "$role"
