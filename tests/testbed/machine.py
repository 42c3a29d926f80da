"""What both testbeds need of the machine: an environment with the services, ports, and child processes that end with us."""
import contextlib
import ctypes
import hashlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

OLDEST = (3, 10)
STARTING = 300      # seconds that a service may take until it answers
ENDING = 5          # seconds that it may take to end
UNABLE = 3          # how a script ends where this machine lacks what it needs


class Unable(Exception):
    """This machine lacks what the set-up needs."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def begin(serve):
    """Runs a script's work, which ends in order when it is asked to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if sys.version_info < OLDEST:
            raise Unable(f'Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}')
        serve()
    except Unable as reason:
        say(reason)
        sys.exit(UNABLE)
    except KeyboardInterrupt:
        sys.exit(1)


def cache_folder():
    given = os.environ.get('XDG_CACHE_HOME', '')
    base = pathlib.Path(given) if os.path.isabs(given) else pathlib.Path.home() / '.cache'
    folder = base / 'hotplate' / 'testbed'
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(command, log=None, **options):
    """Runs a command to its end; its output goes to the terminal's standard error, or to a log."""
    output = open(log, 'ab') if log else sys.stderr
    with contextlib.closing(output) if log else contextlib.nullcontext():
        done = subprocess.run([str(word) for word in command], stdout=output, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        if log:
            say(tail(log))
        raise Unable(f'`{" ".join(map(str, command))}` failed')


def tail(log):
    return '\n'.join(pathlib.Path(log).read_text(errors='replace').splitlines()[-25:])


def environment(folder, what, wanted, known):
    """A virtual environment with what the files of `wanted` name, made anew whenever that changes, in the versions that
    the files of `known` say."""
    mark = hashlib.sha256(b''.join(file.read_bytes() for file in wanted + known)).hexdigest()
    stamp = folder / '.installed'
    if stamp.is_file() and stamp.read_text() == mark:
        return folder
    say(f'Installing {what}: {folder}')
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, '-m', 'venv', folder])
    pip = [folder / 'bin' / 'pip', 'install', '--quiet', '--disable-pip-version-check']
    pip += [word for file in wanted for word in ('-r', file)]
    try:
        run(pip + [word for file in known for word in ('-c', file)])
    except Unable:
        # These versions are known to work together; a mirror, or a newer Python, may have only others.
        say('Trying again with the newest releases that fit')
        run(pip)
    stamp.write_text(mark)
    return folder


def free_ports(names):
    """A port of 127.0.0.1 for each name."""
    sockets = {name: socket.create_server(('127.0.0.1', 0)) for name in names}
    ports = {name: taken.getsockname()[1] for name, taken in sockets.items()}
    for taken in sockets.values():
        taken.close()
    return ports


def end_with_parent():
    """In a new child: it is to be ended when this process is, however that happens (Linux: PR_SET_PDEATHSIG)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Service:
    """A service as a child process, which ends with this one."""

    def __init__(self, name, place, command, **variables):
        self.name, self.log = name, place.base / 'log' / f'{name}.log'
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen([str(word) for word in command], env={**place.variables(), **variables},
                                            stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True,
                                            preexec_fn=end_with_parent)

    def wait(self, url):
        """Waits until it answers, whatever the answer is."""
        self.until(lambda: answers(url))

    def until(self, ready):
        end = time.monotonic() + STARTING
        while not ready():
            if self.process.poll() is not None:
                sys.exit(f'{self.name} ended while it started:\n{tail(self.log)}')
            if time.monotonic() > end:
                sys.exit(f'{self.name} does not answer after {STARTING} s:\n{tail(self.log)}')
            time.sleep(0.1)

    def ask_to_end(self):
        self.process.stdin.close()
        self.kill(signal.SIGTERM)

    def end(self):
        self.ask_to_end()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(ENDING)
        self.kill(signal.SIGKILL)
        self.process.wait()

    def kill(self, how):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)


def answers(url):
    try:
        urllib.request.urlopen(url, timeout=5)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


def listens(port):
    with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', port), 1):
        return True
    return False
