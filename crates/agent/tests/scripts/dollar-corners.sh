#!/bin/sh
echo $ "$" '$' a$ "a$"
echo "$$" | grep -c '^[0-9]*$'
echo "cost: $5.00 ${5}x"
echo "$?" "${?}" "$#" "${#}"
a=abc; echo "$a." "$a/x" "${a}x" "$a-$a" "$ax"
echo "\$a" '\$a' "\\$a"
b='$a'; echo "$b" $b
echo "`echo "$a"`"
set -- "x y"; echo "$1$1" ${1}
echo "$a"b"$a"'c'$a
c=`echo '\$x'`; echo "$c"
