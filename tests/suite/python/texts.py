#!/usr/bin/env python3
word = 'grün und Blau'
print(word.upper(), word.lower(), word.title(), word.capitalize(), word.swapcase())
print('7'.zfill(3), '-7'.zfill(4), 'a'.ljust(4) + '|', 'a'.rjust(4), 'a'.center(5, '*'))
print('a,b,,c'.split(','), ' a  b '.split(), 'a=b=c'.partition('='), 'x.y.z'.rsplit('.', 1))
print('key: value'.startswith('key'), 'a1'.isalnum(), 'é'.isalpha(), '12'.isdigit(), ' '.isspace())
print('%-6s|%04d|%x|%5.2f|%r|%s%%' % ('ab', 42, 255, 3.14159, 'q', 5))
print('{0:>6}|{1:<4}|{2:^5}|{3:.3f}|{4!r}'.format('ab', 1, 'c', 2 / 3, 'x'))
name, number = 'node', 7
print(f'{name}-{number:03d} {name!r} {number * 2}')
print('one\ntwo\n'.splitlines(), 'a-b-c'.replace('-', '+', 1), 'abc'[1:], 'abc'[-1], 'banana'.count('an'))
print('prefix-x'.removeprefix('prefix-'), 'x.txt'.removesuffix('.txt'), '\t'.expandtabs(4) + '|')
print(repr('it\'s "x"\n'), ', '.join(str(n) for n in range(5)))
