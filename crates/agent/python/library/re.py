# Python's `re`: the matching is the page's, what comes of it is Python's.
import json
import _host

I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
U = UNICODE = 32
A = ASCII = 256
L = LOCALE = 4
_LETTERS = ((I, 'I'), (M, 'M'), (S, 'S'), (X, 'X'))


class error(Exception):
    pass


class Match:
    def __init__(self, pattern, string, ends, names):
        self.re, self.string, self._ends, self._names = pattern, string, ends, dict(names)
        numbers = [number for number in range(1, len(ends)) if ends[number]]
        self.lastindex = numbers[-1] if numbers else None

    def _number(self, group):
        if isinstance(group, str):
            if group not in self._names:
                raise IndexError('no such group')
            return self._names[group]
        if not 0 <= group < len(self._ends):
            raise IndexError('no such group')
        return group

    def _one(self, group):
        ends = self._ends[self._number(group)]
        return None if ends is None else self.string[ends[0]:ends[1]]

    def group(self, *groups):
        if len(groups) > 1:
            return tuple([self._one(group) for group in groups])
        return self._one(groups[0] if groups else 0)

    def __getitem__(self, group):
        return self._one(group)

    def groups(self, default=None):
        found = [self._one(number) for number in range(1, len(self._ends))]
        return tuple([default if text is None else text for text in found])

    def groupdict(self, default=None):
        return {name: default if self._one(name) is None else self._one(name) for name in self._names}

    def span(self, group=0):
        ends = self._ends[self._number(group)]
        return (-1, -1) if ends is None else tuple(ends)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def expand(self, template):
        return _expand(self, template)

    def __repr__(self):
        return '<re.Match object; span=%r, match=%r>' % (self.span(), self.group())


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern, self.flags = pattern, flags
        letters = ''.join([letter for flag, letter in _LETTERS if flags & flag])
        self._bytes = isinstance(pattern, bytes)
        source = pattern.decode() if self._bytes else pattern
        self._number = _host.compile(source, letters)
        self._whole = _host.compile('(?:' + source + r')\Z', letters)
        if isinstance(self._number, str):
            raise error(self._number)

    def _find(self, string, at, how):
        if self._bytes or not isinstance(string, str):
            raise NotImplementedError('patterns of bytes')
        found = _host.match(self._whole if how == 'whole' else self._number, string, at, how)
        if found is None:
            return None
        ends, names = json.loads(found)
        return Match(self, string, ends, names)

    def match(self, string, pos=0):
        return self._find(string, pos, 'match')

    def fullmatch(self, string, pos=0):
        return self._find(string, pos, 'whole')

    def search(self, string, pos=0):
        return self._find(string, pos, 'search')

    def finditer(self, string, pos=0):
        while pos <= len(string):
            found = self.search(string, pos)
            if found is None:
                return
            yield found
            pos = found.end() + (found.end() == found.start())

    def findall(self, string, pos=0):
        out = []
        for found in self.finditer(string, pos):
            groups = found.groups('')
            out.append(found.group() if not groups else groups[0] if len(groups) == 1 else groups)
        return out

    def split(self, string, maxsplit=0):
        out, last = [], 0
        for found in self.finditer(string):
            if maxsplit and len(out) >= maxsplit * (1 + len(found.groups())):
                break
            out.append(string[last:found.start()])
            out.extend(found.groups())
            last = found.end()
        out.append(string[last:])
        return out

    def subn(self, repl, string, count=0):
        out, last, done = [], 0, 0
        for found in self.finditer(string):
            if count and done >= count:
                break
            out.append(string[last:found.start()])
            out.append(repl(found) if callable(repl) else _expand(found, repl))
            last = found.end()
            done += 1
        out.append(string[last:])
        return ''.join(out), done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        return 're.compile(%r)' % self.pattern


_SIGNS = {'n': '\n', 't': '\t', 'r': '\r', '\\': '\\'}


def _expand(found, template):
    out, at = [], 0
    while at < len(template):
        c = template[at]
        at += 1
        if c != '\\' or at >= len(template):
            out.append(c)
            continue
        c = template[at]
        at += 1
        if c.isdigit():
            number = c
            if template[at:at + 1].isdigit():
                number += template[at]
                at += 1
            out.append(found.group(int(number)) or '')
        elif c == 'g':
            end = template.find('>', at)
            name = template[at + 1:end]
            at = end + 1
            out.append(found.group(int(name) if name.isdigit() else name) or '')
        else:
            out.append(_SIGNS.get(c, '\\' + c))
    return ''.join(out)


_known = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    key = (pattern, flags)
    if key not in _known:
        _known[key] = Pattern(pattern, flags)
    return _known[key]


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def escape(text):
    return ''.join([c if c == '_' or c.isalpha() or c.isdigit() or ord(c) > 127 else '\\' + c for c in text])


def purge():
    _known.clear()
