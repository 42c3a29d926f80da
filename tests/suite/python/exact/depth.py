#!/usr/bin/env python3
import time


def deeper(level):
    return deeper(level + 1)


start = time.time()
for _ in range(3):
    time.sleep(0.01)
print('waited')
deeper(0)
