"""The boot script with Heat's agents, tried: on two bare Debian systems, each in a folder, against a real Heat.

    python3 tests/testbed/agents.py target/debug/hotplate

Both systems get the script that `hotplate exchange --boot-script` writes, and what cloud-init would leave for the
agents. They then play the gallery's hosts.yaml, with its own scripts and groups; only its servers are such that Heat
makes without Nova. The stack must come up, and each system's /etc/hosts must be what `hotplate exchange` foretold.
Ends with status 3 where this machine cannot: not root, no debootstrap, no way to the packages.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import lite
import machine

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEMPLATE = ROOT / 'site' / 'gallery' / 'hosts.yaml'
COUNT = 2
PATIENCE = 300      # seconds until the stack must have come up; the agents ask Heat every half minute
PROGRAMS = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
UNIT = 'etc/systemd/system/os-collect-config.service'

# A system of its own: what it mounts and what it is called end with it.
INSIDE = 'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && hostname "$2" || exit 3; ' \
         'system=$1; shift 2; exec chroot "$system" env -i "$@"'


def inside(system, name, command, **variables):
    words = [f'{key}={value}' for key, value in {'HOME': '/root', 'PATH': PROGRAMS, **variables}.items()]
    return ['unshare', '--mount', '--uts', 'sh', '-c', INSIDE, 'inside', str(system), name, *words, *command]


def debian():
    """A bare system, kept."""
    if os.geteuid() != 0:
        raise machine.Unable('Only root can make a system in a folder')
    for program in ('debootstrap', 'unshare', 'chroot'):
        if shutil.which(program, path=os.environ['PATH'] + os.pathsep + '/usr/sbin') is None:
            raise machine.Unable(f'There is no `{program}`')
    kept = machine.cache_folder() / 'debian'
    if not kept.is_dir():
        machine.say('Making a bare Debian (once; a minute, 200 MB)')
        draft = kept.with_suffix('.draft')
        shutil.rmtree(draft, ignore_errors=True)
        machine.run(['debootstrap', '--variant=minbase', '--include=ca-certificates', 'bookworm', draft])
        draft.rename(kept)
    return kept


def copy(system, to):
    machine.run(['cp', '-a', system, to])
    return to


def prepare(system):
    """Gives a system this machine's way to the packages of Debian and of Python; says how to set out on it."""
    for file in ('etc/resolv.conf', 'etc/hosts', 'etc/pip.conf', 'etc/ssl/certs/ca-certificates.crt'):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f'/{file}', system / file)
    for file in pathlib.Path('/etc/apt/apt.conf.d').glob('*'):
        shutil.copy(file, system / 'etc' / 'apt' / 'apt.conf.d')
    own = pathlib.Path.home() / '.config' / 'pip'
    if own.is_dir():
        shutil.copytree(own, system / 'root' / '.config' / 'pip')
    names = [name for name in os.environ if name.lower().endswith('_proxy')]
    names += ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_TRUSTED_HOST', 'PIP_CERT', 'PIP_DEFAULT_TIMEOUT']
    return {name: os.environ[name] for name in names if name in os.environ}


def can_install(system, way, services, base):
    """Whether the packages can be had at all: what fails behind this is the script's fault."""
    machine.run(inside(system, 'debian', ['apt-get', 'update'], **way), base / 'packages.log')
    download = [services.program('pip'), 'download', '--no-deps', '--no-binary', ':all:', '-d', base / 'download']
    machine.run([*download, 'heat-agents'], base / 'packages.log')


def boot(system, script, way, base):
    """Starts a system with the script, as cloud-init does; nothing starts services in it."""
    calls = system / 'usr' / 'local' / 'bin' / 'systemctl'
    calls.write_text('#!/bin/sh\necho "$@" >> /var/log/systemctl\n')
    calls.chmod(0o755)
    shutil.copy(script, system / 'root' / 'user-data')
    try:
        machine.run(inside(system, 'debian', ['bash', '/root/user-data'], **way), base / 'boot.log')
    except machine.Unable:
        sys.exit('the boot script failed')
    started = (system / 'var' / 'log' / 'systemctl').read_text().split('\n')
    if 'enable --now os-collect-config' not in started:
        sys.exit(f'the boot script does not start the agent: {started}')


def template(services):
    """The gallery's template with servers that need no Nova, as JSON, which Heat takes as well."""
    text = subprocess.run([services.python, '-c', 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), '
                           'sys.stdout, default=str)'], stdin=TEMPLATE.open(), capture_output=True, check=True).stdout
    whole = json.loads(text)
    resources = whole['resources']
    del whole['parameters'], resources['server_group']
    for at in range(COUNT):
        properties = {'name': f'hosts-{at}', 'software_config_transport': 'POLL_SERVER_HEAT'}
        resources[f'server{at}'] = {'type': 'OS::Heat::DeployedServer', 'properties': properties}
    servers = {str(at): {'get_resource': f'server{at}'} for at in range(COUNT)}
    for deployment in ('export_hosts_sdg', 'populate_hosts_sdg'):
        resources[deployment]['properties']['servers'] = servers
    return json.dumps(whole)


