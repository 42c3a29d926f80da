#!/bin/bash
echo $((1/0)); echo same
echo next
x=abc
echo ${x!bad}; echo skipped
echo end
