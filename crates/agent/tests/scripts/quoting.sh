#!/bin/sh
a=1
echo plain 'single $a' "double $a" mixed'$a'"$a"$a
echo "a\$b \`x\` \"q\" \\ \n"
echo 'it'\''s' it\'s "it's"
echo a\ b  c   d
echo "$a"'' "" '' end
echo \$a \# \; \& \| \> '#' "#" a#b
printf '%s|' "" a "b c" '' ; echo
echo "line1
line2" 'x
y'
echo one \
  two
