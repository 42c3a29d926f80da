#!/bin/sh
cd "$work"
os=ubuntu ver=22
if [ "$os" = centos ] || [ "$os" = rhel ]; then pm=yum
elif [ "$os" = ubuntu ] && [ "$ver" -ge 20 ]; then pm=apt
else pm=none; fi
echo $pm
[ -f nope ] || { echo "making"; echo data > nope; }
[ -s nope ] && content=$(cat nope) && echo "got $content"
test "$pm" = apt && for p in a b; do echo "install $p"; done
rm -f nope
