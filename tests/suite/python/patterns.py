#!/usr/bin/env python3
import re

line = 'eth0: 10.140.81.11/24 and eth1: 192.168.0.7/16'
print(re.findall(r'(\w+): (\d+(?:\.\d+){3})/(\d+)', line))
print(re.search(r'(?P<name>eth\d): (?P<ip>[\d.]+)', line).groupdict())
print(re.sub(r'(\d+)\.(\d+)\.\d+\.\d+', r'\1.\g<2>.x.y', line))
print(re.split(r'[\s,;]+', 'a, b;c  d'), re.match('b', 'ab'), re.fullmatch('a+', 'aaa').span())
print([found.start() for found in re.finditer('e', 'here eden')])
print(re.sub('[aeiou]', lambda found: found.group().upper(), 'education'), re.escape('a.b*c'))
print(re.compile(r'^#', re.M).findall('#a\nb\n#c'), re.findall('(?i)ABC', 'abc AbC'))
print(re.search('x', 'abc') is None, re.subn('a', 'b', 'banana'))
print(re.search('é+', 'caféé!').span())
