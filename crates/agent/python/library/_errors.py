# Errors in the words of the Python that images have, and what is no error of the script but a gap in this engine.
import sys
import io
import builtins
import _host

# The errors that the engine itself raises; the text of any other is what its class says.
_plain = [name for name in dir(builtins) if name.endswith(('Error', 'Exception', 'Interrupt'))]

# Modules that Python itself brings: what the library has not of them is lacking here.
MISSING = ' '.join((
    '_thread abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii binhex bisect',
    'builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall',
    'concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm',
    'decimal difflib dis distutils doctest dummy_threading email encodings ensurepip enum errno faulthandler fcntl',
    'filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob',
    'graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress',
    'itertools json keyword lib2to3 linecache locale logging lzma macpath mailbox mailcap marshal math mimetypes mmap',
    'modulefinder multiprocessing netrc nis nntplib ntpath nturl2path numbers opcode operator optparse os ossaudiodev',
    'parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile',
    'pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource',
    'rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket',
    'socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct',
    'subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap',
    'threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types',
    'typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser wsgiref xdrlib xml xmlrpc',
    'zipapp zipfile zipimport zlib zoneinfo',
)).split()

# The classes that the script has made, by name, with what they are made from.
made = {}

# What Python 2 had and Python 3 has not: these names are missing on every image of today.
GONE = {
    'str': 'decode',
    'dict': 'has_key iteritems iterkeys itervalues',
    'NoneType': None,
    'generator': 'next', 'iterator': 'next', 'function': 'func_name func_code', 'TextIOWrapper': 'next',
    'map': 'sort append', 'filter': 'sort append', 'range': 'sort append', 'zip': 'sort append', 'dict_view': 'sort append',
    'closure': 'func_name func_code',
}
GONE_FROM_MODULES = {
    'string': None,
    'os': 'getcwdu popen2 popen3',
    'sys': 'maxint exc_clear exc_type setdefaultencoding',
    'itertools': 'izip imap ifilter izip_longest',
    'urllib': 'urlopen urlencode quote unquote urlretrieve',
    'types': 'StringType ListType DictType IntType',
    'time': 'clock',
    'collections': 'Mapping MutableMapping Iterable Callable Sequence',
}
HOMES = {'CalledProcessError': 'subprocess.', 'TimeoutExpired': 'subprocess.', 'JSONDecodeError': 'json.decoder.'}
BUILT_IN = 'ascii format vars breakpoint aiter anext __debug__ copyright credits license'.split()


def tell(error):
    """Writes what Python would write about an error that nobody caught."""
    out = io.StringIO()
    sys.print_exception(error, out)
    frames, said = _read(out.getvalue())
    line = frames[-1][1] if frames else 0
    kind = type(error).__name__
    gap = _gap(error, kind, said, line)
    if gap:
        _host.refuse('line %d: %s' % (line, gap))
        return
    if isinstance(error, SyntaxError):
        _syntax(kind, said, line)
        return
    lines = ['Traceback (most recent call last):']
    for path, number, name in frames:
        lines.append('  File "%s", line %d, in %s' % (path, number, name))
        source = _source(path, number)
        if source:
            lines.append('    ' + source)
    words = message(error, said)
    kind = HOMES.get(kind, '') + kind
    lines.append(kind + ': ' + words if words else kind)
    sys.stderr.write('\n'.join(lines) + '\n')


def _read(text):
    """The frames that are the script's own, outermost first, and the message."""
    frames = []
    said = ''
    lines = text.split('\n')
    for index, row in enumerate(lines):
        if row.startswith('  File "'):
            path, rest = row[8:].split('"', 1)
            parts = rest[7:].split(', in ')
            if path == '/lib/python3/_start.py':
                frames = []
            elif path == _host.given('path') or '/' in path and not path.startswith('/lib/python3/'):
                name = parts[1] if len(parts) > 1 else '<module>'
                frames.append((path, int(parts[0]), name))
        elif index and not row.startswith(' ') and not row.startswith('Traceback'):
            said = '\n'.join(lines[index:]).rstrip('\n')
            break
    at = said.find(': ')
    return frames, said[at + 2:] if at >= 0 else ''


def _source(path, number):
    if path == _host.given('path'):
        text = _host.given('script')
    else:
        try:
            with open(path) as file:
                text = file.read()
        except OSError:
            return ''
    lines = text.split('\n')
    return lines[number - 1].strip() if 0 < number <= len(lines) else ''


