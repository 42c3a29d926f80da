#!/usr/bin/env python3
import time
import shutil
import glob

print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86400 * 365)))
print(time.gmtime(0).tm_year, time.time() > 1600000000)
shutil.copy('notes.txt', 'copy.txt')
shutil.move('copy.txt', 'moved.txt')
print(sorted(glob.glob('*.txt')))
