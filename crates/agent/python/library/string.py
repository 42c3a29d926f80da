# Python's `string`; with Python 2's functions where a script is run as it would.
import _host

ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
whitespace = ' \t\n\r\x0b\x0c'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(text, sep=None):
    return (sep or ' ').join([word.capitalize() for word in text.split(sep)])


class Template:
    def __init__(self, template):
        self.template = template

    def _fill(self, values, safe):
        import re

        def one(found):
            name = found.group(1) or found.group(2)
            if found.group(0) == '$$':
                return '$'
            if safe and name not in values:
                return found.group(0)
            return str(values[name])
        return re.sub(r'\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})', one, self.template)

    def substitute(self, values=None, **more):
        return self._fill(dict(values or {}, **more), False)

    def safe_substitute(self, values=None, **more):
        return self._fill(dict(values or {}, **more), True)


if _host.two:
    letters, lowercase, uppercase = ascii_letters, ascii_lowercase, ascii_uppercase

    def join(words, sep=' '):
        return sep.join(words)

    joinfields = join

    def _method(name):
        return lambda text, *more: getattr(text, name)(*more)

    for _name in ('replace', 'split', 'strip', 'lstrip', 'rstrip', 'lower', 'upper', 'find', 'rfind', 'index',
                  'count', 'capitalize', 'swapcase', 'zfill', 'ljust', 'rjust', 'center', 'expandtabs'):
        globals()[_name] = _method(_name)
    splitfields = split
    atoi, atof = int, float
