#!/bin/bash
# Joins a k3s cluster: the first server starts it, agents take its token.
set -euo pipefail
trap 'echo "failed at line $LINENO" >&2' ERR

readonly CONFIG_DIR="$work/etc/rancher/k3s"
declare -A ROLE_OF=([0]=server [1]=agent [2]=agent)
TOKEN="K10$(printf '%s' "cluster-secret" | sha256sum | cut -c1-16)::server:s3cret"

log() { printf '[%s] %s\n' "${FUNCNAME[1]:-main}" "$*"; }

write_config() {
  local index=$1 role=${ROLE_OF[$1]:-agent}
  mkdir -p "$CONFIG_DIR"
  {
    echo "node-name: node-${index}"
    echo "token: ${TOKEN}"
    [[ $role == server ]] && echo "cluster-init: true"
    if [[ $role == agent ]]; then
      echo "server: https://10.0.0.4:6443"
    fi
    true
  } > "$CONFIG_DIR/config-$index.yaml"
  log "wrote $(basename "$CONFIG_DIR/config-$index.yaml") for $role"
}

for index in "${!ROLE_OF[@]}"; do
  printf '%s\n' "$index"
done | sort -n | while read -r index; do
  write_config "$index"
done
grep -H '' "$CONFIG_DIR"/config-*.yaml | sed "s|$work||"
INSTALL_K3S_EXEC="--disable traefik --flannel-iface=eth0"
read -ra flags <<< "$INSTALL_K3S_EXEC"
echo "${#flags[@]} flags, last: ${flags[-1]#*=}"
