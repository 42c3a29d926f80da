#!/bin/sh
cd "$work"
t() { if "$@"; then echo yes; else echo "no $?"; fi; }
t [ a = a ]; t [ a = b ]; t [ a != b ]; t [ -z "" ]; t [ -n "" ]; t [ "" ]; t [ x ]; t [ ]
t [ 1 -eq 1 ]; t [ 1 -lt 2 ]; t [ 2 -le 1 ]; t [ 3 -gt 2 ]; t [ 3 -ge 4 ]; t [ 1 -ne 1 ]
t [ ! a = b ]; t [ ! -z a ]; t [ a = a -a b = b ]; t [ a = b -o c = c ]
t [ \( a = a \) ]; t test -n x
: > f; mkdir d; echo x > g; chmod +x g; ln -s g l
t [ -e f ]; t [ -f f ]; t [ -d f ]; t [ -d d ]; t [ -s f ]; t [ -s g ]; t [ -x g ]; t [ -L l ]; t [ -h g ]; t [ -e nope ]; t [ -r f ]; t [ -w f ]
t [ "(" = "(" ]; t [ "!" = "!" ]; t [ -n = -n ]; t [ -f ]; t [ "-n" ]
t [ 10 -gt 9 ]; t [ -1 -lt 0 ]; t [ " 5 " -eq 5 ]
v=; t [ "$v" = "" ]; t [ x"$v" = x ]
rm l
