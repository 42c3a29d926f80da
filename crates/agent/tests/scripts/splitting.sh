#!/bin/sh
x="  a  b	c  "
set -- $x
echo $# "$1" "$2" "$3"
set -- "$x"
echo $# "[$1]"
IFS=:
p="a:b::c:"
set -- $p
echo $#
for i in $p; do echo "<$i>"; done
IFS=' :'
q="a : b  :c"
for i in $q; do echo "<$i>"; done
unset IFS
e=
set -- $e
echo $#
set -- "$e"
echo $#
set -- x$e"y z"$e
echo $# "$1"
