#!/usr/bin/env python3
import os

with open('notes.txt') as notes:
    lines = notes.readlines()
print(len(lines), '|'.join(line.strip() for line in lines if line.strip()))
with open('notes.txt', 'a') as notes:
    notes.writelines(['added\n', 'more\n'])
os.makedirs('a/b/c', exist_ok=True)
with open('a/b/c/deep.txt', 'w') as out:
    print('written by print', 12, file=out)
os.rename('a/b/c/deep.txt', 'a/moved.txt')
print(sorted(os.listdir('a')), os.path.exists('a/b'), os.path.isfile('a/moved.txt'), os.path.getsize('a/moved.txt'))
os.rmdir('a/b/c')
print(os.path.join('x', 'y', '/z'), os.path.basename('/a/b.txt'), os.path.splitext('x.tar.gz'), os.path.normpath('a//b/../c'))
for number, line in enumerate(open('notes.txt')):
    if number == 1:
        print(repr(line))
with open('bytes.bin', 'wb') as out:
    out.write(b'raw\n')
print(open('bytes.bin', 'rb').read())
os.remove('bytes.bin')
