#!/usr/bin/env python3
seen = {}
for word in 'the cat and the dog and the end'.split():
    seen[word] = seen.get(word, 0) + 1
print(seen)
del seen['the']
seen['the'] = 9
print(list(seen), {v: k for k, v in seen.items()})
squares = {n: n * n for n in (3, 1, 2)}
print(squares, squares.pop(3), squares, dict(b=1, a=2), {1, 2} & {2, 3})
print([n for n in range(20) if n % 3 == 0], {1, 2} | {2, 3} == {1, 2, 3})
first, *rest = [1, 2, 3]
print(first, rest, list(zip('ab', [1, 2])), list(enumerate('xy', 1)), any([0, 1]), all([]))
from collections import OrderedDict, defaultdict, namedtuple
groups = defaultdict(list)
for number in range(6):
    groups['odd' if number % 2 else 'even'].append(number)
print(groups['odd'], groups['even'], list(groups))
Point = namedtuple('Point', ['x', 'y'])
print(Point(1, 2).x, Point(1, 2))
print(list(OrderedDict([('z', 1), ('a', 2)]).items()))
