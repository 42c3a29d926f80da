"""Where the services of the testbed keep things, and what their configuration says."""
import getpass
import grp
import hashlib
import os

PASSWORD = 'correct-horse'
REGION = 'RegionOne'


def owner():
    """The user and the group that this runs as."""
    return getpass.getuser(), grp.getgrgid(os.getgid()).gr_name


def mark(here, folder):
    """What a prepared data base depends on."""
    parts = [file.read_bytes() for file in (here / 'config.py', here / 'people.py', folder / '.installed')]
    return hashlib.sha256(b''.join(parts)).hexdigest()[:16]


class Place:
    """One running testbed: its folder, its ports, and the environment that its programs are in."""

    # What stands elsewhere where more services run.
    cache = 'backend = dogpile.cache.null'
    tokens = ()             # more lines on how a service checks a token
    heat_plugins = ''

    def __init__(self, base, environment, ports, origins):
        self.base, self.environment, self.ports, self.origins = base, environment, ports, origins
        self.python = environment / 'bin' / 'python'
        self.auth_url = f'http://127.0.0.1:{ports["keystone"]}/v3'
        self.heat_url = f'http://127.0.0.1:{ports["heat"]}/v1/%(tenant_id)s'

    def program(self, name):
        return self.environment / 'bin' / name

    def etc(self, name):
        return self.base / 'etc' / name / f'{name}.conf'

    def variables(self):
        # The CORS filter of both opens the configuration anew, below HOME.
        return {**os.environ, 'HOME': str(self.base / 'state'), 'PYTHONWARNINGS': 'ignore',
                'OS_KEYSTONE_CONFIG_DIR': str(self.base / 'etc' / 'keystone')}

    def write(self):
        """Writes every configuration file."""
        state = self.base / 'state'
        (self.base / 'log').mkdir()
        for name, text in self.texts().items():
            file = self.etc(name)
            file.parent.mkdir(parents=True)
            file.write_text(text)
            (state / f'.{name}').mkdir(parents=True)
            (state / f'.{name}' / file.name).symlink_to(file)
        registry = self.base / 'etc' / 'heat' / 'environment.d'
        registry.mkdir()
        templates = f'file://{self.environment}/etc/heat/templates/'
        for file in (self.environment / 'etc' / 'heat' / 'environment.d').iterdir():
            (registry / file.name).write_text(file.read_text().replace('file:///etc/heat/templates/', templates))

    def texts(self):
        return {'keystone': self.keystone(), 'heat': self.heat()}

    def account(self, section, user, *more):
        """How a service signs in."""
        return '\n'.join([f'[{section}]', 'auth_type = password', f'auth_url = {self.auth_url}', f'username = {user}',
                          f'password = {PASSWORD}', 'user_domain_name = Default', *more])

    def in_project(self, section, user, *more):
        project = ('project_name = service', 'project_domain_name = Default', f'region_name = {REGION}')
        return self.account(section, user, *project, *more)

    def guard(self, user):
        """How a service checks the tokens of those who call."""
        return self.in_project('keystone_authtoken', user, f'www_authenticate_uri = {self.auth_url}',
                               'interface = public', *self.tokens)

    def cors(self):
        return f'[cors]\nallowed_origin = {",".join(self.origins)}\n' if self.origins else ''

    def keystone(self):
        keys = self.base / 'state' / 'keystone'
        return f'''
[DEFAULT]
public_endpoint = http://127.0.0.1:{self.ports['keystone']}/
[database]
connection = sqlite:///{self.base}/state/keystone.db
sqlite_synchronous = false
[token]
provider = fernet
[fernet_tokens]
key_repository = {keys}/fernet
[fernet_receipts]
key_repository = {keys}/receipts
[credential]
key_repository = {keys}/credential
[cache]
enabled = true
{self.cache}
[identity]
password_hash_rounds = 4
# Application credentials may create stacks, as on sites before the releases of 2026.
[security_compliance]
allow_insecure_application_credential_trust_escalation = true
{self.cors()}'''

    def heat(self):
        return f'''
[DEFAULT]
transport_url = fake://
state_path = {self.base}/state/heat
region_name_for_services = {REGION}
stack_user_domain_name = heat
stack_domain_admin = heat_domain_admin
stack_domain_admin_password = {PASSWORD}
auth_encryption_key = 0123456789abcdef0123456789abcdef
num_engine_workers = 1
plugin_dirs = {self.heat_plugins}
environment_dir = {self.base}/etc/heat/environment.d
template_dir = {self.environment}/etc/heat/templates
[clients]
endpoint_type = publicURL
[clients_keystone]
auth_uri = http://127.0.0.1:{self.ports['keystone']}
[database]
connection = sqlite:///{self.base}/state/heat.db
sqlite_synchronous = false
[paste_deploy]
api_paste_config = {self.environment}/etc/heat/api-paste.ini
[oslo_messaging_notifications]
driver = noop
[oslo_concurrency]
lock_path = {self.base}/state/heat/lock
{self.guard('heat')}
# A trust has its own project: naming one here as well would be one too many.
{self.account('trustee', 'heat')}
{self.cors()}'''
