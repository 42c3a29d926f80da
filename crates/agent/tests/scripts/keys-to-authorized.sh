#!/bin/sh
keys="{'0': 'ssh-rsa AAAA0 root@n0\n', '1': 'ssh-rsa AAAA1 root@n1\n'}"
mkdir -p "$work/.ssh"; touch "$work/.ssh/authorized_keys"
echo "$keys" | grep -o "ssh-rsa [^\\']*" | sed 's/\\n$//' | while read -r key; do
  grep -qxF "$key" "$work/.ssh/authorized_keys" || echo "$key" >> "$work/.ssh/authorized_keys"
done
chmod 600 "$work/.ssh/authorized_keys"
cat "$work/.ssh/authorized_keys"
