#!/bin/sh
cd "$work"; printf '3 c\n1 a\n2 b\n10 d\n' > f
sort f; sort -n f; sort -rn f; sort -k2 f; sort -t' ' -k2,2r f; printf 'b\na\nb\n' | sort -u
head -n 2 f; head -1 f; tail -n 1 f; tail -2 f; tail -n +3 f; head -c 3 f; echo; head -n -1 f
wc -l f; wc -l < f; wc f; printf 'a b\n' | wc -w; printf 'abc' | wc -c
cut -d' ' -f1 f; cut -c1-2 f; echo a,b,c | cut -d, -f1,3; echo a,b,c | cut -d, -f2-; echo abc | cut -c2
printf 'a\na\nb\na\n' | uniq; printf 'a\na\nb\n' | uniq -d; printf 'a\na\nb\n' | uniq -u; printf 'a\na\nb\n' | uniq -c
echo hello | tr a-z A-Z; echo hello | tr -d l; echo aabbcc | tr -s b; echo 'a,b' | tr ',' '\n'; echo abc123 | tr -cd '0-9'; echo; echo 'x y' | tr '[:space:]' '_'; echo; echo hello | tr 'a-y' 'b-z'
basename /a/b/c.txt; basename /a/b/c.txt .txt; dirname /a/b/c; dirname file; basename /; dirname /x
seq 3; seq 2 4; seq 1 2 7; seq -s, 3; seq 3 -1 1; seq -w 8 10
echo t | tee t1 t2; cat t1 t2; echo u | tee -a t1 > /dev/null; cat t1; rev f; tac f
expr 1 + 2; expr 5 \* 3; expr abc : 'a\(.\)c'; expr 3 '<' 5; expr length hello; expr 7 % 3; expr a = b; echo $?
printf 'a b c\n' | xargs -n1 echo; printf '1\n2\n' | xargs -I{} echo "[{}]"; echo 'x y' | xargs
nl=$(printf '\n.'); echo "${nl#?}"; printf 'b 2\na 1\n' | sort -k2n; printf 'v1.10\nv1.9\n' | sort -V; printf 'B\na\nC\n' | sort -f
rm f t1 t2
