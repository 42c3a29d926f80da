# Python's `textwrap`, its `dedent` and `indent`.


def dedent(text):
    lines = text.split('\n')
    margin = None
    for line in lines:
        if line.strip():
            start = line[:len(line) - len(line.lstrip())]
            if margin is None or margin.startswith(start):
                margin = start
            while not start.startswith(margin):
                margin = margin[:-1]
    return '\n'.join([line[len(margin or ''):] if line.strip() else '' for line in lines])


def indent(text, prefix, predicate=None):
    keep = predicate or (lambda line: line.strip())
    return ''.join([(prefix if keep(line) else '') + line for line in text.splitlines(True)])
