#!/usr/bin/env python3
import errno
import os


def check(numbers):
    faults = []
    for number in numbers:
        try:
            1 / number
        except ZeroDivisionError as fault:
            fault.add_note(f'for {number}')
            faults.append(fault)
    if faults:
        raise ExceptionGroup('some failed', faults)


try:
    check([1, 0, 2, 0])
except* ZeroDivisionError as group:
    print(len(group.exceptions), group.exceptions[0].__notes__)
try:
    os.rmdir('not-there')
except OSError as fault:
    print(fault, fault.errno == errno.ENOENT, os.strerror(errno.EEXIST))
with open('notes.txt', encoding='utf-8') as notes:
    print(notes.read().splitlines()[-1])
raise SystemExit({'a': 1}['b'])
