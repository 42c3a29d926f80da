#!/bin/bash
declare -A address
address[head]=10.0.0.4
address["worker one"]=10.0.0.5
address+=([worker-2]=10.0.0.6)
for key in "${!address[@]}"; do echo "$key -> ${address[$key]}"; done | sort
echo "${#address[@]}"
[[ -v address[head] ]] && echo "head is known"
[[ -v address[tail] ]] || echo "tail is not"
unset 'address[head]'
echo "${#address[@]} ${address[head]:-gone}"
list=(zero one two three four)
echo "${list[@]:1:2} | ${list[*]: -2} | ${#list[3]} | ${list[@]/o/0}"
list+=(five); unset 'list[1]'
echo "${!list[@]}"
copy=("${list[@]}")
echo "${#copy[@]} ${copy[1]}"
for ((i = 0; i < ${#copy[@]}; i += 2)); do printf '%s ' "${copy[i]}"; done; echo
IFS=,; echo "${copy[*]}"; unset IFS
sparse=([5]=e [2]=b); echo "${!sparse[@]}=${sparse[@]}"
readarray -t sorted < <(printf '%s\n' "${copy[@]}" | sort)
echo "${sorted[0]} ${sorted[-1]}"
declare -a empty=(); echo "none: ${empty[@]:-}" "${#empty[@]}"
printf '%s\n' "${list[@]%e}" | head -3
in_list() { local want=$1 item; shift; for item; do [[ $item == "$want" ]] && return 0; done; return 1; }
in_list two "${list[@]}" && echo found
in_list nine "${list[@]}" || echo "not found"
