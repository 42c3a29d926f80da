#!/bin/sh
echo before
echo same line; )
echo after
