#!/bin/sh
printf 'a b c\nd\\\ne\n  lead trail  \nx:y:z\nlast' > "$work/in"
exec < "$work/in"
read x y; echo "[$x][$y]"
read x; echo "[$x]"
read x; echo "[$x]"
IFS=: read a b; echo "[$a][$b]"
read last; echo "$? [$last]"
read none; echo "$? [$none]"
echo 'back\slash' | { read -r r; echo "$r"; }
echo 'one two' | { IFS= read -r whole; echo "[$whole]"; }
printf ' a  b \n' | { IFS= read -r l; echo "[$l]"; }
printf '1,2,3\n' | { IFS=, read a b c; echo "$c$b$a"; }
rm "$work/in"
