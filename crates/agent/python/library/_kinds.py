# Gives the engine's built-in kinds and names what Python's have beyond them.
import builtins
import sys
import uctypes
import uos
import _host
import _common
import _errors
import _texts

_kept = []


def _words(address, count):
    data = uctypes.bytearray_at(address, 4 * count)
    return [int.from_bytes(data[4 * i:4 * i + 4], 'little') for i in range(count)]


def graft(kind, more):
    """Adds the methods of one class to a built-in kind, in the table that its methods are looked up in."""
    table = uctypes.bytearray_at(id(kind.__dict__), 16)
    _, _, used, start = _words(id(kind.__dict__), 4)
    names = list(more.__dict__)
    _, _, _, source = _words(id(more.__dict__), 4)
    new = _words(source, 2 * len(names))
    rows = [new[2 * i:2 * i + 2] for i, name in enumerate(names) if not name.startswith('__')]
    keys = [key for key, _ in rows]
    old = _words(start, 2 * used)
    rows += [old[2 * i:2 * i + 2] for i in range(used) if old[2 * i] not in keys]
    data = bytearray(b''.join([word.to_bytes(4, 'little') for row in rows for word in row]))
    _kept.append((data, more))
    for index, word in ((1, len(rows) << 3 | 7), (2, len(rows)), (3, uctypes.addressof(data))):
        table[4 * index:4 * index + 4] = word.to_bytes(4, 'little')


_upper, _lower, _isalpha = str.upper, str.lower, str.isalpha
_split, _rsplit, _encode, _decode = str.split, str.rsplit, str.encode, bytes.decode


def _is_ascii(text):
    return len(text.encode()) == len(text)


class _Str:
    def split(self, sep=None, maxsplit=-1):
        return _split(self, sep, maxsplit)

    def rsplit(self, sep=None, maxsplit=-1):
        return _rsplit(self, sep, maxsplit)

    def encode(self, encoding='utf-8', errors='strict'):
        return _encode(self, encoding, errors)

    def format(self, *values, **names):
        return _texts.format_text(self, values, names)

    def upper(self):
        return _upper(self) if _is_ascii(self) else _host.upper(self)

    def lower(self):
        return _lower(self) if _is_ascii(self) else _host.lower(self)

    def isalpha(self):
        return _isalpha(self) if _is_ascii(self) else _host.letters(self)

    def isalnum(self):
        return bool(self) and all([c.isalpha() or c.isdigit() for c in self])

    def isnumeric(self):
        return self.isdigit()

    def isdecimal(self):
        return self.isdigit()

    def isascii(self):
        return all([ord(c) < 128 for c in self])

    def isprintable(self):
        return all([31 < ord(c) != 127 for c in self])

    def isidentifier(self):
        return bool(self) and not self[0].isdigit() and all([c == '_' or c.isalpha() or c.isdigit() for c in self])

    def istitle(self):
        return self == self.title() and self.lower() != self

    def zfill(self, width):
        sign = self[:1] if self[:1] in ('+', '-') else ''
        return sign + '0' * (width - len(self)) + self[len(sign):]

    def ljust(self, width, fill=' '):
        return self + fill * (width - len(self))

    def rjust(self, width, fill=' '):
        return fill * (width - len(self)) + self

    def center(self, width, fill=' '):
        gap = max(0, width - len(self))
        left = gap // 2 + (gap & width & 1)
        return fill * left + self + fill * (gap - left)

    def capitalize(self):
        return self[:1].upper() + self[1:].lower()

    def title(self):
        out = []
        inside = False
        for c in self:
            out.append(c.lower() if inside else c.upper())
            inside = c.isalpha()
        return ''.join(out)

    def swapcase(self):
        return ''.join([c.upper() if c == c.lower() else c.lower() for c in self])

    def casefold(self):
        return self.lower()

    def expandtabs(self, size=8):
        out = ''
        column = 0
        for c in self:
            if c == '\t':
                gap = size - column % size if size else 0
                out += ' ' * gap
                column += gap
            else:
                out += c
                column = 0 if c == '\n' else column + 1
        return out

    def removeprefix(self, prefix):
        return self[len(prefix):] if prefix and self.startswith(prefix) else self

    def removesuffix(self, suffix):
        return self[:-len(suffix)] if suffix and self.endswith(suffix) else self

    def format_map(self, mapping):
        return self.format(**mapping)

    def translate(self, table):
        out = []
        for c in self:
            new = table.get(ord(c), c)
            if new is not None:
                out.append(chr(new) if isinstance(new, int) else new)
        return ''.join(out)


class _Bytes:
    def decode(self, encoding='utf-8', errors='strict'):
        return _decode(self, encoding, errors)


def _sorted(values, key=None, reverse=False):
    rows = [(value if key is None else key(value), value) for value in values]
    # What is equal keeps its order, backwards too.
    if reverse:
        rows.reverse()
    width = 1
    while width < len(rows):
        out = []
        for start in range(0, len(rows), 2 * width):
            out += _merged(rows[start:start + width], rows[start + width:start + 2 * width])
        rows = out
        width *= 2
    if reverse:
        rows.reverse()
    return [value for _, value in rows]


