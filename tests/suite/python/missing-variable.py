#!/usr/bin/env python3
import os

print(os.environ.get('absent'), os.getenv('absent', 'a default'), 'word' in os.environ)
print(os.environ['absent'])
