#!/bin/sh
set -e
false || echo survived
if false; then :; fi
! true
false && true
echo here
x=$(false) || echo caught
f() { false; echo "in f"; }
f || echo no
(true; false) || echo sub
while false; do :; done
true | false | true
echo before
false
echo never
