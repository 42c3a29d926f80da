#!/bin/bash
fact() { local n=$1; (( n <= 1 )) && { echo 1; return; }; echo $(( n * $(fact $((n - 1))) )); }
fact 10
outer() { local v=outer; inner; echo "after $v"; }
inner() { v=changed; }
v=global; outer; echo "global $v"
pass() { "$@"; }
pass printf '%s-%s\n' "a b" c
ret() { return "$1"; }
for s in 0 1 42; do if ret $s; then echo ok; else echo "gave $?"; fi; done
count_args() { echo "$#: ${1-} ${!#}"; }
count_args one two "three four"
set -- x y z
shift_all() { while (($#)); do printf '%s.' "$1"; shift; done; echo; }
shift_all "$@"; echo "still $#"
out=$(fact 5; exit 4) || echo "substitution gave $? with $out"
die() { echo "$*" >&2; exit 1; }
( die "stop" ) 2>&1 || echo "caught"
with_default() { local a=${1:?need one} b=${2:-two}; echo "$a $b"; }
with_default 1; (with_default) 2>/dev/null || echo "refused"
nameref() { local -n ref=$1; ref="set by reference"; }
nameref target; echo "$target"
declare -i number=5; number+=3; echo $number; number=2*4; echo $number
declare -r fixed=1; (fixed=2) 2>/dev/null || echo "fixed stays"
declare -f ret >/dev/null && echo "ret is there"
time_it() { local SECONDS=0; :; echo "took ${SECONDS}s"; }; time_it
echo "${BASH_SOURCE[0]:+has a source}" "${FUNCNAME[0]:-main}"
