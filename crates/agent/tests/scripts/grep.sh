#!/bin/sh
cd "$work"; printf 'apple\nBanana\ncherry\napple pie\n10.0.0.4 node\n' > f
grep apple f; grep -c apple f; grep -v apple f; grep -i banana f; grep -n cherry f; grep -q apple f; echo $?
grep nothing f; echo $?; grep -o 'a[a-z]*' f; grep -E '^(apple|cherry)$' f; grep -F '10.0' f; grep -w pie f; grep -x apple f
grep '^a' f; grep 'e$' f; grep -e app -e cher f; grep '[0-9]\{1,\}\.' f; grep -E '[0-9]+\.' f
cat f | grep ch; grep -l apple f; grep -s x missing; echo $?; grep apple f missing 2>/dev/null; echo $?
cp f g; grep cherry f g; grep -h cherry f g; grep -c apple f g; grep -m1 apple f
grep -A1 cherry f; grep -B1 cherry f; grep 'a.*e' f; grep -vE 'a|e' f; grep '\.' f; grep 'p\+' f; grep -i '^b\|^c' f
rm f g
