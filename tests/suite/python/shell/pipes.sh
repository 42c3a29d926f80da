#!/bin/bash
printf '%s\n' 3 1 2 | python3 -c 'import sys
print(sorted(int(line) for line in sys.stdin))' | tr -d '[]'
echo '{"nodes": [{"name": "a", "port": 1}]}' > nodes.json
port=$(python3 -c "import json; print(json.load(open('nodes.json'))['nodes'][0]['port'])")
echo "port=$port"
while read -r line; do
  python3 -c 'import sys; print("got", sys.argv[1])' "$line"
done <<< $'x\ny'
python3 -c 'import sys; sys.exit(3)' || echo "failed with $?"
python3 -c 'raise SystemExit("words")' 2> errors
cat errors
if python3 -c 'import nowhere_at_all' 2> /dev/null; then echo there; else echo 'not there'; fi
