#!/usr/bin/env python3
import re
print(*re.findall(r'\w+', 'é ü_1 x-y ٣'), re.sub(r'\b', '|', 'é a'), re.sub(r'\W', '!', 'é-ü'))
print(*re.findall(r'\w+', 'é ü_1', re.A), *re.findall(r'\d+', '12 ٣'), *re.findall(r'\d+', '12 ٣', re.ASCII))
print(re.findall(r'.+', 'a\rb\nc'), re.findall(r'^x$', 'x\rx', re.M), re.findall(r'(?m)^.$', 'a\nb\r\nc'))
print(re.findall('a{,2}b', 'aab b'), re.findall('a{x}', 'a{x}'), re.findall('{', '{}'), re.findall(r'\$\{(\w+)\}', '${a}'))
print(re.fullmatch('''a  # one
 b # two''', 'ab', re.X))
print(re.match('(?P<a>x)(y)?', 'x').lastgroup, re.match('(?#words)x', 'x'), re.match('(?i)ABC', 'abc'))
print(re.findall(r'[\w.-]+@[\w-]+\.\w+', 'a.b-c@d-e.fr'), re.findall(r'[^\W\d]+', 'ab1c2'), re.findall(r'[\D]', '1a'))
print(re.findall(r'[]x]', ']x'), re.findall(r'[^]x]', ']xy'), re.findall(r'[a\-z]', 'a-bz'), re.findall(r'[^\S\n]', 'a \n'))
print(re.findall(r'\x41\101\t', 'AA\t'), re.findall(r'\/\-\:\"', '/-:"'), re.sub('x*', '-', 'abxd'))
smiles = '😀a😀b'
print([found.span() for found in re.finditer('[ab]', smiles)], re.sub('a', 'c', smiles), re.search('b', smiles).start())
text = 'ab ' * 5000
print(len(re.findall('a', text)), len(re.sub('a', 'xx', text)), len(re.split('b', text)))
print(sum(found.start() for found in re.finditer('b', text)), re.match(r'(a(b))', 'ab').lastindex)