class Stack:
    """A stack of alice's, asked after with Heat's own client."""

    CLIENT = '''
import json, sys
from heatclient import client
from keystoneauth1 import session
from keystoneauth1.identity import v3
url, password, verb = sys.argv[1:]
alice = v3.Password(auth_url=url, username='alice', password=password, project_name='chi-one',
                    user_domain_id='default', project_domain_id='default')
heat = client.Client('1', session=session.Session(auth=alice))
if verb == 'create':
    heat.stacks.create(stack_name='agents', template=sys.stdin.read())
elif verb == 'show':
    stack = heat.stacks.get('agents')
    print(json.dumps([stack.stack_status, stack.stack_status_reason]))
else:
    print(json.dumps(heat.resources.metadata('agents', verb)))
'''

    def __init__(self, system, services):
        self.system, self.url = system, services.auth_url

    def ask(self, verb, text=''):
        command = ['/opt/heat-agents/bin/python', '-c', self.CLIENT, self.url, lite.config.PASSWORD, verb]
        told = subprocess.run(inside(self.system, 'client', command), input=text, capture_output=True, text=True)
        if told.returncode != 0:
            sys.exit(f'Heat\'s client ended with {told.returncode}:\n{told.stderr}')
        return json.loads(told.stdout or 'null')

    def wait(self, done):
        end = time.monotonic() + PATIENCE
        while not (found := done()):
            if time.monotonic() > end:
                sys.exit(f'after {PATIENCE} s the stack is {self.ask("show")}')
            time.sleep(2)
        return found


def agent(system, name, log):
    """Heat's agent, as the script's unit has it started."""
    lines = [line.partition('=') for line in (system / UNIT).read_text().split('\n')]
    variables = dict(value.split('=', 1) for key, _, value in lines if key == 'Environment')
    command = [value for key, _, value in lines if key == 'ExecStart'][0].split()
    return subprocess.Popen(inside(system, name, command, **variables), stdout=log, stderr=log,
                            stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=machine.end_with_parent)


def hosts(system):
    return (system / 'etc' / 'hosts').read_text()


def foretold(hotplate, address):
    facts = [word for at in range(COUNT) for word in ('--set', f'{at}.ipaddress={address}')]
    command = [hotplate, 'exchange', TEMPLATE, '--count', str(COUNT), *facts, '--json']
    exchange = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [instance['files']['/etc/hosts'] for instance in exchange['instances']]


@contextlib.contextmanager
def telling(log):
    """Shows the end of a log where something goes wrong."""
    try:
        yield
    except SystemExit:
        machine.say(machine.tail(log))
        raise


def play():
    hotplate = pathlib.Path(sys.argv[1]).resolve()
    bare = debian()
    with tempfile.TemporaryDirectory(prefix='hotplate-agents-') as base, contextlib.ExitStack() as ending:
        base = pathlib.Path(base)
        script = base / 'heat-agents.sh'
        subprocess.run([hotplate, 'exchange', TEMPLATE, '--boot-script', script], stdout=subprocess.DEVNULL, check=True)
        services = ending.enter_context(lite.running())
        first = copy(bare, base / 'server0')
        way = prepare(first)
        can_install(first, way, services, base)
        machine.say('Installing the agents, as the boot script does (a minute)')
        boot(first, script, way, base)
        systems = [first] + [copy(first, base / f'server{at}') for at in range(1, COUNT)]
        command = inside(first, 'facts', ['facter', 'ipaddress'])
        address = subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()

        stack = Stack(first, services)
        stack.ask('create', template(services))
        for at, system in enumerate(systems):
            # What cloud-init leaves of Heat's own part of the user data.
            told = stack.wait(lambda: stack.ask(f'server{at}').get('os-collect-config'))
            data = system / 'var' / 'lib' / 'heat-cfntools' / 'cfn-init-data'
            data.parent.mkdir(parents=True)
            data.write_text(json.dumps({'os-collect-config': told}))
            (system / 'etc' / 'hosts').write_text('127.0.0.1 localhost\n')
            log = ending.enter_context(open(base / f'agent{at}.log', 'wb'))
            ending.callback(os.killpg, agent(system, f'hosts-{at}', log).pid, signal.SIGKILL)
        machine.say('Waiting for the agents')
        with telling(base / 'agent0.log'):
            status, reason = stack.wait(lambda: (told := stack.ask('show'))[0] != 'CREATE_IN_PROGRESS' and told)
            if status != 'CREATE_COMPLETE':
                sys.exit(f'the stack is {status}: {reason}')
            became, expected = [hosts(system) for system in systems], foretold(hotplate, address)
            if became != expected:
                sys.exit(f'/etc/hosts became {became}, but {expected} was foretold')
        print('What the agents wrote is what was foretold')


if __name__ == '__main__':
    machine.begin(play)
