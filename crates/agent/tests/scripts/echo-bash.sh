#!/bin/bash
echo -n abc; echo
echo 'a\tb\nc'
echo -e 'a\tb\nc\x41\u00e9'
echo -ne 'x\n'
echo -E 'a\tb'
echo -- -n
echo -e 'stop\chere'; echo next
echo -nx
