#!/bin/bash
set -Eeuo pipefail
scratch=$(mktemp -d)
cleanup() {
  local status=$?
  rm -rf "$scratch"
  [[ -d $scratch ]] && echo "left behind" || echo "cleaned, status $status"
}
trap cleanup EXIT
trap 'echo "error on a command that gave $?"' ERR
echo data > "$scratch/part"
cp "$scratch/part" "$work/whole"
inner() { false; echo "not reached"; }
if ! inner; then echo "inner said no"; fi
( trap 'echo "subshell ends"' EXIT; echo "in subshell"; exit 3 ) || echo "subshell gave $?"
trap - ERR
trap 'echo "error again"' ERR
grep -q nothing "$work/whole"
echo "never printed"
