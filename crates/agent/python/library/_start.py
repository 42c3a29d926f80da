# Runs the script and tells how it ended, in the words of the Python that images have. What most scripts import is read
# before the first of them.
import json
import sys
import _host
import _kinds
import _errors

_kinds.prepare(_host.two)

import _sys
import ast
import atexit
import collections
import os
import re
import socket
import string
import subprocess
import time


def run():
    path = _host.given('path')
    script = _host.given('script')
    if _host.two:
        script = _host.from_python2(script)
    _errors.made.clear()
    os.environ.clear()
    os.environ.update(json.loads(_host.given('environment')))
    sys.argv[:] = json.loads(_host.given('argv'))
    names = {'__name__': '__main__', '__doc__': None}
    if path.startswith('/'):
        names['__file__'] = path
    try:
        try:
            exec(compile(script, path, 'exec'), names)
            code = 0
        except SystemExit as stop:
            code = _code(stop.args[0] if stop.args else None)
        os.check_environment()
        atexit.end()
    except BaseException as error:
        _errors.tell(error)
        code = 1
    _host.exit(code)


def _code(value):
    if value is None:
        return 0
    if isinstance(value, int):
        return value & 255
    sys.stderr.write(str(value) + '\n')
    return 1
