#!/bin/sh
set -- a 'b c' d
echo "$#:$1:$2:$3:$4"
for i in "$@"; do echo "[$i]"; done
for i in $@; do echo "[$i]"; done
for i in "$*"; do echo "[$i]"; done
for i; do echo "<$i>"; done
echo "pre$@post"
IFS=-; echo "$*"; unset IFS
shift; echo "$#:$1"
shift 2; echo "$#:$1:"
f() { echo "f:$#:$1"; shift; echo "f:$#:$1"; }
set -- outer
f x y z
echo "$1"
set -- 1 2 3 4 5 6 7 8 9 10 11
echo "$10 ${10} ${11}"
