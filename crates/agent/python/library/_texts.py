# Texts made of values as Python makes them: with widths in letters, parts of thousands, and the words of its errors.
import builtins
import _errors

_native = str.format


def shown(value):
    """A value, or an error in Python's words."""
    return _errors.message(value, str(value)) if isinstance(value, BaseException) else value


def format_value(value, spec=''):
    """One value by a format."""
    if isinstance(value, BaseException):
        value = shown(value)
    if not spec:
        return str(value)
    own = getattr(type(value), '__format__', None)
    if own is not None:
        return own(value, spec)
    if not isinstance(value, (str, int, float)):
        # A moment has a `strftime`; whatever else has no form.
        return value.strftime(spec) if hasattr(value, 'strftime') else _native('{:' + spec + '}', value)
    fill, align, rest = ' ', '', spec
    if rest[1:2] and rest[1] in '<>=^':
        fill, align, rest = rest[0], rest[1], rest[2:]
    elif rest[0] in '<>=^':
        align, rest = rest[0], rest[1:]
    front = 0
    while rest[front:front + 1] and rest[front] in '+- #':
        front += 1
    sign, rest = rest[:front], rest[front:]
    if rest[:1] == '0' and not align:
        fill, align = '0', '='
    digits = 0
    while rest[digits:digits + 1].isdigit():
        digits += 1
    width, rest = int(rest[:digits] or '0'), rest[digits:]
    mark = rest[0] if rest[:1] in (',', '_') else ''
    rest = rest[len(mark):]
    form = sign + rest
    text = _native('{:' + form + '}', value) if form else str(value)
    if mark:
        text = _parted(text, mark)
    if isinstance(value, str):
        align = align or '<'
    gap = width - len(text)
    if gap <= 0:
        return text
    if align == '<':
        return text + fill * gap
    if align == '^':
        return fill * (gap // 2) + text + fill * (gap - gap // 2)
    first = 1 if align == '=' and text[0] in '+- ' else 0
    return text[:first] + fill * gap + text[first:]


def _parted(text, mark):
    first = 1 if text[0] in '+- ' else 0
    end = first
    while text[end:end + 1].isdigit():
        end += 1
    whole = text[first:end]
    parts = [whole[max(0, at - 3):at] for at in range(len(whole), 0, -3)]
    parts.reverse()
    return text[:first] + mark.join(parts) + text[end:]


def _is_plain(text, values):
    """Whether the engine's own `format` does the same."""
    if [sign for sign in ',_%[' if sign in text]:
        return False
    for value in values:
        if isinstance(value, str):
            if len(value.encode()) != len(value):
                return False
        elif not isinstance(value, (int, float)):
            return False
    return True


def format_text(text, values, names):
    """`str.format`"""
    simple = not [sign for sign in ':!.[' if sign in text] and not [v for v in values if isinstance(v, BaseException)]
    if simple or not names and _is_plain(text, values):
        return _native(text, *values, **names)
    out, at, count = [], 0, [0]
    while at < len(text):
        c = text[at]
        if c in '{}':
            if text[at + 1:at + 2] == c:
                out.append(c)
                at += 2
                continue
            end, depth = at + 1, 1
            while c == '{' and end < len(text):
                depth += 1 if text[end] == '{' else -1 if text[end] == '}' else 0
                if not depth:
                    break
                end += 1
            if c == '}' or depth:
                # The engine says what is wrong.
                return _native(text, *values, **names)
            out.append(_field(text[at + 1:end], values, names, count))
            at = end + 1
        else:
            end = at
            while end < len(text) and text[end] not in '{}':
                end += 1
            out.append(text[at:end])
            at = end
    return ''.join(out)


def _field(field, values, names, count):
    name, spec = field, ''
    colon = field.find(':')
    if colon >= 0:
        name, spec = field[:colon], field[colon + 1:]
    how = ''
    if name[-2:-1] == '!':
        name, how = name[:-2], name[-1]
    first = len(name)
    for sign in '.[':
        if sign in name:
            first = min(first, name.find(sign))
    key, rest = name[:first], name[first:]
    if key == '':
        key = count[0]
        count[0] += 1
    value = names[key] if isinstance(key, str) and not key.isdigit() else values[int(key)]
    while rest:
        if rest[0] == '[':
            end = rest.find(']')
            key = rest[1:end]
            value, rest = value[int(key) if key.isdigit() else key], rest[end + 1:]
        else:
            end = 1
            while rest[end:end + 1] and rest[end] not in '.[':
                end += 1
            value, rest = getattr(value, rest[1:end]), rest[end:]
    if how:
        value = repr(value) if how in 'ra' else str(shown(value))
    if '{' in spec:
        parts = []
        while '{' in spec:
            start, end = spec.find('{'), spec.find('}')
            parts += [spec[:start], _field(spec[start + 1:end], values, names, count)]
            spec = spec[end + 1:]
        spec = ''.join(parts) + spec
    return format_value(value, spec)


_print = print


def print_values(*values, sep=' ', end='\n', file=None, flush=False):
    """`print`"""
    options = {} if file is None else {'file': file}
    _print(*[shown(value) for value in values], sep=' ' if sep is None else sep, end='\n' if end is None else end, **options)
