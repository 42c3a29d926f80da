#!/usr/bin/env python3
# What is equal keeps its order.
from collections import Counter

hosts = [{'name': 'b', 'up': True}, {'name': 'a', 'up': False}, {'name': 'c', 'up': True}]
print([host['name'] for host in sorted(hosts, key=lambda host: host['up'])])
print([host['name'] for host in sorted(hosts, key=lambda host: host['up'], reverse=True)])
lines = [(str(n), n * 7 % 5) for n in range(40)]
lines.sort()
lines.sort(key=lambda line: line[1])
print(lines)
lines.sort(key=lambda line: line[1], reverse=True)
print(lines)
print(Counter('abcabcdde').most_common(3))
print(sorted('hello'), sorted([3, 1, 2], reverse=True), sorted({'b': 1, 'a': 2}))
with open('sorted.txt', 'a') as out:
    for name, _ in lines[:3]:
        out.write(name + '\n')
