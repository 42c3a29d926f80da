#!/bin/sh
# Lines of a file taken apart, with odd separators and a last line without an end.
printf 'alice:x:1000:/home/alice\nbob:x:1001:/home/bob\n# comment\n\ncarol::1002:\nlast:y:9:/x' > "$work/users"
while IFS=: read -r user pass id home || [ -n "$user" ]; do
  case $user in ''|\#*) continue ;; esac
  echo "user=$user pass=${pass:-none} id=$id home=${home:-none}"
done < "$work/users"
echo "  a   b  c " | while read x y; do echo "[$x][$y]"; done
echo "  a   b  c " | while IFS= read -r line; do echo "[$line]"; done
printf 'one\\\ntwo\\x\n' | while read line; do echo "<$line>"; done
printf 'one\\\ntwo\\x\n' | while read -r line; do echo "<$line>"; done
echo "1,2;3" | { IFS=',;' read -r a b c; echo "$a-$b-$c"; }
echo "a,b,,c" | { IFS=, ; read -r a b c d; echo "$a|$b|$c|$d"; }
line="x y  z"; set -- $line; echo $# "$2"
old=$IFS; IFS=-; set -- a-b--c; set -- $1; echo $#; IFS=$old
exec 3< "$work/users"
read -r first <&3; read -r second <&3
echo "$first / $second"
exec 3<&-
