#!/bin/sh
cd "$work"
echo one > a; echo two >> a; cat a
echo three > a; cat < a
{ echo out; echo err >&2; } > both 2>&1; cat both
{ echo out; echo err >&2; } 2>/dev/null
ls nonexistent 2>/dev/null || echo "missing $?"
echo x >&2 2>/dev/null
cat <<EOF > doc
value $((1+1)) $(echo sub) \$notvar
	tabbed
EOF
cat doc
cat <<'EOF'
raw $x $(y) \z
EOF
cat <<-EOF
	stripped
		twice
	EOF
cat <<A; cat <<B
first
A
second
B
exec 3> three; echo via3 >&3; exec 3>&-; cat three
while read l; do echo "[$l]"; done < a
: > empty; wc -c < empty
echo q | { read v; echo "v=$v"; }
(echo 1; echo 2) | while read n; do echo "n$n"; done
echo to-stderr 1>&2
cat < missing 2>/dev/null; echo $?
echo "a
b" | cat - a
