# Python's `tempfile`: names that are always the same.
import os

_count = 0


def _path(suffix, prefix, directory):
    global _count
    _count += 1
    return os.path.join(directory or '/tmp', '%s%08d%s' % (prefix or 'tmp', _count, suffix or ''))


def gettempdir():
    return '/tmp'


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _path(suffix, prefix, dir)
    os.mkdir(path)
    return path


def NamedTemporaryFile(mode='w+', suffix=None, prefix=None, dir=None, delete=True, **more):
    path = _path(suffix, prefix, dir)
    return _Named(open(path, mode.replace('b', '')), path, delete)


class _Named:
    def __init__(self, file, name, delete):
        self._file, self.name, self._delete = file, name, delete
        for method in ('read', 'write', 'readline', 'readlines', 'seek', 'tell', 'flush'):
            setattr(self, method, getattr(file, method))

    def close(self):
        self._file.close()
        if self._delete and os.path.exists(self.name):
            os.remove(self.name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
