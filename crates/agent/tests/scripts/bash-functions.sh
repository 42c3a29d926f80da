#!/bin/bash
function one { echo one; }
function two() { echo two; }
one; two
f() { local x=1; g; echo $x; }; g() { x=2; }; x=0; f; echo $x
h() { local v; echo "[${v-unset}]"; }; v=outer; h
declare -r C=5; echo $C; (C=6) 2>/dev/null || echo ro
declare -x E=exp; bash -c 'echo $E'
source /dev/stdin <<< 'S=sourced'; echo $S
trap 'echo exiting' EXIT
k() { echo "$FUNCNAME"; return 4; }; k >/dev/null; echo $?
set -euo pipefail
echo "strict ${UNSET:-ok}"
w=$(false) || true
case x in x) echo a;;& *) echo b;; esac
case x in x) echo c;& y) echo d;; esac
