# Python's `os.path`.
import uos as _os

sep, curdir, pardir = '/', '.', '..'


def join(first, *rest):
    out = str(first)
    for part in rest:
        part = str(part)
        if part.startswith('/'):
            out = part
        elif not out or out.endswith('/'):
            out += part
        else:
            out += '/' + part
    return out


def split(path):
    path = str(path)
    at = path.rfind('/') + 1
    head, tail = path[:at], path[at:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def dirname(path):
    return split(path)[0]


def basename(path):
    return split(path)[1]


def splitext(path):
    path = str(path)
    start = path.rfind('/') + 1
    at = path.rfind('.')
    if at <= start or not path[start:at].strip('.'):
        return path, ''
    return path[:at], path[at:]


def normpath(path):
    path = str(path)
    names = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part == '..' and (names and names[-1] != '..' or path.startswith('/')):
            if names:
                names.pop()
        else:
            names.append(part)
    return ('/' if path.startswith('/') else '') + '/'.join(names) or '.'


def isabs(path):
    return str(path).startswith('/')


def abspath(path):
    return normpath(join(_os.getcwd(), path))


realpath = abspath


def _mode(path):
    try:
        return _os.stat(str(path))[0]
    except OSError:
        return 0


def exists(path):
    return _mode(path) != 0


lexists = exists


def isdir(path):
    return _mode(path) & 0xF000 == 0x4000


def isfile(path):
    return _mode(path) & 0xF000 == 0x8000


def islink(path):
    return False


def ismount(path):
    return str(path) == '/'


def getsize(path):
    from os import stat
    return stat(path).st_size


def getmtime(path):
    from os import stat
    return float(stat(path).st_mtime)


def expanduser(path):
    path = str(path)
    return '/root' + path[1:] if path == '~' or path.startswith('~/') else path


def expandvars(path):
    import re
    from os import environ
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda m: environ.get(m.group(1).strip('{}'), m.group(0)), path)


def relpath(path, start='.'):
    here, there = abspath(start).split('/')[1:], abspath(path).split('/')[1:]
    here, there = [n for n in here if n], [n for n in there if n]
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return '/'.join(['..'] * (len(here) - same) + there[same:]) or '.'


def commonprefix(paths):
    first, last = min(paths), max(paths)
    for at, c in enumerate(first):
        if c != last[at]:
            return first[:at]
    return first
