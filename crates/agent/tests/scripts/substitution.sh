#!/bin/sh
echo "$(echo a; echo b)" $(echo 'c   d') `echo e`
echo "[$(printf 'x\n\n\n')]"
x=$(cat <<EOF
doc $((2*2))
EOF
)
echo "$x"
echo $(echo $(echo $(echo deep)))
echo `echo \`echo nested\``
echo "a$(echo "b$(echo "c")")"
y=$(echo hi; exit 3); echo $? $y
echo $(case x in x) echo matched;; esac)
echo "$(if true; then echo "q)"; fi)"
z="$(printf '%s ' 1 2 3)"; echo "[$z]"
