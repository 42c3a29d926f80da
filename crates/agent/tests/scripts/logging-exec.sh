#!/bin/bash
exec > >(cat > "$work/out.log") 2>&1
echo "to the log"
ls /nonexistent-path >/dev/null || echo "complained"
exec 3>"$work/three"
echo "third" >&3
{ echo "err" >&2; echo "out"; } 2>/dev/null
exec 3>&-
echo "{ group }" | tee -a "$work/copy" >/dev/null
printf 'a\nb\n' | tee "$work/t1" "$work/t2" | wc -l
