#!/bin/sh
command -v sh >/dev/null && echo has sh
command echo via
type cd >/dev/null && echo cd
echo() { command echo "wrapped $*"; }
echo x
unset -f echo
echo y
true() { false; }
command true; echo $?
hash sh; echo $?
umask 022; echo $?
