#!/bin/bash
for text in simple 'two words' "it's" 'a"b' '$HOME' 'a;b&c' '' '*' 'tab	here' $'new\nline' '~x' 'a=b' '#c' 'é' '{a,b}' 'x!y' '[1]' 'a\b'; do
  printf '%q\n' "$text"
done
printf '%s=%q\n' NAME "O'Brien" PATHS "/a b/c"
args=(--name "my node" --label 'x=$y')
printf -v line '%q ' "${args[@]}"
echo "run ${line% }"
eval "set -- $line"
printf '[%s]' "$@"; echo
printf '%05.1f|%-8s|%+d|%x|%o|%c|%%|%e\n' 3.14159 left 7 255 8 xyz 12345.678
printf '%b\n' 'a\tb\\n'
printf '%s %s\n' one two three

printf '%*s|%-*s|\n' 6 ab 6 cd
