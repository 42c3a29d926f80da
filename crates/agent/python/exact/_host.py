# What is on JavaScript's side, asked through a file.
import json
import os

two = False


def _asker(name):
    def ask(*words):
        line = os.open('/dev/hotplate', os.O_RDWR)
        os.write(line, json.dumps([name, *words]).encode())
        answer = b''
        while part := os.read(line, 65536):
            answer += part
        os.close(line)
        return json.loads(answer)
    return ask


given, fact, exit, refuse, remark, call = map(_asker, 'given fact exit refuse remark call'.split())
