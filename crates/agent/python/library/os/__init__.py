# Python's `os`, on the instance's files and the script's environment.
import uos as _os
import _host
from _kinds import os_error
from . import path

name = 'posix'
sep, linesep, pathsep, curdir, pardir, extsep, devnull = '/', '\n', ':', '.', '..', '.', '/dev/null'
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
error = OSError
PathLike = object


# Filled when a script starts. A map of the engine's own kind, so that a `dict` can be made of it.
environ = {}


def check_environment():
    """Tells what is no text, though only at the end."""
    for words in environ.items():
        for word in words:
            if not isinstance(word, str):
                raise TypeError('str expected, not %s' % type(word).__name__)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def _wrap(function):
    def call(first='.', *rest):
        try:
            return function(str(first), *[str(word) for word in rest])
        except OSError as reason:
            raise os_error(reason, str(first))
    return call


listdir = _wrap(_os.listdir)
remove = unlink = _wrap(_os.remove)
rmdir = _wrap(_os.rmdir)
chdir = _wrap(_os.chdir)
rename = replace = _wrap(_os.rename)
_mkdir = _wrap(_os.mkdir)
_stat = _wrap(_os.stat)
getcwd = _os.getcwd


def mkdir(path, mode=0o777):
    _mkdir(path)


def makedirs(name, mode=0o777, exist_ok=False):
    if path.isdir(name):
        if exist_ok:
            return
        raise FileExistsError(17, 'File exists', name)
    above = path.dirname(path.abspath(name))
    if not path.isdir(above):
        makedirs(above, mode, True)
    _mkdir(name)


def removedirs(name):
    rmdir(name)


class stat_result(tuple):
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])


def stat(name, follow_symlinks=True):
    found = list(_stat(name))
    found[0] |= 0o755 if found[0] & 0x4000 else 0o644
    return stat_result(found)


lstat = stat


def access(name, mode):
    return path.exists(name)


def chmod(name, mode):
    stat(name)


def chown(name, user, group):
    stat(name)


def walk(top, topdown=True, onerror=None, followlinks=False):
    directories, files = [], []
    for entry in listdir(top):
        (directories if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, directories, files
    for entry in directories:
        for step in walk(path.join(top, entry), topdown):
            yield step
    if not topdown:
        yield top, directories, files


def system(command):
    from _spawn import system
    return system(command)


def popen(command, mode='r', buffering=-1):
    from _spawn import popen
    return popen(command)


class _Names(tuple):
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])


def uname():
    return _Names(('Linux', _host.fact('hostname'), _host.fact('kernelrelease') or '', '', 'x86_64'))


def getuid():
    return 0


geteuid = getgid = getegid = getuid


def getpid():
    return 1000


def getppid():
    return 1


def getlogin():
    return 'root'


def cpu_count():
    return int(_host.fact('processorcount') or 1)


def fspath(name):
    return str(name)


def strerror(number):
    from _kinds import _NUMBERS
    return dict(_NUMBERS.values()).get(number, 'Unknown error %d' % number)


def urandom(count):
    import random
    return bytes([random.getrandbits(8) for _ in range(count)])


def umask(mask):
    return 0o22


def _exit(status):
    raise SystemExit(status)


if _host.two:
    getcwdu = getcwd
