#!/bin/sh
f=/usr/local/lib/file.tar.gz
echo "${f##*/}" "${f#*/}" "${f%/*}" "${f%%/*}|" "${f%.*}" "${f%%.*}" "${f##*.}"
h="node-0.example.org"
echo "${h%%.*}" "${h#*.}" "${h%-*}" "${h#node-}"
x=aXbXc
echo "${x#*X}" "${x##*X}" "${x%X*}" "${x%%X*}" "${x#none}" "${x%}"
p='*'
y='a*b'
echo "${y#$p}" "${y%"$p"b}" "${y%'*b'}"
s="  padded  "
s="${s#"${s%%[! ]*}"}"; s="${s%"${s##*[! ]}"}"; echo "[$s]"
d='a/b/c/'
echo "${d%/}" "${d%%/}" "${d#?}" "${d#??}" "${d%[a-c]/}"
v=12abc
echo "${v%%[!0-9]*}" "${v##*[0-9]}"
