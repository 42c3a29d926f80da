#!/bin/bash
name="node 0"
cat <<< "plain $name"
cat <<< 'quoted $name'
cat <<< $name
read -r first rest <<< "  leading and  inner   blanks  "
echo "[$first] [$rest]"
IFS=, read -r a b c <<< "1,,3"
echo "[$a] [$b] [$c]"
IFS=: read -ra parts <<< "/usr/bin:/bin::/sbin:"
printf '<%s>' "${parts[@]}"; echo
tr a-z A-Z <<< "$(echo nested; echo lines)"
while IFS== read -r key value; do
  echo "$key is $value"
done <<< $'host=a\nport=22\nexpr=1=1'
wc -c <<< ""
bc=$(cat <<< "x
y")
echo "$bc" | cat -n
