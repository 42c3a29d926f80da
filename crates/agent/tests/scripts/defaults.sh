#!/bin/sh
unset u; e=; s=set
echo "${u-a}" "${u:-b}" "${e-c}" "${e:-d}" "${s-x}" "${s:-y}"
echo "${u+a}" "[${e+c}]" "[${e:+d}]" "${s+x}" "${s:+y}"
echo "${u=assigned}" "$u"
echo "${e:=filled}" "$e"
echo ${v:-a b   c}
echo "${v:-a b   c}"
echo ${v:-"a b   c"} ${v:-'x  y'}
echo "${v:-${s}-${e}}" "${v:-$(echo sub)}" "${v:-'q'}"
echo ${#s} ${#v} ${#}
set -- p q
echo "${1:-no}" "${3:-no}" "${@:-none}"
w=${x:-~}; echo $w
