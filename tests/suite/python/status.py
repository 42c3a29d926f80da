#!/usr/bin/env python3
import sys

print('to stdout')
print('to stderr', file=sys.stderr)
sys.exit(7)