def _merged(left, right):
    if not right or not right[0][0] < left[-1][0]:
        return left + right
    out, one, two = [], 0, 0
    while one < len(left) and two < len(right):
        if right[two][0] < left[one][0]:
            out.append(right[two])
            two += 1
        else:
            out.append(left[one])
            one += 1
    return out + left[one:] + right[two:]


class _List:
    def sort(self, *, key=None, reverse=False):
        self[:] = _sorted(self, key, reverse)


class _File:
    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def isatty(self):
        return False


class _OldStr:
    def decode(self, encoding='utf-8', errors='strict'):
        return self

    def encode(self, encoding='utf-8', errors='strict'):
        return self


_items, _keys, _values = dict.items, dict.keys, dict.values


class _OldDict:
    def has_key(self, key):
        return key in self

    def iteritems(self):
        return iter(_items(self))

    def iterkeys(self):
        return iter(_keys(self))

    def itervalues(self):
        return iter(_values(self))

    def items(self):
        return list(_items(self))

    def keys(self):
        return list(_keys(self))

    def values(self):
        return list(_values(self))


class _File2:
    def next(self):
        return next(self)


def _error(name, base, numbers=()):
    # A class of its own for each, as in Python; its text is Python's.
    def __str__(self):
        if len(self.args) == 3:
            return '[Errno %d] %s: %r' % self.args
        if len(self.args) == 2:
            return '[Errno %d] %s' % self.args
        return str(self.args[0]) if self.args else ''

    kind = type(name, (base,), {'__str__': __str__})
    for number in numbers:
        _by_number[number] = kind
    setattr(builtins, name, kind)
    return kind


_by_number = {}

# The engine's own numbers, Linux's numbers, and its words.
_NUMBERS = {
    44: (2, 'No such file or directory'), 20: (17, 'File exists'), 31: (21, 'Is a directory'),
    54: (20, 'Not a directory'), 2: (13, 'Permission denied'), 55: (39, 'Directory not empty'),
    28: (22, 'Invalid argument'), 8: (9, 'Bad file descriptor'), 32: (40, 'Too many levels of symbolic links'),
    63: (1, 'Operation not permitted'), 1: (7, 'Argument list too long'), 10: (16, 'Device or resource busy'),
}


def os_error(error, path=None):
    """An error of the system as Python raises it."""
    number = error.args[0] if error.args else 0
    linux, words = _NUMBERS.get(number, (number, 'Unknown error'))
    kind = _by_number.get(linux, OSError)
    new = kind(linux, words) if path is None else kind(linux, words, path)
    if kind is not OSError:
        new.errno, new.strerror, new.filename = linux, words, path
    return new


_open = open


def _exists(path):
    try:
        uos.stat(path)
        return True
    except OSError:
        return False


