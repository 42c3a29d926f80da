"""A real testbed on this machine: Keystone and Heat, for templates that need no other service.

    python3 tests/testbed/lite.py [--origin http://127.0.0.1:8080]

Sets up what is missing (once; kept in the cache folder), starts both on free ports of 127.0.0.1 with fresh data, prints
a line of JSON that says where they are, and serves until its standard input ends. Nothing is left when it has ended.
Ends with status 3 where this machine cannot set it up: no venv, no way to Python's package registry.
"""
import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import config

HERE = pathlib.Path(__file__).resolve().parent
OLDEST = (3, 10)
STARTING = 120      # seconds that a service may take until it answers
ENDING = 5          # seconds that it may take to end


class Unable(Exception):
    """This machine lacks what the set-up needs."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def cache_folder():
    given = os.environ.get('XDG_CACHE_HOME', '')
    folder = pathlib.Path(given) if os.path.isabs(given) else pathlib.Path.home() / '.cache'
    return folder / 'hotplate' / 'testbed'


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


def environment(cache):
    """The virtual environment with the services, made anew whenever what it is to hold changes."""
    wanted = [HERE / 'requirements.txt', HERE / 'constraints.txt']
    mark = hashlib.sha256(b''.join(file.read_bytes() for file in wanted)).hexdigest()
    folder, stamp = cache / 'services', cache / 'services' / '.installed'
    if stamp.is_file() and stamp.read_text() == mark:
        return folder
    say(f'Installing Keystone and Heat into {folder} (once; a minute or two, 400 MB)')
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, '-m', 'venv', folder])
    pip = [folder / 'bin' / 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', wanted[0]]
    try:
        run([*pip, '-c', wanted[1]])
    except Unable:
        # These versions are known to work together; a mirror, or a newer Python, may have only others.
        say('Trying again with the newest releases that fit')
        run(pip)
    stamp.write_text(mark)
    return folder


def free_ports(count):
    sockets = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in sockets]
    for taken in sockets:
        taken.close()
    return ports


class Service:
    """A service as a child process, which ends with its standard input, however this process ends."""

    def __init__(self, name, place, port):
        self.name, self.log = name, place.base / 'log' / f'{name}.log'
        command = [place.python, HERE / 'serve.py', name, str(port), place.etc(name)]
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(command, env=place.variables(), stdin=subprocess.PIPE, stdout=log,
                                            stderr=log, start_new_session=True)

    def wait(self, url):
        end = time.monotonic() + STARTING
        while time.monotonic() < end:
            if self.process.poll() is not None:
                sys.exit(f'{self.name} ended while it started:\n{tail(self.log)}')
            try:
                urllib.request.urlopen(url, timeout=5)
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        sys.exit(f'{self.name} does not answer after {STARTING} s:\n{tail(self.log)}')

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def prepare(place, seed):
    """Data bases as after an installation, from those that were kept."""
    shutil.copytree(seed / 'state', place.base / 'state', dirs_exist_ok=True)
    kept = json.loads((seed / 'ports.json').read_text())
    with contextlib.closing(sqlite3.connect(place.base / 'state' / 'keystone.db')) as data, data:
        for name, port in place.ports.items():
            change = (f':{kept[name]}/', f':{port}/')
            data.execute('update endpoint set url = replace(url, ?, ?)', change)


def install(place, seed):
    """Makes the data bases, and the people of the tests, and keeps all that as the seed of later runs."""
    say('Making the data bases (once; half a minute)')
    log, variables = place.base / 'log' / 'install.log', place.variables()
    keystone = [place.program('keystone-manage'), '--config-file', place.etc('keystone')]
    for words in (['fernet_setup'], ['credential_setup']):
        user, group = config.owner()
        run([*keystone, *words, '--keystone-user', user, '--keystone-group', group], log, env=variables)
    run([*keystone, 'db_sync'], log, env=variables)
    run([place.program('heat-manage'), '--config-file', place.etc('heat'), 'db_sync'], log, env=variables)
    urls = [word for kind in ('admin', 'internal', 'public') for word in (f'--bootstrap-{kind}-url', place.auth_url)]
    run([*keystone, 'bootstrap', '--bootstrap-password', config.PASSWORD, *urls,
         '--bootstrap-region-id', config.REGION], log, env=variables)
    service = Service('keystone', place, place.ports['keystone'])
    try:
        service.wait(place.auth_url)
        run([place.python, HERE / 'people.py', place.auth_url, place.heat_url], log, env=variables)
    finally:
        service.end()
    shutil.rmtree(seed, ignore_errors=True)
    shutil.copytree(place.base / 'state', seed / 'state', symlinks=True, ignore=shutil.ignore_patterns('.*'))
    (seed / 'ports.json').write_text(json.dumps(place.ports))


def serve():
    if sys.version_info < OLDEST:
        raise Unable(f'Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}')
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--origin', action='append', default=[], help='a page that may call')
    origins = parser.parse_args().origin
    # Asked to end, it ends in order.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='hotplate-testbed-') as base, contextlib.ExitStack() as services:
        with open(cache / 'lock', 'w') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            folder = environment(cache)
            ports = dict(zip(('keystone', 'heat'), free_ports(2)))
            place = config.Place(pathlib.Path(base), folder, ports, origins)
            place.write()
            seed = cache / f'seed-{config.mark(HERE, folder)}'
            if (seed / 'ports.json').is_file():
                prepare(place, seed)
            else:
                install(place, seed)
        running = []
        for name, url in (('keystone', place.auth_url), ('heat', f'http://127.0.0.1:{ports["heat"]}/')):
            service = Service(name, place, ports[name])
            services.callback(service.end)
            running.append((service, url))
        for service, url in running:
            service.wait(url)
        print(json.dumps({'auth_url': place.auth_url, 'password': config.PASSWORD}), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            sys.stdin.read()


if __name__ == '__main__':
    try:
        serve()
    except Unable as reason:
        say(reason)
        sys.exit(3)
