#!/usr/bin/env python3
import json
wrong = ['[1,2,]', '{"a" 1}', '"a\nb"', '', '[', '{"a":1,', '[1 2]', '1 2', '{a:1}', '"\\x"', '"abc', '{"a":}', '-', '01', "{'a':1}", '"\\u12"', '[1.]']
for text in wrong:
    try:
        print(json.loads(text))
    except ValueError as error:
        print(type(error).__name__, error)
print(json.loads('[NaN, Infinity, -Infinity, 1e3, -0.5, null, true]'), json.loads('"\\ud83d\\ude00"'))
print(json.loads('123456789012345678901234567890'), json.loads(' {"a": [1, {"b": ""}]} '))
