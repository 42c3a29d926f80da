#!/bin/sh
# The server's exports and a client's fstab, safe to run again.
set -eu
cd "$work"
clients="10.0.0.5 10.0.0.6
10.0.0.7"
share=/exports/home

append_once() {
  # $1 file, $2 line
  touch "$1"
  grep -qxF "$2" "$1" || printf '%s\n' "$2" >> "$1"
}

line=$share
for client in $clients; do
  line="$line $client(rw,sync,no_subtree_check,no_root_squash)"
done
append_once exports "$line"
append_once exports "$line"
append_once exports "# comment"
cat exports

fstab="10.0.0.4:$share /home nfs defaults,_netdev 0 0"
append_once fstab "$fstab"
awk '$3 == "nfs" { split($1, part, ":"); printf "%s from %s on %s\n", part[2], part[1], $2 }' fstab
while read -r device mount type options dump pass; do
  echo "$device|$mount|$type|$options|$dump|$pass"
done < fstab
sed -i -e 's/no_root_squash/root_squash/g' -e '/^#/d' exports
wc -l < exports | tr -d ' '
