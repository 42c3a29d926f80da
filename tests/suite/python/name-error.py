#!/usr/bin/env python3
print('so far')
print(undefined_name)
