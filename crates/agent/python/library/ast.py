# Python's `ast.literal_eval`: texts, numbers, lists, tuples, sets and maps, and nothing that does anything.

_NAMES = {'None': None, 'True': True, 'False': False}
_ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', '0': '\0', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\\': '\\', "'": "'", '"': '"', '\n': ''}


class _Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.depth = 0

    def fail(self, words='invalid syntax'):
        raise SyntaxError(words)

    def peek(self):
        while self.at < len(self.text) and self.text[self.at] in ' \t\n\r':
            self.at += 1
        return self.text[self.at:self.at + 1]

    def value(self):
        self.depth += 1
        if self.depth > 50:
            raise MemoryError('too many nested parentheses')
        sign = self.peek()
        if sign in ('(', '[', '{') and sign:
            found = self.brackets(sign)
        elif sign in ('"', "'") and sign or self._prefixed():
            found = self.texts()
        elif sign in ('-', '+') and sign:
            self.at += 1
            found = self.value()
            found = -found if sign == '-' else found
        elif sign.isdigit() or sign == '.':
            found = self.number()
        else:
            found = self.name()
        self.depth -= 1
        return found

    def _prefixed(self):
        start = self.text[self.at:self.at + 2]
        return len(start) == 2 and start[0] in 'ubrUBR' and start[1] in '\'"'

    def name(self):
        start = self.at
        while self.text[self.at:self.at + 1].isalpha() or self.text[self.at:self.at + 1] == '_':
            self.at += 1
        word = self.text[start:self.at]
        if word in _NAMES:
            return _NAMES[word]
        if not word:
            self.fail()
        raise ValueError('malformed node or string: %r' % word)

    def number(self):
        start = self.at
        while self.text[self.at:self.at + 1] and (self.text[self.at] in '0123456789.xXoOabcdefABCDEF_' or (self.text[self.at] in '+-' and self.text[self.at - 1] in 'eE')):
            self.at += 1
        word = self.text[start:self.at].replace('_', '')
        try:
            return int(word, 0) if word.lower().startswith(('0x', '0o', '0b')) else int(word) if word.isdigit() else float(word)
        except ValueError:
            self.fail()

    def texts(self):
        out = None
        while True:
            sign = self.peek()
            kind = ''
            if self._prefixed():
                kind = sign.lower()
                self.at += 1
                sign = self.text[self.at]
            if sign not in ('"', "'") or not sign:
                return out
            part = self.text_in(sign, kind)
            out = part if out is None else out + part

    def text_in(self, quote, kind):
        triple = self.text[self.at:self.at + 3] == quote * 3
        end = quote * 3 if triple else quote
        self.at += len(end)
        out = []
        while True:
            sign = self.text[self.at:self.at + 1]
            if not sign or (sign == '\n' and not triple):
                self.fail('unterminated string literal')
            if self.text[self.at:self.at + len(end)] == end:
                self.at += len(end)
                out = ''.join(out)
                return out.encode('latin-1' if False else 'utf-8') if kind == 'b' else out
            if sign == '\\' and kind != 'r':
                out.append(self.escape())
            else:
                out.append(sign)
                self.at += 1

    def escape(self):
        sign = self.text[self.at + 1:self.at + 2]
        length = {'x': 2, 'u': 4, 'U': 8}.get(sign)
        if length:
            code = self.text[self.at + 2:self.at + 2 + length]
            self.at += 2 + length
            return chr(int(code, 16))
        self.at += 2
        return _ESCAPES.get(sign, '\\' + sign)

    def brackets(self, opening):
        self.at += 1
        closing = {'(': ')', '[': ']', '{': '}'}[opening]
        items, comma, pairs = [], False, opening == '{'
        while self.peek() != closing:
            if not self.peek():
                self.fail("'%s' was never closed" % opening)
            item = self.value()
            if opening == '{':
                if self.peek() == ':':
                    self.at += 1
                    item = (item, self.value())
                else:
                    pairs = False
            items.append(item)
            comma = self.peek() == ','
            if comma:
                self.at += 1
            elif self.peek() != closing:
                self.fail()
        self.at += 1
        if opening == '(':
            return items[0] if len(items) == 1 and not comma else tuple(items)
        if opening == '[':
            return items
        return dict(items) if pairs else set(items)


def literal_eval(text):
    if not isinstance(text, str):
        raise ValueError('malformed node or string: %r' % (text,))
    reader = _Reader(text.strip(' \t'))
    found = reader.value()
    if reader.peek() == ',':
        items = [found]
        while reader.peek() == ',':
            reader.at += 1
            if reader.peek():
                items.append(reader.value())
        found = tuple(items)
    if reader.peek():
        reader.fail()
    return found
