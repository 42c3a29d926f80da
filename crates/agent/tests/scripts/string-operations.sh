#!/bin/bash
path=/opt/app/releases/app-1.4.2.tar.gz
file=${path##*/}; base=${file%.tar.gz}; version=${base#app-}
echo "$file $base $version ${path%/*}"
IFS=. read -r major minor patch <<< "$version"
echo "$((major * 10000 + minor * 100 + patch))"
name="Node One"
echo "${name,,} ${name^^} ${name,} ${name// /-} ${name/#Node/N} ${name/%One/1} ${#name}"
slug=$(echo "$name" | tr '[:upper:] ' '[:lower:]-'); echo "$slug"
echo "${name:0:4}|${name:5}|${name: -3}|${name:1:-2}"
echo "${unset_one:-default} ${unset_two:=assigned} $unset_two ${name:+set} [${none+x}] [${name+x}]"
var=path; echo "${!var}"
text="  trimmed  "; text="${text#"${text%%[![:space:]]*}"}"; text="${text%"${text##*[![:space:]]}"}"; echo "[$text]"
[[ $version == 1.* ]] && echo "one dot something"
[[ "$file" =~ ^([a-z]+)-([0-9.]+)\.tar\.gz$ ]] && echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
[[ abc < abd && ! -e /nonexistent ]] && echo "in order"
[[ -n $name && -z $none || 1 -gt 2 ]] && echo "logic"
repeat=$(printf '=%.0s' {1..10}); echo "$repeat"
echo {a..e} {01..03} x{1,2}y pre-{web,db}-{0..1}
printf '%s\n' ${path//\// }
echo $'a\tb' "$'no'" $"text"
