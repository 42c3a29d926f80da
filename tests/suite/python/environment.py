#!/usr/bin/env python3
import os
import sys

for name in sorted(os.environ):
    if name in ('hosts', 'settings', 'word'):
        print(name + '=' + os.environ[name])
os.environ['new'] = 'value'
print(os.environ['new'], len(sys.argv), sys.version_info[0], sys.platform, __name__)
print(os.path.basename(sys.argv[0]) != '')
