#!/usr/bin/env python3
import os

try:
    open('nowhere.txt')
except FileNotFoundError as error:
    print(error.errno, error)
except OSError:
    print('another')
try:
    os.mkdir('there')
    os.mkdir('there')
except FileExistsError as error:
    print(error)
try:
    os.listdir('gone')
except OSError as error:
    print(error.errno)
with open('nowhere/else.txt', 'w') as out:
    out.write('never')
