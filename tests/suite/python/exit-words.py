#!/usr/bin/env python3
import sys

print('before')
sys.exit('this went wrong')
