#!/bin/sh
cd "$work"
x=1; (x=2; cd /; export y=3; set -- a b); echo "$x ${y-unset} $# $(pwd | sed "s|$work|W|")"
x=$(x=5; echo $x); echo $x
f() { x=7; }; (f); echo $x; f; echo $x
(exit 2); echo $?
( (echo nested; exit 1) || echo inner ); echo $?
{ cd /tmp; }; pwd
(set -e; false; echo no); echo $?
set -- p q; (shift; echo $#); echo $#
