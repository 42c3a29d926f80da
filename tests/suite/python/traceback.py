#!/usr/bin/env python3
def outer(value):
    return inner(value)


def inner(value):
    return 10 / value


print(outer(5))
print(outer(0))
