#!/bin/bash
# What a manager prints, and how a worker takes the join command apart.
set -e
join_output=$(cat <<'TEXT'
To add a worker to this swarm, run the following command:

    docker swarm join --token SWMTKN-1-49nj1cmql0-8vxv8rssm 10.0.0.4:2377

TEXT
)
command=$(grep -oE 'docker swarm join .*' <<< "$join_output")
token=$(sed -n 's/.*--token \([^ ]*\).*/\1/p' <<< "$command")
endpoint=${command##* }
IFS=: read -r host port <<< "$endpoint"
echo "token=$token host=$host port=$port"
set -- $command
while [ $# -gt 0 ]; do
  case "$1" in
    --token) shift; echo "token again: $1" ;;
    --*|-*) echo "option $1" ;;
    *:[0-9]*) echo "address $1" ;;
    docker|swarm|join) ;;
    *) echo "unexpected $1" >&2; exit 1 ;;
  esac
  shift
done
[[ $token =~ ^SWMTKN-([0-9]+)-([a-z0-9]+)-(.+)$ ]] && echo "version ${BASH_REMATCH[1]}, ${#BASH_REMATCH[@]} groups"
