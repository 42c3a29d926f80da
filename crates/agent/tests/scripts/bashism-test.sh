#!/bin/sh
echo {a,b} $'x'
x=$((1)); echo $x
echo "${BASH_VERSION:-dash}"
