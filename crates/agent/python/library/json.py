# Python's `json`, with its layout and its errors.
import ujson as _json


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc='', pos=0):
        super().__init__('%s: line %d column %d (char %d)' % (msg, doc[:pos].count('\n') + 1, pos - doc.rfind('\n', 0, pos), pos))
        self.msg, self.doc, self.pos = msg, doc, pos


def loads(s, **options):
    text = s.decode() if isinstance(s, (bytes, bytearray)) else s
    if not isinstance(text, str):
        raise TypeError('the JSON object must be str, bytes or bytearray, not %s' % type(s).__name__)
    try:
        found = _json.loads(text)
    except ValueError:
        at = len(text) - len(text.lstrip())
        raise JSONDecodeError('Expecting value', text, at)
    return _hooked(found, options) if options else found


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