def _gap(error, kind, said, line):
    """What this engine lacks, if that is what the error comes from."""
    if isinstance(error, SyntaxError):
        source = _source(_host.given('path'), line)
        return None if _is_python2(source) or not _plausible(said, source) else 'the light Python cannot read `%s`' % source
    if kind == 'RuntimeError' and 'recursion' in said:
        return 'its calls are nested deeper than the light Python can'
    if kind == 'MemoryError':
        return 'it takes more memory than there is here'
    if kind == 'NotImplementedError' and not said:
        return None
    # Only what is not written in Python has no name here.
    if kind == 'NotImplementedError' or kind == 'TypeError' and (
            'extra keyword arguments given' in said or said.startswith(('function takes ', "function doesn't ", 'function missing '))):
        return 'the light Python cannot do this: %s' % said
    if kind == 'ValueError' and said == 'dict update sequence has wrong length':
        return 'the light Python cannot make a `dict` of a map of another kind'
    if kind == 'NameError' and said.split("'")[1:2] and said.split("'")[1] in BUILT_IN:
        return 'the light Python has no `%s`' % said.split("'")[1]
    if kind == 'ImportError' and said.startswith("can't import name "):
        return 'the light Python %s' % said.replace("can't import name", 'has no')
    if kind == 'TypeError' and ("'dict_view'" in said or "'type' object" in said and 'subscript' in said):
        return 'the light Python cannot do this: %s' % said
    if kind == 'AttributeError':
        return _missing(said)
    return None


def _missing(said):
    """What is lacking where a name is not found: all but what Python 3 has not either, and what the script itself made."""
    words = said.split("'")
    if len(words) < 4:
        return None
    owner, name = words[1], words[3]
    if said.startswith('module '):
        gone = GONE_FROM_MODULES.get(owner, '')
        if gone is None or name in gone.split() or '/' in owner:
            return None
        return 'the light Python has no `%s.%s`' % (owner, name)
    if not name.startswith('__') and _is_own(owner):
        return None
    for kind in [owner] + [base.__name__ for base in made.get(owner, ())]:
        gone = GONE.get(kind, '')
        if gone is None or name in gone.split():
            return None
    return 'the light Python has no `%s` of `%s`' % (name, owner)


def _is_own(owner):
    """Whether all of a class is the script's."""
    return owner in made and all([
        base is object or issubclass(base, BaseException) or _is_own(base.__name__) for base in made[owner]])


def _is_python2(source):
    words = source.split()
    first = words[0] if words else ''
    return (
        first == 'print' or source.startswith('print ') or source.startswith('exec ')
        or (first == 'except' and ',' in source) or (first == 'raise' and ',' in source)
        or '<>' in source or '`' in source
    )


def _plausible(said, source):
    """Whether Python 3 may well take the line: this engine reads less than it."""
    if 'indent' in said:
        return False
    starts = ('match ', 'case ', '@', 'async ', 'type ', 'with (')
    return source.startswith(starts) or any([sign in source for sign in ('f"', "f'", '*', ':=', '/', '[', '{', 'lambda')])


def _syntax(kind, said, line):
    source = _source(_host.given('path'), line)
    words = said or 'invalid syntax'
    first = source.split(' ')[0] if source else ''
    if first == 'print':
        words = "Missing parentheses in call to 'print'. Did you mean print(...)?"
    elif first == 'exec':
        words = "Missing parentheses in call to 'exec'. Did you mean exec(...)?"
    elif first == 'except' and ',' in source:
        words = 'multiple exception types must be parenthesized'
    if said == 'unexpected indent':
        kind = 'IndentationError'
    text = '  File "%s", line %d\n    %s\n    ^\n%s: %s\n' % (_host.given('path'), line, source, kind, words)
    sys.stderr.write(text)


SIGNS = {'__add__': '+', '__sub__': '-', '__mul__': '*', '__truediv__': '/', '__floordiv__': '//', '__mod__': '%',
         '__lt__': '<', '__gt__': '>', '__le__': '<=', '__ge__': '>=', '__and__': '&', '__or__': '|', '__iadd__': '+='}


def message(error, said):
    """The message in Python's words, where this engine has others."""
    kind = type(error).__name__
    if kind not in _plain:
        said = str(error)
    if kind == 'KeyError' and error.args:
        return repr(error.args[0])
    if kind == 'ZeroDivisionError':
        return 'division by zero'
    if kind == 'ValueError' and said.startswith('invalid syntax for integer with base '):
        return 'invalid literal for int() with base ' + said[37:]
    if kind == 'ValueError' and said.startswith('invalid syntax for number'):
        return 'could not convert string to float'
    if kind == 'TypeError' and said.startswith('unsupported types for '):
        words = said.split("'")
        sign = SIGNS.get(said[22:].split(':')[0], '?')
        if sign == '+' and words[1] in ('str', 'list', 'tuple'):
            return 'can only concatenate %s (not "%s") to %s' % (words[1], words[3], words[1])
        if sign in ('<', '>', '<=', '>='):
            return "'%s' not supported between instances of '%s' and '%s'" % (sign, words[1], words[3])
        return "unsupported operand type(s) for %s: '%s' and '%s'" % (sign, words[1], words[3])
    if kind == 'TypeError' and "can't convert" in said and 'to str implicitly' in said:
        return said
    if "isn't" in said:
        said = said.replace("name '", "name '").replace("isn't", 'is not')
    return said
