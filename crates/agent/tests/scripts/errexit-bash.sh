#!/bin/bash
set -e
x=$(false) || echo caught
f() { false; echo after; }
if f; then echo cond; fi
((0)) || true
echo before
((0))
echo never
