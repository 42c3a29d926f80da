#!/bin/bash
cd "$work"
port=8080 names=(a b)
cat > script.sh <<'END'
#!/bin/sh
echo "called with $1 in $(basename "$PWD")" `echo tick` \$HOME
END
cat > app.conf <<END
listen = ${port}
next = $((port + 1))
all = ${names[*]}
cost = \$5 and \`no\` \\ done
sum = $(echo "nested $(echo deep)")
join \
ed
END
chmod +x script.sh
./script.sh x | sed 's/\$HOME/home/'
cat app.conf
if true; then
	cat <<-TABS
		indented $port
	  less
	TABS
fi
cat <<A; cat <<B
first
A
second
B
while read -r line; do echo "> $line"; done <<LINES
one $port
two
LINES
cat <<"Q" | tr a-z A-Z
no $expansion here
Q
function show { cat; }
show <<< text
cat <<EOF2 | wc -l
$(seq 1 5)
EOF2
