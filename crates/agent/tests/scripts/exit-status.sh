#!/bin/sh
f() { return 7; }
f
echo $?
sh -c 'exit 9'; echo $?
(exit 300) ; echo $?
trap 'echo bye' EXIT
exit 5
