#!/bin/bash
to_int() { local IFS=.; set -- $1; echo $(( ($1 << 24) | ($2 << 16) | ($3 << 8) | $4 )); }
to_ip() { echo "$(( $1 >> 24 & 255 )).$(( $1 >> 16 & 255 )).$(( $1 >> 8 & 255 )).$(( $1 & 255 ))"; }
network=10.140.80.0 prefix=22
mask=$(( 0xFFFFFFFF << (32 - prefix) & 0xFFFFFFFF ))
base=$(to_int "$network")
echo "$(to_ip $mask) $(to_ip $((base | ~mask & 0xFFFFFFFF)))"
for ((i = 1, n = 0; n < 3; i *= 2, n++)); do to_ip $((base + i)); done
x=5; ((x += 3, x *= 2)); echo $x $((x++)) $((++x)) $((x-- - 1)) $x
echo $((7 / 2)) $((-7 / 2)) $((-7 % 3)) $((2 ** 10)) $((1 ? 2 : 3)) $((!0)) $((~5)) $((5 & 3 | 8 ^ 1))
echo $((16#ff + 8#17 + 2#101)) $((010 + 0x10))
((x > 100)) || echo "small"
let "y = x * 2" z=y+1; echo $y $z
i=0; while (( i < 3 )); do echo -n "$i "; (( i++ )); done; echo
unset u; echo $((u + 1)) $((name = 4)) $name
a[2]=7; echo $((a[2] * 2)) $((a[1 + 1]))
until (( --i == 0 )); do echo "down $i"; done
