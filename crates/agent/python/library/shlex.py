# Python's `shlex`.


def quote(text):
    if text and all([c.isalpha() or c.isdigit() or c in '@%_-+=:,./' for c in text]):
        return text
    return "'" + text.replace("'", "'\"'\"'") + "'"


def join(words):
    return ' '.join([quote(word) for word in words])


def split(text, comments=False, posix=True):
    out, word, mark, at = [], None, '', 0
    while at < len(text):
        c = text[at]
        at += 1
        if mark:
            if c == mark:
                mark = ''
            elif c == '\\' and mark == '"' and text[at:at + 1] in ('"', '\\'):
                word += text[at]
                at += 1
            else:
                word += c
        elif c in '\'"':
            mark, word = c, word or ''
        elif c in ' \t\n':
            if word is not None:
                out.append(word)
            word = None
        elif c == '\\' and at < len(text):
            word = (word or '') + text[at]
            at += 1
        else:
            word = (word or '') + c
    if mark:
        raise ValueError('No closing quotation')
    return out + ([word] if word is not None else [])
