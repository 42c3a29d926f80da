#!/bin/sh
hello() { echo "hello $1"; return 3; }
hello world; echo $?
add () {
  echo $(($1 + $2))
}
echo "sum $(add 2 3)"
sub() ( x=inner; echo $x )
x=outer; sub; echo $x
loc() { local x=local y; y=2; echo $x$y; }
loc; echo $x${y-unset}
rec() { [ $1 -le 1 ] && { echo 1; return; }; echo $(( $1 * $(rec $(($1 - 1))) )); }
rec 6
g() { return; }
false; g; echo $?
out() { echo to-file; } > out.txt
cd "$work"
out2() { echo body; }
out2 > o2.txt
cat o2.txt
h() { echo "$0" | grep -c /; echo "$# $*"; }
h a b c
k() { for i in "$@"; do case $i in -*) echo opt $i;; *) echo arg $i;; esac; done; }
k -a b --c
unset -f hello
