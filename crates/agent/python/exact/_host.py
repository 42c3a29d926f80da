# What is on JavaScript's side, asked through a file.
import json
import os

two = False
_open, _read, _write = os.open, os.read, os.write
_line = None


def _asker(name):
    def ask(*words):
        global _line
        question = json.dumps([name, *words]).encode()
        try:
            _write(_line, question)
        except (OSError, TypeError):
            # Not open yet, or the script has closed all that is.
            _line = _open('/dev/hotplate', os.O_RDWR)
            _write(_line, question)
        answer = b''
        while part := _read(_line, 65536):
            answer += part
        return json.loads(answer)
    return ask


given, fact, exit, refuse, remark, call, sleep = map(_asker, 'given fact exit refuse remark call sleep'.split())
