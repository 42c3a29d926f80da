#!/bin/sh
printf '%s\n' a b c
printf '%s-%s\n' 1 2 3
printf '%d %5d|%-5d|%05d %x %o %X\n' 42 42 42 42 255 8 255
printf '%5s|%-5s|%.2s|\n' ab cd efgh
printf '%c%c\n' hello world
printf 'a\tb\\c\n'
printf '%b\n' 'x\ty'
printf '%%\n'
printf '%s'; echo "[end]"
printf 'no newline'
echo
printf '%.2f %f %g %e\n' 3.14159 2.5 0.0001 12345.678
printf '%s %s\n' "a b" "c"
printf '%i %+d % d\n' 3 4 5
printf '%*s|\n' 6 ab
printf '\101\n'
