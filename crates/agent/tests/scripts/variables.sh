#!/bin/sh
a=1 b=2; echo $a$b
c=$a$b; echo $c
x='a  b'; y=$x; echo "$y"; echo $y
A=exported; export A; sh -c 'echo "$A"'
B=once sh -c 'echo "$B"'; echo "[$B]"
unset A; echo "[$A]"
export C=both D; echo $C
readonly R=fixed; (R=x) 2>/dev/null; echo "$? $R"
n=x; eval "$n=evaluated"; echo $x
eval 'echo "a   b"' '; echo c'
z=~; echo $z
p=/bin:~; echo "$p"
echo "$HOME" ~ ~/x "~"
set a b c; echo $2
q="multi
line"; echo "$q"; echo $q
env X=1 sh -c 'echo $X'
v=1; v=2 true; echo $v
v=1; v=2 :; echo $v
