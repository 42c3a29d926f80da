#!/bin/sh
cd "$work"
i=0
printf '%s\n' alpha beta gamma | while read -r name; do
  i=$((i+1))
  echo "10.0.0.$i $name" >> hosts
done
cat hosts
while read -r ip name; do
  echo "Host $name
    HostName $ip"
done < hosts > ssh_config
cat ssh_config
cut -d' ' -f2 hosts | sed 's/$/ slots=2/' > hostfile; cat hostfile
master=$(head -n1 hosts | cut -d' ' -f1); echo "master=$master"
me=beta; n=$(grep -n " $me\$" hosts | cut -d: -f1); echo "index $((n-1))"
next=$(( n % $(wc -l < hosts) + 1 )); sed -n "${next}p" hosts
