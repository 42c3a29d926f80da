#!/bin/bash
set -e
cat > tool.py <<'EOF'
#!/usr/bin/env python3
import subprocess
import sys


def main(words):
    print('tool', words)
    out = subprocess.check_output(['sh', '-c', 'echo from the shell; echo $((40 + 2)) > answer']).decode()
    print(out.strip())
    with open('answer') as answer:
        print(answer.read().strip())
    return 4 if 'fail' in words else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
EOF
python3 tool.py plain
cat answer
chmod +x tool.py
./tool.py direct
./tool.py fail && echo 'not here' || echo "status $?"
python3 -u tool.py fail
echo 'never here'
