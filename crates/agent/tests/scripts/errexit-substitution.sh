#!/bin/sh
set -e
echo "$(false; echo still)"
x=$(echo ok; false)
echo never
