# Python's `re`: the matching is the page's, what comes of it is Python's.
import ujson as _json
import _host

I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
U = UNICODE = 32
A = ASCII = 256
L = LOCALE = 4
_LETTERS = ((I, 'i'), (M, 'm'), (S, 's'), (X, 'x'), (A, 'a'))
_MOST = 1000


class error(Exception):
    pass


class Match:
    def __init__(self, pattern, string, row, names):
        self.re, self.string, self._names = pattern, string, names
        self._ends, self._texts, _ = row

    @property
    def lastindex(self):
        last = None
        for number in range(1, len(self._ends)):
            # Of groups in each other, the one that ends last.
            if self._ends[number] and (last is None or self._ends[number][1] > self._ends[last][1]):
                last = number
        return last

    @property
    def lastgroup(self):
        return {number: name for name, number in self._names.items()}.get(self.lastindex)

    def _number(self, group):
        if isinstance(group, str):
            if group not in self._names:
                raise IndexError('no such group')
            return self._names[group]
        if not 0 <= group < len(self._ends):
            raise IndexError('no such group')
        return group

    def _one(self, group):
        return self._texts[self._number(group)]

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
        self._part, self._whole = _host.compile(source, letters, False), _host.compile(source, letters, True)
        if isinstance(self._part, str):
            _host.refuse('the light Python cannot read the pattern %r' % source)

    def _rows(self, number, string, at, search, most):
        """Of each match the ends of its groups, their texts, and the text before it."""
        if self._bytes or not isinstance(string, str):
            raise NotImplementedError('patterns of bytes')
        rows, names = _json.loads(_host.match(number, string, at, search, most))
        self._names = dict(names)
        return rows

    def _first(self, number, string, at, search):
        rows = self._rows(number, string, at, search, 1)
        return Match(self, string, rows[0], self._names) if rows else None

    def _every(self, string, at=0):
        last = at
        while at <= len(string):
            rows = self._rows(self._part, string, at, True, _MOST)
            if rows and at > last:
                rows[0][2] = string[last:rows[0][0][0][0]]
            for row in rows:
                yield row
            if len(rows) < _MOST:
                return
            start, last = rows[-1][0][0]
            at = last + (last == start)

    def match(self, string, pos=0):
        return self._first(self._part, string, pos, False)

    def fullmatch(self, string, pos=0):
        return self._first(self._whole, string, pos, False)

    def search(self, string, pos=0):
        return self._first(self._part, string, pos, True)

    def finditer(self, string, pos=0):
        for row in self._every(string, pos):
            yield Match(self, string, row, self._names)

    def findall(self, string, pos=0):
        out = []
        for _, texts, _ in self._every(string, pos):
            if len(texts) > 1:
                texts = ['' if text is None else text for text in texts]
            out.append(texts[-1] if len(texts) < 3 else tuple(texts[1:]))
        return out

    def split(self, string, maxsplit=0):
        out, last, done = [], 0, 0
        for ends, texts, before in self._every(string):
            if maxsplit and done >= maxsplit:
                break
            out.append(before)
            out += texts[1:]
            last = ends[0][1]
            done += 1
        out.append(string[last:])
        return out

    def subn(self, repl, string, count=0):
        out, last, done = [], 0, 0
        plain = not callable(repl) and '\\' not in repl
        for row in self._every(string):
            if count and done >= count:
                break
            out.append(row[2])
            if plain:
                out.append(repl)
            else:
                found = Match(self, string, row, self._names)
                out.append(repl(found) if callable(repl) else _expand(found, repl))
            last = row[0][0][1]
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
