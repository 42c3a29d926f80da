#!/usr/bin/env python3
from collections import Counter
hosts = [{'name': 'b', 'up': True}, {'name': 'a', 'up': False}, {'name': 'c', 'up': True}]
print([host['name'] for host in sorted(hosts, key=lambda host: host['up'])])
print([host['name'] for host in sorted(hosts, key=lambda host: host['up'], reverse=True)])
pairs = [('b', 1), ('a', 0), ('c', 1), ('d', 0)]
pairs.sort()
pairs.sort(key=lambda pair: pair[1])
print(pairs)
pairs.sort(key=lambda pair: pair[1], reverse=True)
print(pairs)
print(Counter('bbaaccd').most_common())
print(sorted(range(2000), key=lambda number: number % 7)[280:300])


class Version:
    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        return self.text.split('.')[0] < other.text.split('.')[0]


print([one.text for one in sorted([Version('2.1'), Version('1.9'), Version('2.0'), Version('1.0')])])
sorted([3, 'a'])
