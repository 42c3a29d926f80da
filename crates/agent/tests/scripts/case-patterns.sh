#!/bin/sh
kind() {
  case "$1" in
    '') echo empty ;;
    *[!0-9]*) 
      case "$1" in
        [0-9]*.[0-9]*.[0-9]*.[0-9]*) echo address ;;
        *.tar.gz|*.tgz) echo archive ;;
        -?*) echo option ;;
        [Yy]|[Yy][Ee][Ss]) echo yes ;;
        node-[[:digit:]]) echo "node, one digit" ;;
        node-[[:digit:]]*) echo "node, more" ;;
        "*") echo "a star" ;;
        *' '*) echo "has a blank" ;;
        \[*\]) echo bracketed ;;
        *) echo other ;;
      esac ;;
    0) echo zero ;;
    *) echo number ;;
  esac
}
for word in "" 0 42 10.0.0.4 a.tar.gz b.tgz -v Yes y node-1 node-12 '*' 'a b' '[x]' nope 1.2; do
  echo "$word: $(kind "$word")"
done
pattern='n*'
case node in $pattern) echo "expanded" ;; esac
case node in "$pattern") echo "no" ;; *) echo "quoted stays" ;; esac
case x in a) ;; esac; echo "status $?"
case Linux in
  (Linux) os=linux ;;
  (Darwin) os=mac ;;
esac
echo $os
