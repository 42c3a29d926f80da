#!/bin/sh
# A small installer's option loop, called in several ways.
usage() { echo "usage: install [-v] [-p PREFIX] [-n COUNT] NAME..."; }
install() {
  OPTIND=1
  verbose=0 prefix=/usr/local count=1
  while getopts ":vp:n:h" option; do
    case $option in
      v) verbose=$((verbose + 1)) ;;
      p) prefix=$OPTARG ;;
      n) count=$OPTARG ;;
      h) usage; return 0 ;;
      :) echo "-$OPTARG wants a value"; return 2 ;;
      \?) echo "no option -$OPTARG"; usage; return 2 ;;
    esac
  done
  shift $((OPTIND - 1))
  echo "verbose=$verbose prefix=$prefix count=$count names=$* ($#)"
}
install -v -p /opt app
install -vvp/opt -n3 -- -x two
install -n; echo "status $?"
install -z one; echo "status $?"
install -h one
install
