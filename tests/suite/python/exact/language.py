#!/usr/bin/env python3
import contextlib
import csv
import dataclasses
import decimal
import hashlib
import io
import itertools
import json
import logging
import os
import pathlib
import string
import sys


@dataclasses.dataclass(order=True)
class Node:
    index: int
    name: str = 'none'


@contextlib.contextmanager
def written(path):
    with open(path, 'w', newline='') as out:
        yield csv.writer(out)


def kind(value):
    match value:
        case {'port': int(port), **rest}:
            return f'{port=} {sorted(rest)}'
        case [first, *_]:
            return f'list of {first}'
        case _:
            return 'other'


with written('nodes.csv') as rows:
    rows.writerow(['index', 'name'])
    for node in sorted([Node(1, 'b,c'), Node(0, 'a')]):
        rows.writerow(dataclasses.astuple(node))
print(kind(json.loads(os.environ['settings'])), kind([1, 2]), kind(None))
print(decimal.Decimal('0.1') + decimal.Decimal('0.2'), 7 // 2, f'{1234567.891:,.2f}')
print(hashlib.sha256(b'hotplate').hexdigest()[:16], list(itertools.pairwise('abc')))
print(string.Template('$word and ${word}s').substitute(os.environ), [*map(str.title, 'ab cd'.split())])
path = pathlib.Path('deep/er')
path.mkdir(parents=True)
(path / 'file').write_text('é\n')
print([str(each) for each in sorted(pathlib.Path('deep').rglob('*'))])
logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(message)s')
logging.warning('careful: %s', Node(2))
with contextlib.redirect_stdout(io.StringIO()) as kept:
    print('kept')
if (length := len(kept.getvalue())) > 3:
    print(length)
