#!/bin/bash
cd "$work"
mkdir -p conf.d/old logs data/{a,b}
touch conf.d/{10-base,20-net}.conf conf.d/old/00-x.conf logs/app.log "data/a/with space.txt" data/b/x.txt
echo content > data/b/full.txt
find . -name '*.conf' | sort
find conf.d -maxdepth 1 -type f | sort
find . -type f -name '*.txt' -print0 | sort -z | xargs -0 -n1 echo item:
find data -type d | sort | tail -n 2
find . -name '*.log' -o -name 'full*' | sort
find . -type f -size +0 | sort
find . -type f -empty ! -name '*.conf' | sort
find . -path '*/old/*' -print | sort
find conf.d -type f -not -path '*/old/*' -exec basename {} .conf \; | sort
find data -name 'x.txt' -exec cp {} logs/ ';' -exec echo copied {} ';'
find logs -type f -delete; ls -A logs | wc -l | tr -d ' '
find data -iname 'FULL*' -exec grep -l content {} +
printf '%s\n' a b c d e | xargs -n2
printf '%s\n' a b | xargs -I{} echo "<{}>"
printf '%s\n' a b | xargs -I % sh -c 'echo sub %'
echo 1 2 3 | xargs -n1 -P2 | sort
printf '' | xargs -r echo nothing; echo "a 'b c'" | xargs printf '[%s]'; echo
seq 3 | xargs; seq -w 8 10 | xargs -d '\n' echo; seq 2 2 6 | tr '\n' ' '; echo; seq -s, 3
ls conf.d/*.conf | xargs -n1 basename | sed 's/\.conf$//'
