#!/bin/sh
n=0
until [ $n -ge 3 ]; do
  n=$((n + 1))
  echo "try $n"
  sleep 0
done
tries=5
while ! [ -f "$work/ready" ]; do
  tries=$((tries - 1))
  [ $tries -eq 2 ] && touch "$work/ready"
  [ $tries -eq 0 ] && exit 1
done
echo "ready with $tries"
