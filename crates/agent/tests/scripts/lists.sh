#!/bin/sh
true && echo a || echo b
false && echo a || echo b
false || false || echo c
true && true && echo d
! true; echo $?
! false; echo $?
{ echo e; false; } || echo f
(exit 3); echo $?
(echo sub; exit 4) || echo "got $?"
true; echo $?; false; echo $?
a=1; (a=2; echo $a); echo $a
{ a=3; }; echo $a
if true; then echo y; else echo n; fi
if false; then echo 1; elif true; then echo 2; else echo 3; fi
if ! false; then echo neg; fi
if false; then :; fi; echo $?
echo one; echo two & wait; echo three
