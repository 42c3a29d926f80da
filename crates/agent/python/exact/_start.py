# Runs the script on the whole of Python, and gives it the instance's name, commands and clock in place of the machine's.
# What most scripts import is read before the first of them.
import _thread
import atexit
import builtins
import errno
import functools
import io
import json
import os
import re
import sys
import time
import types
import _common
import _host
import _spawn
import socket
import string
import subprocess

OWN = os.path.dirname(__file__) + '/'
# Modules that Python brings on an image and that are not here.
MISSING = (
    'curses', 'dbm', 'ensurepip', 'lib2to3', 'lzma', 'multiprocessing', 'nis', 'ossaudiodev', 'pty', 'readline', 'resource', 'spwd',
    'sqlite3', 'ssl', 'syslog', 'termios', 'tkinter', 'tty', 'venv',
)
HIDDEN = ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', '_common', '_spawn', '_start', '_host')


def _refusal(what):
    def refuse(*words, **options):
        _host.refuse('the exact Python ' + what)
    return refuse


# The machine's numbers of what can go wrong, and Linux's.
LINUX = dict(EPERM=1, ENOENT=2, EBADF=9, EACCES=13, EBUSY=16, EEXIST=17, EXDEV=18, ENOTDIR=20, EISDIR=21, EINVAL=22, EMFILE=24,
             ENOSPC=28, EROFS=30, EPIPE=32, ENAMETOOLONG=36, ENOSYS=38, ENOTEMPTY=39, ELOOP=40)
NUMBERS = {getattr(errno, name): number for name, number in LINUX.items()}
FAILING = ('access chdir chmod chown listdir lstat mkdir open readlink remove rename replace rmdir scandir stat symlink truncate '
           'unlink utime').split()


def _as_linux(function):
    """A function of the system whose errors have Linux's numbers."""
    @functools.wraps(function)
    def call(*words, **options):
        try:
            return function(*words, **options)
        except OSError as error:
            if not hasattr(error, 'linux'):
                error.errno, error.linux = NUMBERS.get(error.errno, error.errno), True
            raise
    return call


class _Gaps:
    """Says what a script imports that an image has and this Python has not; Pyodide's own modules are not there."""

    def find_spec(self, name, path=None, target=None):
        top = name.partition('.')[0]
        if top not in MISSING and top not in HIDDEN or not _asked_by_script():
            return None
        if top in HIDDEN:
            raise ModuleNotFoundError("No module named %r" % name, name=name)
        _host.refuse('the exact Python has no module `%s`' % name)


class _Packages:
    """Is asked last: says what images often have and nobody else has found."""

    def find_spec(self, name, path=None, target=None):
        if name in _common.PACKAGES and _asked_by_script():
            _host.refuse('the exact Python has no `%s`, which images often have' % name)


def _asked_by_script():
    frame = sys._getframe(2)
    while frame and 'importlib' in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None and not frame.f_code.co_filename.startswith(OWN)


def _write(stream, text):
    number = stream if isinstance(stream, int) else stream.fileno()
    os.write(number, text.encode())


class _Names(tuple):
    sysname, nodename, release, version, machine = (property(lambda self, at=at: self[at]) for at in range(5))


def _resolve(name):
    """The address of a name, as the instance's hosts file has it."""
    if re.fullmatch(r'[0-9.]+', name or '127.0.0.1'):
        return name or '0.0.0.0'
    with open('/etc/hosts') as hosts:
        for line in hosts:
            words = line.split('#')[0].split()
            if name in words[1:]:
                return words[0]
    if name in (socket.gethostname(), socket.getfqdn()):
        return _host.fact('ipaddress')
    raise socket.gaierror(-2, 'Name or service not known')


def _addresses(host, port, family=0, type=0, proto=0, flags=0):
    kinds = [(1, 6), (2, 17)] if type == 0 else [(type, proto or 6)]
    return [(socket.AF_INET, kind, number, '', (_resolve(host), int(port or 0))) for kind, number in kinds]


class _Socket(socket.socket):
    connect = connect_ex = bind = sendto = _refusal('opens no connections (`socket.socket`)')


def _move_in():
    """Puts the instance in the place of the machine."""
    sys.platform = 'linux'
    sys.executable = '/usr/bin/python3'
    sys.meta_path.insert(0, _Gaps())
    sys.meta_path.append(_Packages())
    sys.path[:] = [place for place in sys.path if place == OWN[:-1] or place.startswith(OWN)]
    _thread.start_new_thread = _refusal('has no threads')
    for name in ('fork', 'forkpty', 'execv', 'execve', 'posix_spawn', 'posix_spawnp'):
        setattr(os, name, _refusal('is one process (`os.%s`)' % name))
    os.system, os.popen = _spawn.system, _spawn.popen
    os.uname = lambda: _Names(('Linux', _host.fact('hostname'), _host.fact('kernelrelease') or '', '', 'x86_64'))
    os.cpu_count = lambda: int(_host.fact('processorcount') or 1)
    os.getlogin = lambda: 'root'
    os.getpid, os.getppid = lambda: 1000, lambda: 1
    time.sleep = _host.sleep
    subprocess.emit = _write
    machine_words = os.strerror
    os.strerror = lambda number: machine_words(next((key for key in NUMBERS if NUMBERS[key] == number), number))
    for name, number in LINUX.items():
        setattr(errno, name, number)
    for name in FAILING:
        setattr(os, name, _as_linux(getattr(os, name)))
    builtins.open = io.open = _as_linux(io.open)
    socket.socket = _Socket
    socket.gethostname = lambda: _host.fact('hostname')
    socket.getfqdn = lambda name='': _host.fact('fqdn') or _host.fact('hostname') if name in ('', socket.gethostname()) else name
    socket.gethostbyname = _resolve
    socket.gethostbyname_ex = lambda name: (name, [], [_resolve(name)])
    socket.getaddrinfo = _addresses


def run():
    path = _host.given('path')
    os.environ.clear()
    os.environ.update(json.loads(_host.given('environment')))
    sys.argv[:] = json.loads(_host.given('argv'))
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    if path.startswith('/'):
        main.__file__ = path
    main.__builtins__ = builtins
    for name in HIDDEN:
        sys.modules.pop(name, None)
    sys.path.insert(0, os.path.dirname(path))
    code = 0
    try:
        exec(compile(_host.given('script').encode(), path, 'exec'), main.__dict__)
    except SystemExit as stop:
        code = _code(stop.code)
    except BaseException as error:
        error = error.with_traceback(_own_left_out(error.__traceback__))
        sys.excepthook(type(error), error, error.__traceback__)
        code = 1
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except OSError:
        code = code or 120
    _host.exit(code)


def _own_left_out(trace):
    """The script's own frames."""
    frames = []
    while trace:
        if not trace.tb_frame.f_code.co_filename.startswith(OWN):
            frames.append(trace)
        trace = trace.tb_next
    for frame, rest in zip(frames, frames[1:] + [None]):
        frame.tb_next = rest
    return frames[0] if frames else None


def _code(value):
    if value is None or isinstance(value, int):
        return (value or 0) & 255
    print(value, file=sys.stderr)
    return 1


_move_in()
