#!/usr/bin/env python3
import os
os.environ['port'] = 8080
