# Python's `json`, with its layout and its errors.
import ujson as _json
import _host


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc='', pos=0):
        super().__init__('%s: line %d column %d (char %d)' % (msg, doc[:pos].count('\n') + 1, pos - doc.rfind('\n', 0, pos), pos))
        self.msg, self.doc, self.pos = msg, doc, pos


def loads(s, **options):
    text = s.decode() if isinstance(s, (bytes, bytearray)) else s
    if not isinstance(text, str):
        raise TypeError('the JSON object must be str, bytes or bytearray, not %s' % type(s).__name__)
    # What the engine reads it reads fast, but it takes more than Python does; and pairs of halves of a sign apart.
    fast = _host.is_json(text) and '\\ud' not in text and '\\uD' not in text
    found = _json.loads(text) if fast else _Reader(text).whole()
    return _hooked(found, options) if options else found


_SPACE = ' \t\n\r'
_WORDS = (('null', None), ('true', True), ('false', False), ('NaN', float('nan')), ('Infinity', float('inf')), ('-Infinity', -float('inf')))
_SIGNS = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


class _Reader:
    """Reads as Python does, and says what is wrong where."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, words, at=None):
        raise JSONDecodeError(words, self.text, self.at if at is None else at)

    def peek(self):
        while self.text[self.at:self.at + 1] and self.text[self.at] in _SPACE:
            self.at += 1
        return self.text[self.at:self.at + 1]

    def whole(self):
        if self.text.startswith('\ufeff'):
            self.fail('Unexpected UTF-8 BOM (decode using utf-8-sig)')
        self.peek()
        found = self.value()
        if self.peek():
            self.fail('Extra data')
        return found

    def value(self):
        sign = self.text[self.at:self.at + 1]
        if sign == '"':
            return self.string()
        if sign == '{':
            return self.object()
        if sign == '[':
            return self.array()
        for word, value in _WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def digits(self):
        start = self.at
        while self.text[self.at:self.at + 1] and self.text[self.at] in '0123456789':
            self.at += 1
        return self.at > start

    def number(self):
        start = self.at
        if self.text[start:start + 1] == '-':
            self.at += 1
        if self.text[self.at:self.at + 1] == '0':
            self.at += 1
        elif not self.digits():
            self.fail('Expecting value', start)
        end = self.at
        if self.text[end:end + 1] == '.':
            self.at += 1
            end = self.at if self.digits() else end
        self.at = end
        if self.text[end:end + 1] in ('e', 'E'):
            self.at += 2 if self.text[end + 1:end + 2] in ('+', '-') else 1
            end = self.at if self.digits() else end
        self.at = end
        word = self.text[start:end]
        return int(word) if word.lstrip('-').isdigit() else float(word)

    def string(self):
        start = self.at
        self.at += 1
        out = []
        while True:
            sign = self.text[self.at:self.at + 1]
            if not sign:
                self.fail('Unterminated string starting at', start)
            if ord(sign) < 32:
                self.fail('Invalid control character at')
            self.at += 1
            if sign == '"':
                return ''.join(out)
            out.append(self.escape(start) if sign == '\\' else sign)

    def escape(self, start):
        sign = self.text[self.at:self.at + 1]
        if not sign:
            self.fail('Unterminated string starting at', start)
        if sign == 'u':
            code = self.code()
            if 0xd800 <= code < 0xdc00 and self.text.startswith('\\u', self.at):
                at = self.at
                self.at += 1
                low = self.code()
                if 0xdc00 <= low < 0xe000:
                    return chr(0x10000 + (code - 0xd800 << 10) + low - 0xdc00)
                self.at = at
            return chr(code)
        if sign not in _SIGNS:
            self.fail('Invalid \\escape', self.at - 1)
        self.at += 1
        return _SIGNS[sign]

    def code(self):
        word = self.text[self.at + 1:self.at + 5]
        try:
            code = int(word, 16) if len(word) == 4 else -1
        except ValueError:
            code = -1
        if code < 0:
            self.fail('Invalid \\uXXXX escape', self.at)
        self.at += 5
        return code

    def array(self):
        self.at += 1
        out = []
        if self.peek() == ']':
            self.at += 1
            return out
        while True:
            out.append(self.value())
            sign = self.peek()
            if sign == ']':
                self.at += 1
                return out
            if sign != ',':
                self.fail("Expecting ',' delimiter")
            self.at += 1
            self.peek()

    def object(self):
        self.at += 1
        out = {}
        if self.peek() == '}':
            self.at += 1
            return out
        while True:
            if self.peek() != '"':
                self.fail('Expecting property name enclosed in double quotes')
            name = self.string()
            if self.peek() != ':':
                self.fail("Expecting ':' delimiter")
            self.at += 1
            self.peek()
            out[name] = self.value()
            sign = self.peek()
            if sign == '}':
                self.at += 1
                return out
            if sign != ',':
                self.fail("Expecting ',' delimiter")
            self.at += 1


def _hooked(value, options):
    if isinstance(value, list):
        return [_hooked(item, options) for item in value]
    if isinstance(value, dict):
        pairs = [(key, _hooked(item, options)) for key, item in value.items()]
        if options.get('object_pairs_hook'):
            return options['object_pairs_hook'](pairs)
        return options['object_hook'](dict(pairs)) if options.get('object_hook') else dict(pairs)
    return value


def load(file, **options):
    return loads(file.read(), **options)


_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}


def _text(text, ascii):
    out = []
    for c in text:
        code = ord(c)
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif code < 32 or (ascii and 126 < code < 0x10000):
            out.append('\\u%04x' % code)
        elif ascii and code >= 0x10000:
            code -= 0x10000
            out.append('\\u%04x\\u%04x' % (0xd800 | code >> 10, 0xdc00 | code & 0x3ff))
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'


def _key(key):
    if isinstance(key, str):
        return key
    if key is True or key is False or key is None or isinstance(key, (int, float)):
        return _plain(key)
    raise TypeError('keys must be str, int, float, bool or None, not %s' % type(key).__name__)


def _plain(value):
    if value is None:
        return 'null'
    if value is True or value is False:
        return 'true' if value else 'false'
    if isinstance(value, float):
        return {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity'}.get(repr(value), repr(value))
    return str(value)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **more):
    step = ' ' * indent if isinstance(indent, int) else indent
    comma, colon = separators or ((',' if step is not None else ', '), ': ')

    def rows(items, opening, closing, margin):
        if not items:
            return opening + closing
        if step is None:
            return opening + comma.join(items) + closing
        inner = '\n' + margin + step
        return opening + inner + (comma + inner).join(items) + '\n' + margin + closing

    def write(value, margin):
        if isinstance(value, str):
            return _text(value, ensure_ascii)
        if value is None or isinstance(value, (bool, int, float)):
            return _plain(value)
        deeper = margin + (step or '')
        if isinstance(value, dict):
            names = sorted(value) if sort_keys else list(value)
            return rows([_text(_key(n), ensure_ascii) + colon + write(value[n], deeper) for n in names], '{', '}', margin)
        if isinstance(value, (list, tuple)):
            return rows([write(item, deeper) for item in value], '[', ']', margin)
        if default is not None:
            return write(default(value), margin)
        raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)

    return write(obj, '')


def dump(obj, file, **options):
    file.write(dumps(obj, **options))
