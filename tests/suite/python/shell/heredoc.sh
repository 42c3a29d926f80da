#!/bin/sh
export name=node-7
hidden=1
python3 - one 'two three' <<'EOF'
import os
import sys
print(sys.argv, os.environ['name'], 'hidden' in os.environ)
with open('made', 'w') as out:
    out.write('by Python\n')
os.mkdir('folder')
os.remove('notes.txt')
EOF
echo "status $?"
cat made
[ -d folder ] && echo 'a folder'
[ -e notes.txt ] || echo 'no notes'
python3 <<EOF
print("expanded $name")
EOF
mask=$(python3 -c 'import sys; print(sys.argv[1:], end="")' "a b" c)
echo "<$mask>"
