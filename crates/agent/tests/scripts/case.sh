#!/bin/sh
for x in apple banana cherry 'a b' '' '*' 10.0.0.4 -h; do
  case $x in
    apple) echo 1 ;;
    b*|c*) echo 2 ;;
    'a b') echo 3;;
    '') echo empty ;;
    \*) echo star ;;
    [0-9]*.[0-9]*) echo ip ;;
    -[hv]) echo opt ;;
    *) echo other ;;
  esac
done
case abc in (a*) echo paren;; esac
case x in y) echo no;; esac; echo $?
case "$(echo hi)" in h?) echo two;; esac
v=b; case b in $v) echo var;; esac
case 'a]b' in *]*) echo bracket;; esac
case 5 in [!0-9]) echo no;; [[:digit:]]) echo digit;; esac
case ab in
a) ;;
ab) echo last
esac
