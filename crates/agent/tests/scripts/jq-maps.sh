#!/bin/bash
# What scripts do with a Json input.
hosts='{"0": "10.0.0.4 node-0\n", "1": "10.0.0.5 node-1\n", "10": "10.0.0.14 node-10\n"}'
echo "$hosts" | jq .
echo "$hosts" | jq -r '.[]'
echo "$hosts" | jq -j '.[]'
jq -r 'keys[]' <<< "$hosts"
jq -r 'to_entries[] | "\(.key)=\(.value | rtrimstr("\n"))"' <<< "$hosts"
jq -r '."0"' <<< "$hosts"
jq -r '.["1"] | split(" ")[0]' <<< "$hosts"
jq 'length' <<< "$hosts"
jq -c 'map_values(length)' <<< "$hosts"
jq -r '[.[] | rtrimstr("\n") | split(" ") | .[1]] | join(",")' <<< "$hosts"
nodes='[{"name":"a","ip":"10.0.0.4","tags":["x","y"],"cpus":4},{"name":"b","ip":"10.0.0.5","tags":[],"cpus":8.5},{"name":"c","ip":null}]'
jq -r '.[].name' <<< "$nodes"
jq -r '.[] | select(.cpus > 4) | .name' <<< "$nodes"
jq -r '.[] | [.name, .ip // "none"] | @tsv' <<< "$nodes"
jq -c '.[0] | {name, first: .tags[0], n: (.tags | length)}' <<< "$nodes"
jq -c 'map(select(.ip != null)) | map(.name)' <<< "$nodes"
jq -r 'map(.name) | sort | reverse | @csv' <<< "$nodes"
jq '[.[].cpus // 0] | add' <<< "$nodes"
jq -c '.[1:] | .[0].tags += ["z"]' <<< "$nodes" 2>/dev/null || true
jq -r --arg who b '.[] | select(.name == $who) | .ip' <<< "$nodes"
jq -e '.[2].ip' <<< "$nodes"; echo "status $?"
jq -c 'first, last | .name' <<< "$nodes"
jq -r 'if length > 2 then "many" else "few" end' <<< "$nodes"
jq -n --arg a 1 --argjson b '{"c": [1, 2]}' '{a: $a, b: $b.c}'
jq -c '.[] | has("tags"), (.tags | type)' <<< "$nodes"
echo '"text"' | jq -r . ; echo '{"a":{"b":[1,2,{"c":3}]}}' | jq '.a.b[2].c, .a["b"][0], (.a.b | length)'
echo '{}' | jq '.missing, .missing.deeper' ; echo 'null' | jq -r '. // "default"'
printf '1 2\n3' | jq -s -c .
printf 'line one\nline two\n' | jq -R .
printf 'line one\nline two\n' | jq -R -s 'split("\n") | map(select(length > 0))' -c
echo "[1, 2" | jq . 2>/dev/null; echo "status $?"
echo '{"b":1,"a":[true,false,null,1.50,1e3,"é\u00e9\"\\/"]}' | jq -S -c .
echo '[3,1,2]' | jq -c 'sort, min, max, (map(. * 2)), (.[] | select(. >= 2)), any(. > 2), index(1)' 2>/dev/null
