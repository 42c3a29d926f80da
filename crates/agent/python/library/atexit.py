# Python's `atexit`: what is called at the end, the last first.
_calls = []


def register(function, *words, **options):
    _calls.append((function, words, options))
    return function


def unregister(function):
    _calls[:] = [call for call in _calls if call[0] != function]


def end():
    while _calls:
        function, words, options = _calls.pop()
        function(*words, **options)
