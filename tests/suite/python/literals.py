#!/usr/bin/env python3
import ast

for text in ("{'a': [1, -2, 3.5, 1e3], 'b': (True, None), 'c': {'d': \"it's\"}}", "'a' 'b'", "(1,)", "[]", "{}", "{1}", "'\\x41\\u00e9\\n'", '"""two\nlines"""', "0x1f", " 7"):
    print(ast.literal_eval(text))
for text in ('__import__("os")', '[1, 2', 'name', '1 +', "'open"):
    try:
        print(ast.literal_eval(text))
    except (ValueError, SyntaxError) as error:
        print('refused')
