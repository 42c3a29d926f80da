#!/bin/bash
set -u
echo "${a:-x}"
a=()
echo "${a[@]}"
echo $b
echo never
