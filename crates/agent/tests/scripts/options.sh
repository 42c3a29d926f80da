#!/bin/sh
usage() { echo "usage: $0" >&2; exit 2; }
parse() {
  verbose=0; name=; OPTIND=1
  while getopts "vn:" o; do
    case $o in v) verbose=1;; n) name=$OPTARG;; *) echo bad; return 1;; esac
  done
  shift $((OPTIND - 1))
  echo "$verbose $name $*"
}
parse -v -n joe rest more
parse -vnjoe
parse x -v
parse -z 2>/dev/null || echo failed
while [ $# -gt 0 ]; do case $1 in --a) A=$2; shift 2;; --b=*) B=${1#*=}; shift;; *) break;; esac; done
set -- --a 1 --b=2 tail
while [ $# -gt 0 ]; do case $1 in --a) A=$2; shift 2;; --b=*) B=${1#*=}; shift;; *) break;; esac; done
echo "$A $B $*"
