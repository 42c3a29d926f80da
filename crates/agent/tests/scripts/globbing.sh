#!/bin/sh
cd "$work"
mkdir -p d/sub; touch a.txt b.txt c.log .hidden d/x.txt d/y.txt 'sp ace.txt'
echo *.txt
echo *
echo d/*
echo */x.txt
echo no*match
echo "*.txt" '*' \*
echo [ab].txt [!ab].log ?.log
for f in *.txt; do echo "<$f>"; done
set -- *.log; echo $#
x='*.log'; echo $x "$x"
echo .h*
set -f; echo *.txt; set +f
case a.txt in *.txt) echo pat;; esac
ls d
rm -r d *.txt *.log .hidden