def _opened(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    path = str(file)
    if 'x' in mode:
        mode = mode.replace('x', 'w')
        if _exists(path):
            raise FileExistsError(17, 'File exists', path)
    try:
        return _open(path, mode)
    except OSError as error:
        raise os_error(error, path)


_round = round


def _rounded(number, digits=None):
    if digits is None or not isinstance(number, float) or digits < 0:
        return _round(number) if digits is None else _round(number, digits)
    return float('%.*f' % (digits, number))


_is, _is_sub = isinstance, issubclass


def _whole(kind):
    return kind is int or _is(kind, tuple) and any([_whole(one) for one in kind])


def _isinstance(value, kind):
    return _is(value, kind) or (value is True or value is False) and _whole(kind)


def _issubclass(kind, base):
    return _is_sub(kind, base) or kind is bool and _whole(base)


def _input(words=''):
    sys.stdout.write(str(words))
    line = sys.stdin.readline()
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line.endswith('\n') else line


_Ended = type('SystemExit', (SystemExit,), {'code': property(lambda self: self.args[0] if self.args else None)})


def leave(status=None):
    """`sys.exit`"""
    raise _Ended(status)


_build = __build_class__


def _kind(make, name, *bases, **more):
    new = _build(make, name, *bases, **more)
    if _inside:
        return new
    _errors.made[name] = bases
    if '__missing__' in new.__dict__ and '__getitem__' not in new.__dict__:
        new.__getitem__ = lambda self, key: self.get(key) if key in self else self.__missing__(key)
    return new


_import = __import__

# The engine's own, which no Python of an image has.
_HIDDEN = '_sys js jsffi micropython uctypes vfs framebuf _host _kinds _errors _texts _common _spawn _start uasyncio'.split()
_LIBRARY = 'os sys re json string subprocess ast socket time shutil glob tempfile stat errno io math random copy functools'
_LIBRARY += ' collections base64 binascii builtins cmath datetime fnmatch hashlib heapq hmac itertools operator struct'
_LIBRARY += ' textwrap types platform pathlib locale __future__ getpass pwd traceback contextlib bisect shlex pprint'
_LIBRARY += ' atexit typing'
_LIBRARY = _LIBRARY.split()
_OLD = 'StringIO cStringIO commands'.split()
_OLDER = 'urllib2 ConfigParser Queue httplib urlparse Cookie cookielib HTMLParser md5 sha sets thread cPickle Tkinter'
_OLDER = (_OLDER + ' BaseHTTPServer SimpleHTTPServer SocketServer xmlrpclib popen2 exceptions UserDict __builtin__').split()
_inside = []


def _say_moments(module):
    import time
    module.datetime.strftime = lambda self, form: time.strftime(form.replace('%f', '%06d' % self.microsecond), self.timetuple())
    module.date.strftime = lambda self, form: time.strftime(form, self.timetuple())


def _imported(name, globals=None, locals=None, fromlist=(), level=0):
    top = name.split('.')[0]
    own = globals is not None and str(globals.get('__file__', '')).startswith('/lib/python3/')
    frozen = globals is not None and str(globals.get('__file__', '')).startswith('.frozen')
    if own or frozen or _inside or level:
        return _import(name, globals, locals, fromlist, level)
    if name == 'sys':
        return _import('_sys')
    if top in _HIDDEN:
        raise ModuleNotFoundError("No module named '%s'" % name)
    if top in _LIBRARY or (_host.two and top in _OLD):
        _inside.append(name)
        try:
            found = _import(name, globals, locals, fromlist, level)
            if name == 'datetime':
                _say_moments(found)
            return found
        except ImportError as error:
            said = str(error)
            if said.startswith('no module'):
                _host.refuse('the light Python has no module `%s`' % name)
            raise
        finally:
            _inside.pop()
    if top in _errors.MISSING:
        _host.refuse('the light Python has no module `%s`' % top)
    if _host.two and top in _OLDER:
        _host.refuse('the light Python has no module `%s`' % top)
    try:
        return _import(name, globals, locals, fromlist, level)
    except ImportError as error:
        if str(error).startswith('no module'):
            if top in _common.PACKAGES:
                _host.refuse('the light Python has no `%s`, which images often have' % top)
            raise ModuleNotFoundError("No module named '%s'" % top)
        raise


def prepare(two):
    graft(str, _Str)
    graft(bytes, _Bytes)
    graft(list, _List)
    graft(type(sys.stdout), _File)
    try:
        _open('/etc/hosts').close()
        graft(type(_open('/etc/hosts')), _File)
    except OSError:
        pass
    _error('FileNotFoundError', OSError, (2,))
    _error('FileExistsError', OSError, (17,))
    _error('IsADirectoryError', OSError, (21,))
    _error('NotADirectoryError', OSError, (20,))
    _error('PermissionError', OSError, (1, 13))
    _error('ConnectionError', OSError)
    _error('TimeoutError', OSError)
    _error('BrokenPipeError', ConnectionError)
    _error('ConnectionRefusedError', ConnectionError)
    builtins.IOError = builtins.EnvironmentError = OSError
    builtins.ModuleNotFoundError = type('ModuleNotFoundError', (ImportError,), {})
    builtins.RecursionError = RuntimeError
    builtins.UnicodeDecodeError = builtins.UnicodeEncodeError = UnicodeError
    for name in ('Warning', 'FloatingPointError', 'BufferError'):
        setattr(builtins, name, type(name, (Exception,), {}))
    for name in ('DeprecationWarning', 'UserWarning', 'RuntimeWarning'):
        setattr(builtins, name, type(name, (Warning,), {}))
    builtins.open = _opened
    builtins.round = _rounded
    builtins.exit = builtins.quit = leave
    builtins.SystemExit = _Ended
    builtins.print = _texts.print_values
    builtins.format = _texts.format_value
    builtins.sorted = _sorted
    builtins.input = _input
    builtins.isinstance, builtins.issubclass = _isinstance, _issubclass
    builtins.__import__ = _imported
    builtins.__build_class__ = _kind
    import io
    io.open = _opened
    if two:
        _prepare_two()


def _prepare_two():
    graft(str, _OldStr)
    graft(dict, _OldDict)
    plain_map, plain_filter, plain_zip, plain_range = map, filter, zip, range
    builtins.xrange = plain_range
    builtins.range = lambda *ends: list(plain_range(*ends))
    builtins.map = lambda make, *lists: list(plain_map(make, *lists))
    builtins.filter = lambda test, values: list(plain_filter(test, values))
    builtins.zip = lambda *lists: list(plain_zip(*lists))
    builtins.unicode = builtins.basestring = str
    builtins.long = int
    builtins.unichr = chr
    builtins.file = _opened
    builtins.StandardError = Exception
    builtins.cmp = lambda a, b: (a > b) - (a < b)
    builtins.reduce = _reduce
    builtins.raw_input = _input
    sys_maxint = 9223372036854775807
    builtins.__maxint__ = sys_maxint


def _reduce(make, values, *start):
    values = iter(values)
    total = start[0] if start else next(values)
    for value in values:
        total = make(total, value)
    return total
