#!/bin/bash
x=abc
[[ $x == a* ]] && echo glob
[[ $x == "a*" ]] || echo literal
[[ $x = abc && -n $x ]] && echo and
[[ $x != abc || 1 -eq 1 ]] && echo or
[[ ! $x == b ]] && echo not
[[ $x =~ ^a(.)(c)$ ]] && echo "${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
[[ 10.0.0.4 =~ ^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$ ]] && echo ip
[[ -z $undefined ]] && echo empty
[[ a < b ]] && echo less
[[ 10 -gt 9 ]] && echo num
[[ (a == b || c == c) && d == d ]] && echo group
e=; [[ $e ]] || echo unset
[[ -d / && -e /etc ]] && echo dir
if [[ "$x" =~ b ]]; then echo contains; fi
r='^a.c$'; [[ $x =~ $r ]] && echo var-regex
case $x in a?c) echo q;; esac
[[ "a b" == "a b" ]] && echo space
[[ $x == [a-c]bc ]] && echo set
