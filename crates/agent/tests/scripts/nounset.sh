#!/bin/sh
set -u
echo "${a-default}"
a=1
echo $a
echo "$b"
echo never
