#!/bin/bash
x=hello-world-foo
echo "${x/o/0}" "${x//o/0}" "${x/#hello/bye}" "${x/%foo/bar}" "${x//-/ }" "${x//[aeiou]}"
echo "${x:0:5}" "${x:6}" "${x: -3}" "${x:1:-1}" "${x^}" "${x^^}" "${x,,}"
y=ABC; echo "${y,}" "${y,,}"
n=x; echo "${!n}"
v_a=1 v_b=2; echo "${!v_@}"
echo {a,b,c} {1..5} x{1,2}y {a..e} {01..03} {5..1..2} pre{,fix} {a,b}{1,2} "{a,b}" {single} {a,{b,c}}
echo $'tab\there' $'it\'s' "$'no'"
set -- a b c d; echo "${@:2}" "${@:2:2}" "${*: -1}" "$#"
echo "${x##*-}" "${x%%-*}"
z="a b c"; w=${z// /_}; echo $w
echo "${#x}" "${undefined:-default}" "${x:+set}"
p='/path/to/file.txt'; echo "${p//\//:}" "${p%.txt}.md"
