#!/usr/bin/env python3
import sys
print('now', flush=True)
print('a b c'.split(maxsplit=1), 'a,b,c'.rsplit(',', maxsplit=1), b'a'.decode(encoding='ascii'))
print(f'{1234.5:,.2f}', '{:,}'.format(-1234567), '{:_}'.format(1000), format(7, '03d'), [1, 2, 3][::-1])
print('{:>5}|{:<5}|{:^5}|'.format('é', 'é', 'é'), f'{"é":>4}', f'{3!s:>4}', f'{True:>5}', '{0[a]} {1}'.format({'a': 1}, 5))
print('{:>8.2f}|{:08.3f}|{:+d}|{:x}|{:#x}|{:e}|{!r:>5}'.format(3.14159, -3.14159, 5, 255, 255, 12345.678, 'x'))
print(isinstance(True, int), isinstance(True, (str, int)), issubclass(bool, int), isinstance('a', int))
for fault in (lambda: {}['x'], lambda: int('x'), lambda: 1 / 0, lambda: 'a' + 1, lambda: [][3], lambda: None.x):
    try:
        fault()
    except Exception as error:
        print(error)
        print(f'failed: {error}', '{}'.format(error))
try:
    input('name? ')
except EOFError as error:
    print(error)
try:
    sys.exit(7)
except SystemExit as end:
    print(end.code)
sys.exit(False)
