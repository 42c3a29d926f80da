# Python's `subprocess`: commands are run by the instance's shell, one after the other; each has ended when it started.
import io
import json
import sys
import _host

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd)
        self.returncode, self.cmd, self.output, self.stdout, self.stderr = returncode, cmd, output, output, stderr

    def __str__(self):
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)


class TimeoutExpired(SubprocessError):
    pass


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = ['args=%r' % (self.args,), 'returncode=%r' % self.returncode]
        if self.stdout is not None:
            parts.append('stdout=%r' % self.stdout)
        if self.stderr is not None:
            parts.append('stderr=%r' % self.stderr)
        return 'CompletedProcess(%s)' % ', '.join(parts)

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def _text(data):
    if data is None:
        return ''
    return data.decode() if isinstance(data, (bytes, bytearray)) else data


def emit(stream, text):
    """Puts what a command wrote where the script wants it."""
    stream.write(text)


class _Fed:
    """What a script writes for a command to read."""

    def __init__(self):
        self._chunks = []

    def write(self, data):
        self._chunks.append(_text(data))
        return len(data)

    def text(self):
        return ''.join(self._chunks)

    def writelines(self, lines):
        self._chunks.extend(_text(line) for line in lines)

    def flush(self):
        pass

    close = flush

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, encoding=None,
                 errors=None, text=None, **more):
        self.args = args
        self.pid = 1001
        self.returncode = None
        self._argv = _words(args, shell)
        self._where = str(cwd) if cwd is not None else None
        self._environment = env
        self._plain = bool(universal_newlines or text or encoding or errors or _host.two)
        self._out, self._err, self._in = stdout, stderr, stdin
        self.stdin = _Fed() if stdin == PIPE else None
        self._result = None
        if self.stdin is None:
            self._run(stdin.read() if hasattr(stdin, 'read') else None)
        self.stdout = _Later(self, 0) if stdout == PIPE else None
        self.stderr = _Later(self, 1) if stderr == PIPE else None

    def _run(self, data):
        import os
        environment = os.environ if self._environment is None else self._environment
        pairs = [[str(key), str(value)] for key, value in environment.items()]
        answer = _host.call(json.dumps(self._argv), _text(data), json.dumps(pairs), self._where or os.getcwd(),
                            self._out == PIPE)
        status, out, err = json.loads(answer)
        if status == 127 and not _is_shell(self._argv) and err.endswith('not found\n'):
            raise FileNotFoundError(2, 'No such file or directory', self._argv[0])
        if self._err == STDOUT:
            out, err = out + err, ''
        self._result = [self._place(out, self._out, sys.stdout), self._place(err, self._err, sys.stderr)]
        if self._err == STDOUT:
            self._result[1] = None
        self.returncode = status

    def _place(self, text, where, default):
        if where == PIPE:
            return text if self._plain else text.encode()
        if where is None or where == STDOUT:
            emit(default, text)
        elif where != DEVNULL:
            emit(where, text)
        return None

    def communicate(self, input=None, timeout=None):
        if self._result is None:
            self._run(self.stdin.text() if input is None else input)
        return tuple(self._result)

    def wait(self, timeout=None):
        self.communicate()
        return self.returncode

    def poll(self):
        return self.wait()

    def kill(self):
        pass

    terminate = kill

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.wait()


class _Later:
    """What a command wrote, read when it is asked for."""

    def __init__(self, process, which):
        self._process, self._which, self._file = process, which, None

    def _open(self):
        if self._file is None:
            data = self._process.communicate()[self._which]
            self._file = io.StringIO(data) if isinstance(data, str) else io.BytesIO(data)
        return self._file

    def read(self, *size):
        return self._open().read(*size)

    def readline(self):
        return self._open().readline()

    def readlines(self):
        return list(self)

    def __iter__(self):
        return iter(self._open())

    def close(self):
        pass


def _words(args, shell):
    if isinstance(args, str):
        return ['/bin/sh', '-c', args] if shell else [args]
    words = [_text(word) if isinstance(word, (str, bytes)) else str(word) for word in args]
    return ['/bin/sh', '-c'] + words if shell else words


def _is_shell(argv):
    return argv[0] in ('/bin/sh', 'sh', 'bash', '/bin/bash')


def run(args, *, input=None, capture_output=False, timeout=None, check=False, **options):
    if capture_output:
        options['stdout'] = options['stderr'] = PIPE
    if input is not None:
        options['stdin'] = PIPE
    process = Popen(args, **options)
    out, err = process.communicate(input)
    done = CompletedProcess(args, process.returncode, out, err)
    if check:
        done.check_returncode()
    return done


def call(args, *, timeout=None, **options):
    return Popen(args, **options).wait()


def check_call(args, *, timeout=None, **options):
    status = call(args, **options)
    if status:
        raise CalledProcessError(status, args)
    return 0


def check_output(args, *, input=None, timeout=None, **options):
    return run(args, stdout=PIPE, input=input, check=True, **options).stdout


def getstatusoutput(command):
    done = run(command, shell=True, stdout=PIPE, stderr=STDOUT, universal_newlines=True)
    out = done.stdout
    return done.returncode, out[:-1] if out.endswith('\n') else out


def getoutput(command):
    return getstatusoutput(command)[1]


list2cmdline = ' '.join
