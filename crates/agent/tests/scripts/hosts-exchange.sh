#!/bin/sh
hosts='{"0": "10.0.0.4 node-0\n", "1": "10.0.0.5 node-1\n", "2": "10.0.0.6 node-2\n"}'
printf '127.0.0.1 localhost\n' > "$work/hosts"
printf '%s\n' "$hosts" | tr ',' '\n' | sed 's/^.*: "//; s/\\n".*$//' >> "$work/hosts"
(echo -n $(echo 10.0.0.4); echo -n ' '; echo $(echo node-0)) > "$work/out.hosts"
cat "$work/hosts" "$work/out.hosts"
