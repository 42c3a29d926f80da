#!/usr/bin/env python3
import os
import subprocess

print(subprocess.check_output(['echo', 'one', 'two']))
print(subprocess.check_output('printf "%s-" a b c', shell=True).decode())
done = subprocess.run('echo out; echo err >&2; exit 3', shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(done.returncode, done.stdout, done.stderr)
print(subprocess.run(['tr', 'a-z', 'A-Z'], input='shout', capture_output=True, text=True).stdout)
process = subprocess.Popen(['sort'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True)
print(process.communicate('b\na\n')[0].split(), process.returncode)
subprocess.call('echo from the shell > made.txt; echo seen', shell=True, stdout=subprocess.DEVNULL)
print(open('made.txt').read().strip(), os.system('exit 2') >> 8)
with open('mine.txt', 'w') as out:
    out.write('x\n')
print(subprocess.getoutput('cat mine.txt made.txt'))
try:
    subprocess.check_call(['false'])
except subprocess.CalledProcessError as error:
    print(error)
subprocess.check_call('exit 4', shell=True)
