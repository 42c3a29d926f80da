#!/usr/bin/env python3
import os
import string

print(string.ascii_lowercase, string.digits)
print(string.Template('$name has ${count} of $$5').substitute(name='x', count=3))
print(string.capwords('one two'))
hosts = os.getenv('hosts')
print(string.replace(hosts, '\n', '\\n'))
