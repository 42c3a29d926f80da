#!/usr/bin/env python3
import os
import subprocess
import sys

print('first')
sys.stdout.flush()
done = subprocess.run(['sort', '-r'], input='a\nb\n', capture_output=True, text=True, check=True)
print(repr(done.stdout), done.returncode)
with subprocess.Popen('cat; echo more >&2; exit 3', shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
    process.stdin.write(b'fed\n')
    process.stdin.close()
    print(process.stdout.read(), process.wait())
with open('out', 'w') as out:
    subprocess.call(['echo', 'into a file'], stdout=out)
print(os.popen('echo $((6 * 7))').read().strip(), os.system('exit 2') >> 8)
sys.stdout.flush()
os.system('echo from the shell')
try:
    subprocess.check_output(['false'])
except subprocess.CalledProcessError as fault:
    print(fault)
