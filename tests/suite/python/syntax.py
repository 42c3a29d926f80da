#!/usr/bin/env python3
import os
print 'the old way'
