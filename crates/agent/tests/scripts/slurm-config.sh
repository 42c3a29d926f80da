#!/bin/bash
set -eu
nodes=$'c-0 10.0.0.4 48 191000\nc-1 10.0.0.5 48 191000\nc-10 10.0.0.14 24 95000'
conf="$work/slurm.conf"
{
  echo "ClusterName=lab"
  echo "SlurmctldHost=$(head -n1 <<< "$nodes" | cut -d' ' -f1)"
  while read -r name ip cpus memory; do
    echo "NodeName=$name NodeAddr=$ip CPUs=$cpus RealMemory=$memory State=UNKNOWN"
  done <<< "$nodes"
  list=$(awk '{print $1}' <<< "$nodes" | paste -sd,)
  echo "PartitionName=all Nodes=$list Default=YES MaxTime=INFINITE State=UP"
} > "$conf"
cat "$conf"
awk -F'[ =]' '/^NodeName/ { cpus[$6] += 1; total += $6 } END { for (c in cpus) print c, cpus[c] | "sort -n"; close("sort -n"); print "total", total }' "$conf"
sort -V <<< "$nodes" | tail -n +2 | nl -ba | sed 's/^ *//;s/\t/: /'
grep -oP 'NodeAddr=\K\S+' "$conf" 2>/dev/null || grep -o 'NodeAddr=[^ ]*' "$conf" | cut -d= -f2
sed -E 's/(NodeName=)(c-)([0-9]+).*/\1\2[\3]/; t; d' "$conf"
