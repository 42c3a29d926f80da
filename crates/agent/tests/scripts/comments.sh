#!/bin/sh
# a comment
echo a # trailing
echo 'not # comment' "nor # this" a#b
: # nothing
if true; then # c
  echo b # d
fi # e
case x in # f
  x) # g
    echo c ;; # h
esac
x=1 # i
echo $x
# last