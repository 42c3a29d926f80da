# Python's `sys`, on the engine's.
import sys as _engine
import _host
from _kinds import leave

argv = _engine.argv
modules = _engine.modules
path = ['/usr/lib/python3', '/usr/lib/python3/dist-packages']
byteorder = _engine.byteorder
maxsize = 9223372036854775807
stdin, stdout, stderr = _engine.stdin, _engine.stdout, _engine.stderr
__stdin__, __stdout__, __stderr__ = stdin, stdout, stderr
exit = leave
executable = '/usr/bin/python2' if _host.two else '/usr/bin/python3'
platform = 'linux2' if _host.two else 'linux'
prefix = '/usr'
dont_write_bytecode = False
flags = ()


class _Version(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])


version_info = (2, 7, 18, 'final', 0) if _host.two else (3, 10, 12, 'final', 0)
version_info = _Version(version_info)
version = '%d.%d.%d (main, Jan  1 2024, 00:00:00) [GCC]' % tuple(version_info)[:3]
hexversion = 0x030a0cf0

if _host.two:
    maxint = maxsize
    hexversion = 0x020712f0

    def setdefaultencoding(name):
        pass


def getdefaultencoding():
    return 'ascii' if _host.two else 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit):
    pass


def intern(text):
    return text
