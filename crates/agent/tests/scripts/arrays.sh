#!/bin/bash
a=(one two "three four")
echo "${a[0]}" "${a[2]}" "${#a[@]}" "${a[@]}"
for i in "${a[@]}"; do echo "<$i>"; done
a+=(five); echo "${#a[@]} ${a[3]}"
a[1]=TWO; echo "${a[*]}"
echo "${!a[@]}" "${a[-1]}" "${a[@]:1:2}"
b=($(echo x y z)); echo "${b[1]}"
declare -A m; m[key]=value; m["other key"]=2; echo "${m[key]}" "${m[other key]}" "${#m[@]}"
for k in "${!m[@]}"; do echo "$k"; done | sort
unset 'a[0]'; echo "${#a[@]} ${a[1]}"
i=2; echo "${a[i]} ${a[$i]} ${a[i+1]}"
read -ra w <<< "p q r"; echo "${w[2]}"
c=(); echo "${#c[@]}"; c[5]=x; echo "${#c[@]} ${!c[@]}"
IFS=,; echo "${a[*]}"; unset IFS
mapfile -t lines < <(printf 'l1\nl2\n'); echo "${lines[1]}"
s=scalar; echo "${s[0]} ${#s}"
f() { local -a l=(x y); echo "${l[1]}"; }; f
