"""A whole testbed on this machine: Keystone, Placement, Glance, Neutron, Nova, Heat and Blazar, with three hosts to lend.

    python3 tests/testbed/whole.py [--stock] [--origin http://127.0.0.1:8080]

Nova's hosts only pretend, so that servers "run" at once; all else is as released, and unless it is asked for `--stock`, Heat
and Blazar have what Chameleon added to them. Like `lite.py` it sets up what is missing, prints a line of JSON once
everything answers, serves until its standard input ends, and leaves nothing. Ends with status 3 where this machine lacks
what it needs.
"""
import argparse
import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

import config
import lite
import machine
import services

HERE = lite.HERE
PARTS = HERE / 'whole'
# What is not Python's: a program, and Debian's package that has it.
NEEDED = {'mariadbd': 'mariadb-server', 'mariadb-install-db': 'mariadb-server', 'mariadb': 'mariadb-client',
          'rabbitmq-server': 'rabbitmq-server', 'epmd': 'erlang-base', 'memcached': 'memcached', 'cc': 'gcc'}
API = {'placement': 'placement.wsgi.api', 'glance': 'glance.wsgi.api', 'neutron': 'neutron.wsgi.api',
       'nova': 'nova.wsgi.osapi_compute', 'blazar': 'blazar.wsgi.api'}
DAEMONS = (('nova', 'nova-conductor'), ('nova', 'nova-scheduler'), ('blazar', 'blazar-manager'))


def look_for_programs():
    os.environ['PATH'] += ':/usr/sbin'      # where Debian has servers, and people have not
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        packages = ' '.join(sorted({NEEDED[program] for program in missing}))
        raise machine.Unable(f'the whole testbed needs {", ".join(missing)} (Debian: `apt-get install {packages}`)')


