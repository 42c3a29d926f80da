#!/bin/sh
printf 'one\ntwo\nthree\n' > "$work/f"; cd "$work"
sed 's/o/0/' f; sed 's/e/E/g' f; sed -n '2p' f; sed '2d' f; sed '$d' f; sed -n '/t/p' f
sed '/two/s/w/W/' f; sed '1,2s/^/> /' f; sed '/two/,$s/$/!/' f; sed '2q' f
sed -e 's/one/1/' -e 's/two/2/' f; sed 's|/|_|g; s/t\(.\)/\1t/' f
sed -E 's/(o)(n)/\2\1/; s/e+/<&>/' f; sed -n '$=' f; sed '2i\before' f; sed '2a after' f; sed '2c changed' f
sed 'y/abc/xyz/' f; sed '1!s/t/T/' f; sed -n '1p;3p' f; sed '/^$/d' f; sed 's/.*/"&"/' f
sed -i 's/two/TWO/' f; cat f
sed -n 'h;n;G;p' f; sed 'N;s/\n/-/' f; sed -n '1!G;h;$p' f
echo 'a.b.c' | sed 's/\./-/g'; echo 'path/to' | sed 's/\//\\/g'
echo 'key: "value"' | sed 's/^.*: "//; s/".*$//'
echo abcabc | sed 's/b/X/2'; echo hello | sed 's/l*o$/p/'
echo 'x=1 # c' | sed -e 's/#.*//' -e 's/[ ]*$//' | cat
printf 'a\nb\n' | sed '/a/{s/a/A/;s/$/!/}'
printf 'x\n' | sed 's/x/a\
b/'
echo 'foo bar' | sed 's/\(foo\) \(bar\)/\2 \1/'
printf '1\n2\n3\n4\n' | sed -n '2~2p'; printf '1\n2\n3\n' | sed '0,/2/d'; printf 'a\nb\nc\n' | sed '/b/,+1d'
echo aaa | sed 's/a/b/gp' ; printf 'k=v\n' | sed -r 's/^(\w+)=(\w+)$/\2=\1/'
printf 'no newline' | sed 's/no/with/'; echo
printf 'a b\n' | sed 's/[[:space:]]/_/; s/[^a-z_]//g'
echo start | sed ':a;s/^.\{1,9\}$/ &/;ta'
rm f
