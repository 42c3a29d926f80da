"""A real testbed on this machine: Keystone and Heat, for templates that need no other service.

    python3 tests/testbed/lite.py [--origin http://127.0.0.1:8080]

Sets up what is missing (once; kept in the cache folder), starts both on free ports of 127.0.0.1 with fresh data, prints
a line of JSON that says where they are, and serves until its standard input ends. Nothing is left when it has ended.
Ends with status 3 where this machine cannot set it up: no venv, no way to Python's package registry.
"""
import argparse
import contextlib
import fcntl
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile

import config
import machine

HERE = pathlib.Path(__file__).resolve().parent


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
    machine.say('Making the data bases (once; half a minute)')
    make_data(place)
    service = start(place, 'keystone')
    try:
        service.wait(place.auth_url)
        people(place, ('heat', 'orchestration', place.heat_url))
    finally:
        service.end()
    shutil.rmtree(seed, ignore_errors=True)
    shutil.copytree(place.base / 'state', seed / 'state', symlinks=True, ignore=shutil.ignore_patterns('.*'))
    (seed / 'ports.json').write_text(json.dumps(place.ports))


def make_data(place):
    """Keystone's and Heat's data bases, with nobody in them but Keystone's administrator."""
    log, variables = place.base / 'log' / 'install.log', place.variables()
    keystone = [place.program('keystone-manage'), '--config-file', place.etc('keystone')]
    user, group = config.owner()
    for words in (['fernet_setup'], ['credential_setup']):
        machine.run([*keystone, *words, '--keystone-user', user, '--keystone-group', group], log, env=variables)
    machine.run([*keystone, 'db_sync'], log, env=variables)
    machine.run([place.program('heat-manage'), '--config-file', place.etc('heat'), 'db_sync'], log, env=variables)
    urls = [word for kind in ('admin', 'internal', 'public') for word in (f'--bootstrap-{kind}-url', place.auth_url)]
    machine.run([*keystone, 'bootstrap', '--bootstrap-password', config.PASSWORD, *urls,
                 '--bootstrap-region-id', config.REGION], log, env=variables)


def people(place, *services):
    """The accounts of the services, their entries in the catalog, and the people of the tests."""
    words = [word for service in services for word in service]
    machine.run([place.python, HERE / 'people.py', place.auth_url, *words], place.base / 'log' / 'people.log',
                env=place.variables())


def start(place, name):
    """Keystone, or Heat's API and engine in one process."""
    return machine.Service(name, place, [place.python, HERE / 'serve.py', name, place.ports[name], place.etc(name)])


def tell(place):
    """Says where the services are, and serves until nobody listens any more."""
    clients = str(pathlib.Path(place.python).parent)
    print(json.dumps({'auth_url': place.auth_url, 'password': config.PASSWORD, 'clients': clients}), flush=True)
    sys.stdin.read()


@contextlib.contextmanager
def running(origins=()):
    """Keystone and Heat with fresh data, until this is left; says where they are."""
    cache = machine.cache_folder()
    with tempfile.TemporaryDirectory(prefix='hotplate-testbed-') as base, contextlib.ExitStack() as services:
        with open(cache / 'lock', 'w') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            folder = machine.environment(cache / 'services', 'Keystone and Heat (once; a minute or two, 400 MB)',
                                         [HERE / 'requirements.txt'], [HERE / 'constraints.txt'])
            place = config.Place(pathlib.Path(base), folder, machine.free_ports(('keystone', 'heat')), origins)
            place.write()
            seed = cache / f'seed-{config.mark(HERE, folder)}'
            if (seed / 'ports.json').is_file():
                prepare(place, seed)
            else:
                install(place, seed)
        started = []
        for name, url in (('keystone', place.auth_url), ('heat', f'http://127.0.0.1:{place.ports["heat"]}/')):
            service = start(place, name)
            services.callback(service.end)
            started.append((service, url))
        for service, url in started:
            service.wait(url)
        yield place


def serve():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--origin', action='append', default=[], help='a page that may call')
    with running(parser.parse_args().origin) as place:
        tell(place)


if __name__ == '__main__':
    machine.begin(serve)
