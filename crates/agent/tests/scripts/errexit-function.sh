#!/bin/sh
set -e
f() { echo a; false; echo b; }
echo start
f
echo never
