#!/bin/sh
cd "$work"
mkdir a; mkdir -p b/c/d; mkdir a 2>/dev/null || echo exists
touch a/x; echo text > a/y; cp a/y a/z; cp -r a e; mv a/x a/w; ls a e
rm a/w; rm nope 2>/dev/null || echo "rm $?"; rm -f nope; echo $?
mv e b/; ls b; cp a/y b/c/; ls b/c; rmdir b/c/d; ls b/c
ln -s y a/link; cat a/link; readlink a/link; [ -L a/link ] && echo link
rm a/link; echo more >> a/y; cat a/y a/z; cd a; pwd | sed "s|$work|W|"; cd ..; cd -> /dev/null; pwd | sed "s|$work|W|"; cd "$work"
find . -name '?' -type f | sort; find b -type d | sort; [ -d b ] && echo dir; test -e zz || echo none
echo '#!/bin/sh
echo "ran $1"' > s.sh; chmod 755 s.sh; ./s.sh arg; sh s.sh other; . ./s.sh; rm s.sh
echo 'V=sourced' > inc; . ./inc; echo $V; rm inc
cp a/y a/z b; ls b; cat < b/z > copy; rm -rf a b copy; ls
mkdir -m 700 m; ls -d m; rmdir m
