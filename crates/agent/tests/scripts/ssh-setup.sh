#!/bin/bash
umask 077
home=$work/home
install -d -m 700 "$home/.ssh"
mkdir -p -m 700 "$home/.ssh"
keys=(
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey0 node-0"
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey1 node-1"
)
for key in "${keys[@]}" "${keys[0]}"; do
  grep -qsF "$key" "$home/.ssh/authorized_keys" || echo "$key" >> "$home/.ssh/authorized_keys"
done
awk '{print $NF}' "$home/.ssh/authorized_keys"
cat > "$home/.ssh/config" <<'CONF'
Host node-*
    StrictHostKeyChecking no
    UserKnownHostsFile /dev/null
CONF
chmod 600 "$home"/.ssh/*
stat -c '%a %n' "$home/.ssh" "$home/.ssh/config" | sed "s|$work/||"
ls -A "$home/.ssh"
sed -i.bak 's/^\(    StrictHostKeyChecking\) no/\1 accept-new/' "$home/.ssh/config"
diff -q "$home/.ssh/config" "$home/.ssh/config.bak" >/dev/null || echo changed
test -s "$home/.ssh/authorized_keys" && echo "has keys"
[ -O "$home" ] && echo "ours"
tail -c 10 "$home/.ssh/config"
