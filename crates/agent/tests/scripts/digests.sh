#!/bin/sh
cd "$work"
printf 'hello\n' > a; printf '' > b; printf 'a longer text that goes past one block of sixty-four bytes, so that there are two of them\n' > c
md5sum a b c
sha1sum a
sha256sum a b c | tee sums
sha256sum -c sums
echo changed >> a
sha256sum -c sums 2>/dev/null; echo "status $?"
md5sum < b
printf x | sha256sum | cut -d' ' -f1
printf x | md5sum - | awk '{print $1}'
base64 c
base64 -w0 c; echo
base64 -w 20 a
printf 'aGVsbG8K' | base64 -d
echo 'aGVs
bG8K' | base64 --decode
printf 'user:pass' | base64
printf 'a' | base64; printf 'ab' | base64; printf '' | base64
sha512sum b | cut -c1-32
