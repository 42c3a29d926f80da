#!/bin/sh
name=world
cat <<EOF
Hello, $name! ${name%d} "quoted" 'single'
$(echo command) `echo back` $((1 + 1))
a\$b \\ \n
EOF
cat <<"END"
$name \$ `x`
END
f() {
cat <<EOF
in function: $1
EOF
}
f arg
if true; then
  cat <<-EOT
	indented $name
	EOT
fi
cat <<EOF | tr a-z A-Z
piped $name
EOF
cat <<EOF
no end variables: ${undefined:-fallback}
EOF
