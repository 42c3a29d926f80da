"""What the configuration of the whole testbed says, beside Keystone's and Heat's."""
import getpass
import os
import pathlib
import shutil

import config

HERE = pathlib.Path(__file__).resolve().parent
HOSTS = 3
DATA_BASES = ('placement', 'glance', 'neutron', 'nova', 'nova_api', 'nova_cell0', 'blazar')
PORTS = ('keystone', 'heat', 'placement', 'glance', 'neutron', 'nova', 'blazar',
         'mariadb', 'rabbit', 'erlang', 'epmd', 'memcached')


# Chameleon lets the members of a project see the hosts, what they are like, and when they are taken.
POLICY = '''
"blazar:oshosts:get": "rule:admin_or_owner"
"blazar:oshosts:get_allocations": "rule:admin_or_owner"
"blazar:oshosts:get_resource_properties": "@"
'''


class Whole(config.Place):
    """A running testbed with hosts and leases."""

    def __init__(self, *place, stock):
        super().__init__(*place)
        # As published, or with what Chameleon added: a plugin that is on the path is loaded, whatever a service is told.
        self.stock = stock
        self.parts = [HERE / 'whole' / 'plugins'] + ([] if stock else [HERE / 'whole' / 'chameleon'])
        self.heat_plugins = '' if stock else HERE / 'whole' / 'chameleon' / 'heat'
        memcached = f'127.0.0.1:{self.ports["memcached"]}'
        self.cache = f'backend = dogpile.cache.memcached\nmemcache_servers = {memcached}'
        # Unless it is remembered, every call has its token checked again.
        self.tokens = ('service_token_roles = service', 'service_token_roles_required = true',
                       f'memcached_servers = {memcached}')

    def url(self, name):
        return f'http://127.0.0.1:{self.ports[name]}'

    def etc(self, name):
        file = {'glance': 'glance-api'}.get(name, name)
        return self.base / 'etc' / name / f'{file}.conf'

    def state(self, name):
        return self.base / 'state' / name

    def socket(self):
        return self.base / 'mariadb.sock'

    def variables(self):
        folders = {f'OS_{name.upper()}_CONFIG_DIR': str(self.etc(name).parent)
                   for name in ('placement', 'glance', 'nova', 'blazar')}
        return {**super().variables(), **folders, 'PYTHONPATH': ':'.join(map(str, self.parts))}

    def texts(self):
        return {**super().texts(), 'placement': self.placement(), 'glance': self.glance(),
                'neutron': self.neutron(), 'nova': self.nova(), 'blazar': self.blazar()}

    def write(self):
        super().write()
        for name in self.texts():
            (self.state(name) / 'lock').mkdir(parents=True)
        for name in ('images', 'staging', 'tasks'):
            (self.state('glance') / name).mkdir()
        (self.etc('glance').parent / 'glance-image-import.conf').touch()
        shutil.copy(self.environment / 'etc' / 'nova' / 'api-paste.ini', self.etc('nova').parent)
        (self.etc('blazar').parent / 'policy.yaml').write_text('' if self.stock else POLICY)
        rabbit = self.base / 'rabbit'
        for folder in ('log', 'mnesia'):
            (rabbit / folder).mkdir(parents=True)
        (rabbit / 'rabbitmq.conf').write_text(
            f'listeners.tcp.1 = 127.0.0.1:{self.ports["rabbit"]}\nlog.console = true\nlog.file = false\n')
        (rabbit / 'enabled_plugins').write_text('[].')
        for number in range(1, HOSTS + 1):
            state = self.state(f'host-{number}')
            (state / 'lock').mkdir(parents=True)
            self.host(number).write_text(
                f'[DEFAULT]\nhost = fake-{number}\nstate_path = {state}\ninstances_path = {state}/instances\n')

    def host(self, number):
        return self.etc('nova').parent / f'host-{number}.conf'

    def data(self, name):
        return f'mysql+pymysql://root@127.0.0.1:{self.ports["mariadb"]}/{name}?charset=utf8'

    def mariadb(self):
        """The data base's server: quick rather than safe, for its data do not last."""
        return ['mariadbd', '--no-defaults', f'--user={getpass.getuser()}', f'--datadir={self.base}/mariadb',
                f'--socket={self.socket()}', f'--pid-file={self.base}/mariadb.pid', '--bind-address=127.0.0.1',
                f'--port={self.ports["mariadb"]}', '--skip-name-resolve', '--innodb-buffer-pool-size=256M',
                '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--max-connections=1000',
                '--performance-schema=OFF', '--character-set-server=utf8mb3',
                '--collation-server=utf8mb3_general_ci']

    def rabbit(self):
        """The broker's surroundings: all that it keeps, and its port mapper, stay apart from those of the machine."""
        base, ports = self.base / 'rabbit', self.ports
        return {'RABBITMQ_NODENAME': f'testbed-{os.getpid()}@localhost', 'RABBITMQ_BASE': str(base),
                'RABBITMQ_MNESIA_BASE': str(base / 'mnesia'), 'RABBITMQ_LOG_BASE': str(base / 'log'),
                'RABBITMQ_PID_FILE': str(base / 'pid'), 'RABBITMQ_CONFIG_FILE': str(base / 'rabbitmq'),
                'RABBITMQ_ENABLED_PLUGINS_FILE': str(base / 'enabled_plugins'), 'RABBITMQ_CONF_ENV_FILE': '/dev/null',
                'RABBITMQ_DIST_PORT': str(ports['erlang']), 'ERL_EPMD_ADDRESS': '127.0.0.1',
                'ERL_EPMD_PORT': str(ports['epmd']), 'RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS':
                '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none'}

    def common(self, name):
        return f'''
[DEFAULT]
transport_url = rabbit://guest:guest@127.0.0.1:{self.ports['rabbit']}/
state_path = {self.state(name)}
[oslo_concurrency]
lock_path = {self.state(name)}/lock
[oslo_messaging_notifications]
driver = noop
[oslo_messaging_rabbit]
rabbit_quorum_queue = false
heartbeat_timeout_threshold = 0
[database]
connection = {self.data(name)}
{self.guard(name)}
{self.cors()}'''

    def placement(self):
        return f'''
[api]
auth_strategy = keystone
[placement_database]
connection = {self.data('placement')}
{self.guard('placement')}
{self.cors()}'''

    def glance(self):
        state = self.state('glance')
        return f'''{self.common('glance')}
[paste_deploy]
flavor = keystone
config_file = {self.environment}/etc/glance/glance-api-paste.ini
[DEFAULT]
enabled_backends = files:file
enabled_import_methods = []
[glance_store]
default_backend = files
[files]
filesystem_store_datadir = {state}/images
[os_glance_staging_store]
filesystem_store_datadir = {state}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {state}/tasks
'''

    def neutron(self):
        return f'''{self.common('neutron')}
{self.in_project('nova', 'nova')}
{self.in_project('placement', 'placement')}
[DEFAULT]
core_plugin = ml2
service_plugins = router
auth_strategy = keystone
api_paste_config = {self.environment}/etc/neutron/api-paste.ini
notify_nova_on_port_status_changes = false
notify_nova_on_port_data_changes = false
api_workers = 1
rpc_workers = 0
[ml2]
type_drivers = flat,vlan,local
tenant_network_types = vlan
mechanism_drivers = testbed
extension_drivers = port_security
[ml2_type_flat]
flat_networks = *
[ml2_type_vlan]
network_vlan_ranges = physnet1:3000:3099
'''

    def nova(self):
        return f'''{self.common('nova')}
{self.in_project('placement', 'placement')}
{self.in_project('neutron', 'neutron')}
{self.in_project('glance', 'glance')}
{self.in_project('service_user', 'nova', 'send_service_user_token = true')}
[DEFAULT]
my_ip = 127.0.0.1
host = control
# Of the drivers that only pretend, this one knows its own node again.
compute_driver = fake.FakeDriverWithoutFakeNodes
reserved_host_memory_mb = 0
service_down_time = 60
# Hosts are found at once, rather than after up to a minute.
periodic_fuzzy_delay = 0
default_schedule_zone = nova
[api]
auth_strategy = keystone
[wsgi]
api_paste_config = {self.environment}/etc/nova/api-paste.ini
[api_database]
connection = {self.data('nova_api')}
[conductor]
workers = 1
[scheduler]
workers = 1
discover_hosts_in_cells_interval = 3
[filter_scheduler]
available_filters = nova.scheduler.filters.all_filters
available_filters = blazarnova.scheduler.filters.blazar_filter.BlazarFilter
enabled_filters = ComputeFilter,ImagePropertiesFilter,BlazarFilter,NumInstancesFilter
# A server has its host to itself, as on bare metal.
max_instances_per_host = 1
track_instance_changes = false
[quota]
cores = -1
ram = -1
[vnc]
enabled = false
'''

    def blazar(self):
        return f'''{self.common('blazar')}
[DEFAULT]
host = 127.0.0.1
port = {self.ports['blazar']}
os_auth_host = 127.0.0.1
os_auth_port = {self.ports['keystone']}
os_auth_prefix =
os_auth_version = v3
os_admin_username = blazar
os_admin_password = {config.PASSWORD}
os_admin_project_name = service
os_admin_user_domain_name = Default
os_admin_project_domain_name = Default
[manager]
plugins = {'physical' if self.stock else 'testbed'}.host.plugin,virtual.instance.plugin,virtual.floatingip.plugin
[oslo_policy]
policy_file = {self.etc('blazar').parent}/policy.yaml
[enforcement]
enabled_filters =
[physical:host]
enable_notification_monitor = false
'''
