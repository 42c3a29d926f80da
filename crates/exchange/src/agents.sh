#!/bin/bash
# Installs Heat's agents on a server whose image has none, and starts them: the server's deployments are then picked up.
# Give it to the server as user_data: { get_file: heat-agents.sh }, with user_data_format: SOFTWARE_CONFIG. The server
# must reach its distribution's packages and Python's. It is tried with Heat on a bare Debian 12; try it on one server of
# your image before you rely on it.
set -eu

home=/opt/heat-agents
export PATH="$home/bin:$PATH"

if command -v apt-get > /dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y python3-venv
else
  dnf install -y python3
fi

# SCRIPTS NEED
python3 -m venv "$home"
"$home/bin/pip" install os-collect-config os-apply-config os-refresh-config dib-utils \
  PyYAML requests python-heatclient python-keystoneclient python-zaqarclient
"$home/bin/pip" download --no-deps --no-binary :all: -d "$home/download" heat-agents
mkdir -p "$home/source"
tar -xzf "$home"/download/heat*agents-*.tar.gz -C "$home/source" --strip-components 1

# What writes the agent's own configuration and hands the deployments on.
templates=/usr/libexec/os-apply-config/templates
scripts=/usr/libexec/os-refresh-config
mkdir -p "$templates" /var/lib/heat-config/hooks
for phase in pre-configure.d configure.d migration.d post-configure.d; do
  mkdir -p "$scripts/$phase"
done
cp -r "$home/source/heat-config/os-apply-config/." "$templates/"
install -m 0700 "$home"/source/heat-config/os-refresh-config/configure.d/* "$scripts/configure.d/"
install -m 0755 "$home/source/heat-config/bin/heat-config-notify" "$home/bin/"
install -m 0755 "$home/source/heat-config-script/install.d/hook-script.py" /var/lib/heat-config/hooks/script

printf '[DEFAULT]\ncommand = os-refresh-config\n' > /etc/os-collect-config.conf
cat > /etc/systemd/system/os-collect-config.service <<UNIT
[Unit]
Description=Heat agent
After=network-online.target
Wants=network-online.target

[Service]
# In any other locale the agent asks for one that small images do not have, and ends.
Environment=LC_ALL=C
Environment=PATH=$home/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ExecStart=$home/bin/os-collect-config
Restart=always
RestartSec=10

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now os-collect-config
