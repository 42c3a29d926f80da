#!/bin/sh
x=abc
echo ${x%c}
echo ${x/b/B}
echo never
