#!/usr/bin/env python3
import atexit
import hashlib
import typing
from datetime import datetime
from subprocess import PIPE, Popen
from typing import Dict, List, Optional


class Ports(dict):
    def __missing__(self, name):
        return 80


def count(names: List[str], known: Optional[Dict[str, int]] = None) -> int:
    return len(names)


print(Ports(ssh=22)['ssh'], Ports()['web'], count(['a']), typing.TYPE_CHECKING)
print(hashlib.sha256(b'x').hexdigest(), hashlib.sha256('é'.encode()).digest()[:2])
print(datetime(2024, 5, 6, 7, 8, 9).strftime('%d %b %Y %H:%M:%S'), f'{datetime(2024, 5, 6):%Y/%m/%d}', len(datetime.now().strftime('%Y')))
process = Popen(['cat'], stdin=PIPE, stdout=PIPE)
process.stdin.write(b'fed\n')
process.stdin.close()
print(process.stdout.read(), process.wait())
with open('new.txt', 'x') as out:
    out.write('new\n')
try:
    open('new.txt', 'x')
except FileExistsError as error:
    print(error)
atexit.register(print, 'last')
atexit.register(print, 'before', 'that', sep=' ')
print('the end')
raise SystemExit(4)