class Running:
    """All that runs, and how it ends: together, rather than one after the other."""

    def __init__(self, place):
        self.place, self.services = place, []

    def start(self, name, command, **variables):
        self.services.append(machine.Service(name, self.place, command, **variables))
        return self.services[-1]

    def end(self):
        for service in self.services:
            service.ask_to_end()
        for service in self.services:
            service.end()
        # Erlang's port mapper is nobody's child; this one is ours, for it holds our port.
        subprocess.run(['epmd', '-kill'], env={**os.environ, **self.place.rabbit()}, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


def start_stores(place, running):
    """The data base, the broker and the cache."""
    machine.run(['mariadb-install-db', '--no-defaults', f'--user={config.owner()[0]}', f'--datadir={place.base}/mariadb',
                 '--auth-root-authentication-method=normal', '--skip-test-db'], place.base / 'log' / 'install.log')
    mariadb = running.start('mariadb', place.mariadb())
    # Debian's program of that name would change the user; what it calls lies beside it.
    broker = pathlib.Path(shutil.which('rabbitmq-server')).resolve().parent / 'rabbitmq-server'
    rabbit = running.start('rabbit', [broker], **place.rabbit())
    user = ['-u', config.owner()[0]] if os.getuid() == 0 else []
    running.start('memcached', ['memcached', *user, '-l', '127.0.0.1', '-p', place.ports['memcached'], '-m', '64'])
    mariadb.until(lambda: machine.listens(place.ports['mariadb']))
    return rabbit


def sql(place, text):
    machine.run(['mariadb', '--no-defaults', '-uroot', '-S', place.socket(), '-e', text],
                place.base / 'log' / 'install.log')


def make_data(place):
    """The data bases of all services. Nova's are half of the work: they are made beside the others."""
    sql(place, ';'.join(f'create database {name}' for name in services.DATA_BASES))

    def manage(program, name, *words):
        machine.run([place.program(program), '--config-file', place.etc(name), *words],
                    place.base / 'log' / f'install-{name}.log', env=place.variables())

    failed = []

    def nova():
        try:
            manage('nova-manage', 'nova', 'api_db', 'sync')
            manage('nova-manage', 'nova', 'cell_v2', 'map_cell0', '--database_connection', place.data('nova_cell0'))
            manage('nova-manage', 'nova', 'db', 'sync')
            manage('nova-manage', 'nova', 'cell_v2', 'create_cell', '--name', 'cell1')
        except machine.Unable as reason:
            failed.append(reason)

    beside = threading.Thread(target=nova)
    beside.start()
    try:
        lite.make_data(place)
        manage('neutron-db-manage', 'neutron', 'upgrade', 'heads')
        manage('placement-manage', 'placement', 'db', 'sync')
        manage('glance-manage', 'glance', 'db_sync')
        manage('blazar-db-manage', 'blazar', 'upgrade', 'head')
    finally:
        beside.join()
    if failed:
        raise failed[0]
    if not place.stock:
        sql(place, 'alter table blazar.computehost_reservations add column on_start varchar(50)')


def start_services(place, running, rabbit):
    keystone = running.start('keystone', serving(place, 'keystone'))
    keystone.wait(place.auth_url)
    lite.people(place, ('placement', 'placement', place.url('placement')), ('glance', 'image', place.url('glance')),
                ('neutron', 'network', place.url('neutron')), ('nova', 'compute', place.url('nova') + '/v2.1'),
                ('heat', 'orchestration', place.heat_url), ('blazar', 'reservation', place.url('blazar') + '/v1'))
    rabbit.until(lambda: machine.listens(place.ports['rabbit']))
    asked = [(running.start('heat', serving(place, 'heat')), place.url('heat'))]
    for name, module in API.items():
        asked.append((running.start(name, serving_api(place, name, module)), place.url(name)))
    for name, program in DAEMONS:
        running.start(program, [place.program(program), '--config-file', place.etc(name)])
    # A host makes itself known to Placement as it starts.
    asked[1][0].wait(place.url('placement'))
    for number in range(1, services.HOSTS + 1):
        running.start(f'host-{number}', [place.program('nova-compute'), '--config-file', place.etc('nova'),
                                         '--config-file', place.host(number)])
    for service, url in asked:
        service.wait(url)


def serving(place, name):
    return [place.python, HERE / 'serve.py', name, place.ports[name], place.etc(name)]


def serving_api(place, name, module):
    """A service's API. uWSGI ends each connection, and says so: else a caller meets one that has just ended."""
    return [place.program('uwsgi'), '--http-socket', f'127.0.0.1:{place.ports[name]}', '--module',
            f'{module}:application', '--pyargv', f'--config-file {place.etc(name)}' if name == 'neutron' else '',
            '--virtualenv', place.environment, '--processes', '1', '--threads', '4', '--enable-threads', '--lazy-apps',
            '--need-app', '--die-on-term', '--master', '--buffer-size', '65535', '--post-buffering', '65536',
            '--add-header', 'Connection: close']


def serve():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--origin', action='append', default=[], help='a page that may call')
    parser.add_argument('--stock', action='store_true', help='Heat and Blazar as they are published')
    asked = parser.parse_args()
    look_for_programs()
    cache = machine.cache_folder()
    with open(cache / 'lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = machine.environment(cache / 'whole', 'all of OpenStack (once; two or three minutes, 700 MB)',
                                     [HERE / 'requirements.txt', PARTS / 'requirements.txt'],
                                     [HERE / 'constraints.txt', PARTS / 'constraints.txt'])
    with tempfile.TemporaryDirectory(prefix='hotplate-testbed-') as base, contextlib.ExitStack() as after:
        place = services.Whole(pathlib.Path(base), folder, machine.free_ports(services.PORTS), asked.origin,
                               stock=asked.stock)
        place.write()
        running = Running(place)
        after.callback(running.end)
        begin = time.monotonic()
        machine.say('Starting all of OpenStack with fresh data (one or two minutes)')
        rabbit = start_stores(place, running)
        make_data(place)
        start_services(place, running, rabbit)
        machine.run([place.python, HERE / 'content.py', place.auth_url, place.url('blazar') + '/v1',
                     services.HOSTS], base + '/log/content.log', env=place.variables())
        machine.say(f'All of it answers after {time.monotonic() - begin:.0f} s')
        lite.tell(place)


if __name__ == '__main__':
    machine.begin(serve)
