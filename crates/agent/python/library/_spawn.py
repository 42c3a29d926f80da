# `os.system` and `os.popen`, on the instance's shell.
import subprocess


def system(command):
    return subprocess.call(command, shell=True) << 8


class _Pipe:
    def __init__(self, process):
        self._process = process
        self.read = process.stdout.read
        self.readline = process.stdout.readline
        self.readlines = process.stdout.readlines

    def __iter__(self):
        return iter(self.readlines())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def close(self):
        return self._process.wait() << 8 or None


def popen(command, mode='r', buffering=-1):
    return _Pipe(subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, universal_newlines=True))
