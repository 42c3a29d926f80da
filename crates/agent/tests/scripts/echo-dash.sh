#!/bin/sh
echo -n abc; echo
echo 'a\tb\nc'
echo -e 'x'
echo 'stop\chere'; echo next
echo "back\\slash" 'one\\two'
echo -- -n
echo 'oct\0101\012end'
