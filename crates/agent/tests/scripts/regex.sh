#!/bin/bash
# Expressions as POSIX reads them: the longest of the leftmost matches, the dot for a newline too.
printf 'a\nb\nc\n' | sed 'N;s/a.b/X/'
printf 'one two\n' | sed -E 's/(o|one)( t|.two)/[\1|\2]/'
echo 'aXbXc' | sed -E 's/(a|aX)(b|Xb)/<\1,\2>/'
echo abcd | sed -E 's/(a|ab)(c|bcd)(d*)/[\1|\2|\3]/'
echo 'foo-bar foo_bar' | grep -ow 'foo'
echo '-x y' | grep -cw -- '-x'
printf 'ab\nabc\n' | grep -x 'ab\|abc\{2\}'
printf 'a+b\nab\n' | grep -F 'a+b'
echo 'v10.25' | grep -oP '\d+(?:\.\d)?'
echo 'A1 b2' | grep -oiE 'a1|B'
echo 'x{2} xx' | grep -oE 'x{2}'
echo 'a{,b' | grep -oE 'a\{,'
echo 'port=8080;' | sed -n 's/^port=\([0-9]\{2,5\}\);$/\1/p'
echo 'key: "va-l_ue"' | sed 's/.*"\([^"]*\)".*/\1/; s/[^[:alnum:]_-]//g'
echo 'tab	dot.' | sed 's/[	.]/_/g; s/\bdot\B*/D/'
[[ $'a\nb' =~ a.b ]] && echo dot
[[ 'a<b' =~ a"<"b ]] && echo quoted
[[ 'a.b' =~ a"."b && ! 'axb' =~ a"."b ]] && echo 'quoted dot'
[[ xyz =~ (x|xy)(z|yz) ]] && echo "${BASH_REMATCH[@]}"
[[ 10.0.0.4 =~ ^([0-9]{1,3}\.){3}([0-9]+)$ ]] && echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
expr 'node-12' : 'node-\([0-9]*\)'
expr 'aab' : 'a*'
