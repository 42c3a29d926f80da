#!/usr/bin/env python3
for wrong in (lambda: 'a' + 1, lambda: [] + (), lambda: 1 + 'a', lambda: None.x, lambda: {}['k'], lambda: [1][5]):
    try:
        wrong()
    except (TypeError, AttributeError, KeyError, IndexError) as error:
        print(type(error).__name__)
print('a' + 1)
