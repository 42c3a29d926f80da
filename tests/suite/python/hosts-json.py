#!/usr/bin/env python3
import json
import os
import sys

settings = json.loads(os.getenv('settings'))
settings['names'].sort()
settings['added'] = {'é': [1, 2.5, None, True], 'empty': {}, 'none': []}
print(json.dumps(settings))
print(json.dumps(settings, indent=2, sort_keys=True))
print(json.dumps(settings, separators=(',', ':'), ensure_ascii=False))
with open('settings.json', 'w') as out:
    json.dump(settings, out, indent=4)
try:
    json.loads('{"open": ')
except ValueError as error:
    print('bad json:', type(error).__name__)
sys.exit(0)
