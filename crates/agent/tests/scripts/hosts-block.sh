#!/bin/bash
# Rewrites a marked block in a file, as configuration tools do.
set -euo pipefail
hosts=$work/hosts
begin="# BEGIN cluster" end="# END cluster"
cat > "$hosts" <<EOF2
127.0.0.1 localhost
::1 localhost ip6-localhost

$begin
10.0.0.9 stale
$end
10.9.9.9 other
EOF2
render() {
  echo "$begin"
  for i in "$@"; do printf '10.0.0.%d node-%d node-%d.local\n' $((i + 4)) "$i" "$i"; done
  echo "$end"
}
replace_block() {
  local tmp; tmp=$(mktemp)
  sed "/^$begin\$/,/^$end\$/d" "$hosts" > "$tmp"
  render "$@" >> "$tmp"
  mv "$tmp" "$hosts"
}
replace_block 0 1 2
replace_block 0 1
cat "$hosts"
sed -n "/^$begin/,/^$end/{//!p}" "$hosts" | awk '{print $2}'
sed -i '/ip6-localhost/s/^/#/' "$hosts"
sed -i "1a 127.0.1.1 $(echo me)" "$hosts"
sed -i '$a\
10.0.0.99 last' "$hosts"
grep -vE '^(#|$)' "$hosts" | sort -u | head -n 3
grep -c . "$hosts"
