#!/bin/sh
set -e
conf="$work/app.conf"
cat > "$conf" <<EOF
# comment
port = 80
host = old
EOF
set_option() {
  if grep -q "^$1 *=" "$conf"; then sed -i "s|^$1 *=.*|$1 = $2|" "$conf"; else echo "$1 = $2" >> "$conf"; fi
}
set_option port 8080
set_option host node-0.local
set_option user root
grep -v '^#' "$conf" | while IFS='= ' read -r k v; do echo "$k -> $v"; done
awk -F' *= *' '!/^#/ {print $2}' "$conf" | sort
