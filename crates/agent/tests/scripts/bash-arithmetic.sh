#!/bin/bash
((x = 5)); echo $x $?
((x > 3)) && echo big
((x < 3)) || echo "not small $?"
for ((i = 0; i < 3; i++)); do echo -n "$i "; done; echo
((x++)); echo $x; ((++x)); echo $x; ((x--)); echo $x
let y=x*2; echo $y
echo $((2**10)) $((x++)) $x $((--x)) $((1,2))
a=(3 4); echo $((a[0] + a[1]))
n=010; echo $((10#$n)) $((n))
i=0; while ((i < 2)); do ((i += 1)); done; echo $i
((0)); echo $?; ((1)); echo $?
echo $((x > 5 ? 1 : 0))
z=x; echo $((z + 1))
for ((;;)); do break; done; echo done
