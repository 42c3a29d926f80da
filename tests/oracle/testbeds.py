"""Templates of the kind that people write for testbeds, scene by scene, in HOT and in CloudFormation's format.

Each scene is a whole that somebody could have written: a cluster behind a bastion, a file server with its clients, a group
that scales behind a balancer, a lease. Its parts vary, use the functions that the version has, and lean on parameters,
conditions, files and environments. A third of the templates get one to three of the mistakes that people make.
"""
import json

import generate
import realistic
from generate import VERSIONS, NAMED

PARAMETERS = {
    'image': {'type': 'string', 'default': 'CC-Ubuntu24.04', 'constraints': [{'custom_constraint': 'glance.image'}]},
    'flavor': {'type': 'string', 'default': 'm1.small', 'constraints': [{'custom_constraint': 'nova.flavor'}, {'allowed_values': ['m1.small', 'm1.large', 'baremetal'], 'description': 'a flavor that is there'}]},
    'key': {'type': 'string', 'label': 'Key pair', 'constraints': [{'custom_constraint': 'nova.keypair'}]},
    'workers': {'type': 'number', 'default': 2, 'constraints': [{'range': {'min': 1, 'max': 8}}]},
    'cidr': {'type': 'string', 'default': '192.168.10.0/24', 'constraints': [{'custom_constraint': 'net_cidr'}]},
    'public_net': {'type': 'string', 'default': 'public'},
    'names': {'type': 'comma_delimited_list', 'default': 'alpha,beta', 'constraints': [{'length': {'min': 1, 'max': 4}}]},
    'ports': {'type': 'comma_delimited_list', 'default': ['22', '80', '443']},
    'settings': {'type': 'json', 'default': {'mtu': 1450, 'dns': ['8.8.8.8', '1.1.1.1'], 'labels': {'team': 'lab'}}},
    'with_volume': {'type': 'boolean', 'default': True},
    'stage': {'type': 'string', 'default': 'dev', 'constraints': [{'allowed_values': ['dev', 'test', 'prod']}]},
    'size': {'type': 'number', 'default': 10, 'constraints': [{'range': {'min': 1, 'max': 1000}}]},
    'password': {'type': 'string', 'hidden': True, 'constraints': [{'length': {'min': 6, 'max': 20}}, {'allowed_pattern': '[a-zA-Z0-9]*'}]},
    'prefix': {'type': 'string', 'default': 'lab'},
    'ntp': {'type': 'string', 'default': '10.0.0.1', 'constraints': [{'custom_constraint': 'ip_addr'}]},
    'reservation': {'type': 'string', 'default': ''},
    'start': {'type': 'string', 'default': '2030-01-01 10:00'},
}
GIVEN = {'image': ['CC-CentOS9', 5], 'flavor': ['m1.large', 'm1.large', 'm1.tiny'], 'key': ['mine', ''], 'workers': [1, 3, '4', 3.0, 9, 'two', 0], 'cidr': ['10.1.0.0/16', '10.2.0.0/24', '10.1.0.0', '10.1.0.1/33'], 'public_net': ['ext', None],
         'names': ['one', ['x', 'y'], 'a,b,c,d,e', '', []], 'ports': ['8080', [22, 80], [22, '80']], 'settings': [{'mtu': 9000}, '{"mtu": 9000, "dns": []}', '{', [1]], 'with_volume': [False, 'false', 'no', 'n', 0, 'never'], 'stage': ['prod', 'test', 'Prod'],
         'size': [1, '20', 0, '1.5', -1], 'password': ['secret1', 'sh', 'with space'], 'prefix': ['node', '', 'a b', True], 'ntp': ['10.0.0.5', '::1', 'ntp.org'], 'reservation': ['8f3a'], 'start': ['now']}
NODE = '''heat_template_version: %s
description: One node with its port
parameters:
  name: { type: string, constraints: [{ length: { max: 40 } }] }
  image: { type: string, default: i }
  network: { type: string }
  groups: { type: comma_delimited_list, default: [] }
  size: { type: number, default: 0 }
  meta: { type: json, default: {} }
  public: { type: boolean, default: false }
%sresources:
  port:
    type: OS::Neutron::Port
    properties:
      network: { get_param: network }
      security_groups: { get_param: groups }
  server:
    type: OS::Nova::Server
    properties:
      name: { get_param: name }
      image: { get_param: image }
      flavor: m1.small
      metadata: { get_param: meta }
      networks: [{ port: { get_resource: port } }]
      user_data_format: RAW
      user_data: { get_file: boot.sh }
%soutputs:
  ip: { value: { get_attr: [port, fixed_ips, 0, ip_address] } }
  server: { value: { get_resource: server } }
  meta: { value: { get_param: [meta, role] } }
  label: { value: { str_replace: { template: "$n at $s", params: { $n: { get_param: name }, $s: { get_param: "OS::stack_name" } } } } }
'''
CONDITIONS = 'conditions:\n  has_volume: { not: { equals: [{ get_param: size }, 0] } }\n  is_public: { get_param: public }\n'
VOLUME = '  volume: { type: OS::Cinder::Volume, %sproperties: { size: { get_param: size } } }\n'
CLUSTER = '''heat_template_version: 2018-08-31
parameters:
  count: { type: number, default: 2 }
  network: { type: string, default: n }
resources:
  nodes:
    type: OS::Heat::ResourceGroup
    properties:
      count: { get_param: count }
      resource_def: { type: node.yaml, properties: { name: "c-%index%", network: { get_param: network } } }
outputs:
  ips: { value: { get_attr: [nodes, ip] } }
  first: { value: { get_attr: [nodes, resource.0.ip] } }
'''
FILES = {'boot.sh': '#!/bin/bash\nset -e\necho "ready" > /tmp/ready\n', 'install.sh': '#!/bin/bash\necho $server_ip >> /etc/hosts\necho done > $heat_outputs_path.result\n', 'site.yml': '- hosts: all\n  tasks: []\n', 'haproxy.cfg': 'bind *:%port%\nserver $name $ip\n', 'cluster.yaml': CLUSTER}


class Lab(realistic.Writer):
    """A testbed in the making."""

    def __init__(self, rng):
        super().__init__(rng)
        version = rng.choice(VERSIONS + ['2018-08-31', '2021-04-16', 'rocky', 'wallaby', '2017-09-01'] * 3)
        self.version, self.named = NAMED.get(version, version), version
        self.used, self.conds = {}, {}
        self.late = self.version >= '2016-10'

    def add(self, stem, kind, properties=None, **keys):
        name = stem if stem not in self.made else f'{stem}{len(self.made)}'
        self.made[name] = {'type': kind, **({} if properties is None else {'properties': properties}), **keys}
        if len(self.made) > 1 and self.chance(0.03):
            self.made[name].setdefault('depends_on', self.pick([other for other in self.made if other != name]))
        self.resources[name], self.readable = kind, list(self.made)
        return name

    def say(self):
        return self.named_like(None, self.p('prefix'))

    def p(self, name, *way):
        """A parameter that gets declared, or now and then what it would be."""
        if self.chance(0.08) and not way:
            return json.loads(json.dumps(PARAMETERS[name].get('default', 'value')))
        self.used[name] = json.loads(json.dumps(PARAMETERS[name]))
        return {'get_param': [name, *way] if way else name}

    def since(self, version, make, otherwise):
        """What the version has, or what people did before."""
        return make() if self.version >= version or self.chance(0.02) else otherwise() if callable(otherwise) else otherwise

    def when(self, name, make=None):
        """The name of a condition, which is there."""
        makes = {'prod': lambda: {'equals': [self.p('stage'), 'prod']}, 'volume': lambda: self.since('2016-10', lambda: self.p('with_volume'), True), 'many': lambda: {'not': {'equals': [self.p('workers'), 1]}}, 'both': lambda: {'and': [self.when('prod'), self.when('volume')]},
                 'either': lambda: {'or': [self.when('prod'), {'equals': [self.p('prefix'), 'lab']}]}, 'reserved': lambda: {'not': {'equals': [self.p('reservation'), '']}}, 'web': lambda: self.since('2017-09', lambda: {'contains': ['80', self.p('ports')]}, {'equals': ['a', 'a']}),
                 'big': lambda: self.since('2017-09', lambda: {'yaql': {'expression': '$.data.size > 50', 'data': {'size': self.p('size')}}}, {'equals': [self.p('size'), 10]}), 'labelled': lambda: {'equals': [self.p('settings', 'labels', 'team'), 'lab']}}
        if name not in self.conds:
            self.conds[name] = None
            self.conds[name] = makes[name]()
        self.conditions = list(self.conds)
        return name

    def either(self, condition, yes, no):
        """One of two values, where the version can decide."""
        if not self.late:
            return yes
        return {'if': [self.when(condition) if self.chance(0.85) else {'not': self.when(condition)}, yes] + ([] if no is None and self.version >= '2021' and self.chance(0.7) else [no])}

    def only(self, *conditions):
        """The key of a resource that is not always there."""
        if self.late and self.chance(0.2):
            return {'condition': self.when(self.pick(conditions)) if self.chance(0.8) else {'not': self.when(self.pick(conditions))}}
        return {}

    def named_like(self, *parts):
        parts = [{'get_param': 'OS::stack_name'} if part is None else part for part in parts]
        return self.pick([lambda: {'list_join': ['-', parts]}, lambda: {'str_replace': {'template': '-'.join(f'%{i}%' for i in range(len(parts))), 'params': {f'%{i}%': part for i, part in enumerate(parts)}}}, lambda: parts[-1]])()

    def node(self):
        """The file of a node, as its writer's version has it."""
        late = self.chance(0.6)
        self.files['node.yaml'] = NODE % ('2018-08-31' if late else '2015-04-30', CONDITIONS if late else '', VOLUME % ('condition: has_volume, ' if late else '') if late or self.chance(0.5) else '')
        self.files['boot.sh'] = FILES['boot.sh']
        return 'node.yaml'

    def take(self, name):
        self.files[name] = FILES[name]
        if name == 'cluster.yaml':
            self.node()
        return name

    def ref(self, name):
        return {'get_resource': name}

    def attr(self, *way):
        return {'get_attr': list(way)}


def base(w):
    """The network that all else stands in: its resources' names."""
    if w.chance(0.15):
        return None
    w.add('net', 'OS::Neutron::Net', {'name': w.named_like(None, 'net'), **w.some(0.2, value_specs={'mtu': w.p('settings', 'mtu')}, tags=['lab', w.p('prefix')], port_security_enabled=w.either('prod', True, False))})
    w.add('subnet', 'OS::Neutron::Subnet', {'network': w.ref('net'), 'cidr': w.p('cidr'), **w.some(0.3, dns_nameservers=lambda: w.p('settings', 'dns'), gateway_ip='192.168.10.1', enable_dhcp=True, allocation_pools=[{'start': '192.168.10.20', 'end': '192.168.10.200'}])})
    if w.chance(0.75):
        w.add('router', 'OS::Neutron::Router', {'external_gateway_info': {'network': w.p('public_net')}})
        w.add('uplink', 'OS::Neutron::RouterInterface', {'router': w.ref('router'), 'subnet': w.ref('subnet')})
    rules = w.pick([lambda: [{'protocol': 'tcp', 'port_range_min': p, 'port_range_max': p, **w.some(0.4, remote_ip_prefix='0.0.0.0/0')} for p in (22, 80)], lambda: w.since('2015-04', lambda: {'repeat': {'template': {'protocol': 'tcp', 'port_range_min': '%p%', 'port_range_max': '%p%'}, 'for_each': {'%p%': w.p('ports')}}}, []),
                    lambda: [{'protocol': 'icmp'}, {'remote_mode': 'remote_group_id'}], lambda: w.since('2017-09', lambda: {'list_concat': [[{'protocol': 'icmp'}], {'repeat': {'template': {'protocol': 'udp', 'port_range_min': '<p>', 'port_range_max': '<p>'}, 'for_each': {'<p>': w.p('ports')}}}]}, [{'protocol': 'icmp'}])])()
    w.add('sec', 'OS::Neutron::SecurityGroup', {'rules': rules, **w.some(0.3, name=w.named_like(None, 'sec'))})
    return 'net'


def attach(w, net, **more):
    """The properties of a server in that network."""
    networks = w.pick([[{'network': w.ref(net)}], [{'network': w.ref(net), **w.some(0.2, fixed_ip='192.168.10.7')}], [{'subnet': w.ref('subnet')}], [{'network': w.ref(net)}, {'network': w.p('public_net')}]]) if net else [{'network': w.pick(['sharednet1', w.p('public_net')])}]
    return {'image': w.p('image'), 'flavor': w.p('flavor'), 'key_name': w.p('key'), 'networks': networks, **w.some(0.3, security_groups=[w.ref('sec')] if net else ['default'], name=w.named_like(None, w.p('prefix'), 'x')), **w.some(0.15, scheduler_hints=lambda: {'reservation': w.p('reservation')},
            metadata=lambda: w.pick([{'role': 'x', 'stage': w.p('stage')}, w.since('2016-04', lambda: {'map_merge': [w.p('settings', 'labels'), {'role': w.p('stage')}]}, {'a': 'b'})]), availability_zone=lambda: w.either('prod', 'nova', 'test'), tags=lambda: w.p('names'), config_drive=True), **more}


def script(w):
    return w.pick([
        lambda: '#!/bin/bash\napt-get update\n', lambda: {'get_file': w.take('boot.sh')},
        lambda: {'str_replace': {'template': '#!/bin/bash\necho "__prefix__ $ntp" > /etc/lab\nhostname=%host%\n', 'params': {'__prefix__': w.p('prefix'), '$ntp': w.p('ntp'), '%host%': w.named_like(None, 'h')}}},
        lambda: {w.since('2017-02', lambda: 'str_replace_strict', 'str_replace'): {'template': {'get_file': w.take('haproxy.cfg')}, 'params': {'%port%': 80, '$name': w.p('prefix'), '$ip': w.p('ntp')}}},
        lambda: {'list_join': ['\n', ['#!/bin/bash', {'list_join': [' ', ['echo', w.p('prefix')]]}, 'exit 0']]},
        lambda: w.since('2015-10', lambda: {'str_replace': {'template': 'conf: $json', 'params': {'$json': w.p('settings')}}}, 'x'),
    ])()


def bastion(w, net):
    w.add('bastion', 'OS::Nova::Server', attach(w, net, **w.some(0.6, user_data_format='RAW', user_data=script(w))))
    if w.chance(0.7):
        if net and w.chance(0.6):
            w.add('bastion_port', 'OS::Neutron::Port', {'network': w.ref(net), **w.some(0.5, fixed_ips=[{'subnet': w.ref('subnet'), **w.some(0.3, ip_address='192.168.10.5')}], security_groups=[w.ref('sec')])})
            w.made['bastion']['properties']['networks'] = [{'port': w.ref('bastion_port')}]
            w.add('address', 'OS::Neutron::FloatingIP', {'floating_network': w.p('public_net'), 'port_id': w.ref('bastion_port')}, **({'depends_on': 'uplink'} if 'uplink' in w.made and w.chance(0.4) else {}), **w.only('prod', 'either'))
        else:
            w.add('address', 'OS::Neutron::FloatingIP', {'floating_network': w.p('public_net')}, **w.only('prod', 'either'))
            port = w.pick([w.attr('bastion', 'addresses', 'net', 0, 'port'), w.attr('bastion', 'networks')])
            w.add('reach', 'OS::Neutron::FloatingIPAssociation', {'floatingip_id': w.ref('address'), 'port_id': port})
    told(w, bastion_ip=lambda: w.attr('address', 'floating_ip_address') if 'address' in w.made else w.attr('bastion', 'first_address'), login=lambda: {'str_replace': {'template': 'ssh cc@HOST', 'params': {'HOST': w.attr('bastion', 'first_address')}}}, console=lambda: w.attr('bastion', 'console_urls', 'novnc'))


def told(w, **outputs):
    for name, make in outputs.items():
        if w.chance(0.6):
            w.outputs[name] = {'value': make(), **w.some(0.3, description='what to know'), **({'condition': w.when(w.pick(['prod', 'volume']))} if w.late and w.chance(0.06) else {})}


def cluster(w, net):
    """Workers in a group, of servers or of a file."""
    count = w.pick([lambda: w.p('workers'), lambda: 3, lambda: w.either('prod', w.p('workers'), 1)])()
    if w.chance(0.5):
        w.add('crew', 'OS::Heat::ResourceGroup', {'count': count, 'resource_def': {'type': 'OS::Nova::Server', 'properties': attach(w, net, name=w.pick(['worker-%index%', {'list_join': ['-', [w.p('prefix'), '%index%']]}]))}, **w.some(0.15, removal_policies=[{'resource_list': ['0']}], index_var='%i%')},
              **w.some(0.15, update_policy={'rolling_update': {'min_in_service': 1, 'max_batch_size': 1, 'pause_time': 10}}))
        told(w, ips=lambda: w.attr('crew', 'first_address'), hosts=lambda: {'list_join': ['\n', w.attr('crew', 'first_address')]}, by_name=lambda: w.attr('crew', 'refs_map'), first=lambda: w.attr('crew', 'resource.0', 'first_address'), names=lambda: w.attr('crew', 'attributes', 'name'),
             second=lambda: w.attr('crew', 'resource.1.first_address'), pairs=lambda: w.since('2016-10', lambda: {'yaql': {'expression': 'dict($.data.names.zip($.data.ips))', 'data': {'names': w.attr('crew', 'name'), 'ips': w.attr('crew', 'first_address')}}}, 1))
    else:
        kind = w.node()
        if w.chance(0.4):
            w.registry['Lab::Node'] = kind
            kind = 'Lab::Node'
        given = {'name': w.pick(['node-%index%', {'str_replace': {'template': 'p-%index%', 'params': {'p': w.p('prefix')}}}]), 'network': w.ref(net) if net else w.p('public_net'), **w.some(0.35, image=w.p('image'), groups=[w.ref('sec')] if net else w.p('names'), size=w.p('size'), meta={'role': 'worker', 'i': '%index%'}, public=w.p('with_volume'))}
        if w.chance(0.65):
            w.add('nodes', 'OS::Heat::ResourceGroup', {'count': count, 'resource_def': {'type': kind, 'properties': given}}, **w.only('many', 'prod'))
            told(w, node_ips=lambda: w.attr('nodes', 'ip'), servers=lambda: w.attr('nodes', 'server'), label0=lambda: w.attr('nodes', 'resource.0.label'), roles=lambda: w.attr('nodes', 'attributes', 'meta'), refs=lambda: w.attr('nodes', 'refs'))
        else:
            for i in range(w.rng.randint(1, 2)):
                name = w.add('node', kind, {**given, 'name': w.named_like(None, f'n{i}')}, **w.only('many'))
                told(w, **{f'ip{i}': lambda: w.attr(name, 'ip'), f'label{i}': lambda: w.attr(name, 'label'), f'inner{i}': lambda: w.attr(name, 'resource.server', 'name')})


def storage(w, net):
    """A file server with a volume, and what its clients are told."""
    w.add('store', 'OS::Nova::Server', attach(w, net, user_data_format='SOFTWARE_CONFIG'))
    w.add('disk', 'OS::Cinder::Volume', {'size': w.p('size'), **w.some(0.2, name='disk', volume_type=w.either('prod', 'ssd', None), metadata=w.p('settings', 'labels'))}, **w.some(0.2, deletion_policy=w.pick(['Retain', 'Delete', 'Snapshot'])), **w.only('volume', 'both'))
    unsafe = 'condition' in w.made['disk']
    w.add('mount', 'OS::Cinder::VolumeAttachment', {'volume_id': w.ref('disk'), 'instance_uuid': w.ref('store'), **w.some(0.4, mountpoint='/dev/vdb')}, **({'condition': w.made['disk']['condition']} if unsafe and w.chance(0.9) else {}))
    w.add('setup', 'OS::Heat::SoftwareConfig', {'group': 'script', 'config': w.pick([{'get_file': w.take('install.sh')}, '#!/bin/sh\necho $server_ip\n']), 'inputs': [{'name': 'server_ip'}, *([{'name': 'disk', 'type': 'String', 'default': ''}] if w.chance(0.4) else [])], 'outputs': [{'name': 'result'}]})
    w.add('serve', 'OS::Heat::SoftwareDeployment', {'config': w.ref('setup'), 'server': w.ref('store'), 'input_values': {'server_ip': w.attr('store', 'first_address')}, **w.some(0.3, actions=['CREATE'], signal_transport='HEAT_SIGNAL')}, **w.some(0.3, depends_on=w.pick(['mount', ['mount']])))
    if w.chance(0.6):
        w.add('clients', 'OS::Heat::ResourceGroup', {'count': w.p('workers'), 'resource_def': {'type': 'OS::Nova::Server', 'properties': attach(w, net, user_data_format='SOFTWARE_CONFIG')}})
        w.add('use', w.pick(['OS::Heat::SoftwareDeploymentGroup', 'OS::Heat::SoftwareDeployments']), {'config': w.ref('setup'), 'servers': w.attr('clients', 'refs_map'), 'input_values': {'server_ip': w.pick([w.attr('serve', 'result'), w.attr('store', 'first_address'), w.attr('serve', 'deploy_stdout')])}})
        told(w, results=lambda: w.attr('use', 'result'), errors=lambda: w.attr('use', 'deploy_stderrs'))
    told(w, exported=lambda: w.attr('serve', 'result'), code=lambda: w.attr('serve', 'deploy_status_code'), disk=lambda: w.attr('disk', 'size') if not unsafe else w.either('volume', w.attr('disk', 'size'), 0))


def scaling(w, net):
    member = w.pick([lambda: {'type': 'OS::Nova::Server', 'properties': attach(w, net, metadata={'metering.server_group': {'get_param': 'OS::stack_id'}})}, lambda: {'type': w.node(), 'properties': {'name': 'a', 'network': w.ref(net) if net else 'n', 'meta': {'role': 'web'}}}])()
    w.add('group', 'OS::Heat::AutoScalingGroup', {'min_size': w.pick([1, w.p('workers')]), 'max_size': 8, 'resource': member, **w.some(0.3, desired_capacity=w.pick([2, w.p('workers')]), cooldown=60, rolling_updates={'max_batch_size': 1, 'min_in_service': 1})})
    for way, by in (('up', 1), ('down', '-1')):
        w.add(f'scale_{way}', 'OS::Heat::ScalingPolicy', {'adjustment_type': 'change_in_capacity', 'auto_scaling_group_id': w.ref('group'), 'cooldown': 60, 'scaling_adjustment': by})
        if w.chance(0.6):
            w.add(f'alarm_{way}', 'OS::Aodh::GnocchiAggregationByResourcesAlarm', {'metric': 'cpu_util', 'aggregation_method': 'mean', 'threshold': w.pick([50, '15', 80.5]), 'resource_type': 'instance', 'comparison_operator': 'gt' if way == 'up' else 'lt', 'granularity': 300, 'evaluation_periods': 1,
                                                                                'alarm_actions': [w.pick([w.attr(f'scale_{way}', 'signal_url'), w.attr(f'scale_{way}', 'alarm_url'), {'str_replace': {'template': 'trust+url', 'params': {'url': w.attr(f'scale_{way}', 'signal_url')}}}])],
                                                                                'query': w.pick([{'list_join': ['', ['{"=": {"server_group": "', {'get_param': 'OS::stack_id'}, '"}}']]}, '{}'])})
    if w.chance(0.4) and net:
        w.add('lb', 'OS::Octavia::LoadBalancer', {'vip_subnet': w.ref('subnet')})
        w.add('listener', 'OS::Octavia::Listener', {'loadbalancer': w.ref('lb'), 'protocol': 'HTTP', 'protocol_port': 80})
        w.add('pool', 'OS::Octavia::Pool', {'listener': w.ref('listener'), 'lb_algorithm': w.pick(['ROUND_ROBIN', 'LEAST_CONNECTIONS']), 'protocol': 'HTTP', **w.some(0.2, session_persistence={'type': 'SOURCE_IP'})})
        w.add('monitor', 'OS::Octavia::HealthMonitor', {'pool': w.ref('pool'), 'type': 'HTTP', 'delay': 3, 'max_retries': 5, 'timeout': 5, **w.some(0.2, url_path='/', expected_codes='200')})
        w.add('member', 'OS::Octavia::PoolMember', {'pool': w.ref('pool'), 'address': w.pick(['192.168.10.9', w.p('ntp')]), 'protocol_port': 80, 'subnet': w.ref('subnet')})
        told(w, vip=lambda: w.attr('lb', 'vip_address'))
    told(w, size=lambda: w.attr('group', 'current_size'), members=lambda: w.attr('group', 'refs'), member_ips=lambda: w.attr('group', 'outputs_list', 'ip' if member['type'] == 'node.yaml' else 'first_address'), url=lambda: w.attr('scale_up', 'signal_url'))


def waiting(w, net):
    w.add('handle', 'OS::Heat::WaitConditionHandle', **w.only('prod'))
    gone = {key: value for key, value in w.made['handle'].items() if key == 'condition'}
    w.add('ready', 'OS::Heat::WaitCondition', {'handle': w.ref('handle'), 'timeout': w.pick([600, '600', w.p('size')]), **w.some(0.5, count=w.p('workers'))}, **gone)
    notify = {'str_replace': {'template': '#!/bin/bash\nwc_notify --data-binary \'{"status": "SUCCESS"}\'\n', 'params': {'wc_notify': w.attr('handle', 'curl_cli')}}}
    w.add('slow', 'OS::Nova::Server', attach(w, net, user_data=notify, user_data_format='RAW'), **gone)
    if w.chance(0.4):
        w.add('after', 'OS::Heat::Value', {'value': w.attr('ready', 'data')}, **gone, **w.some(0.5, depends_on='ready'))
        w.add('delay', 'OS::Heat::Delay', {'min_wait': 5}) if w.version >= '2016' else None
    if not gone:
        told(w, data=lambda: w.attr('ready', 'data'), say=lambda: w.attr('handle', 'curl_cli'), where=lambda: w.attr('handle', 'endpoint'))


def configs(w, net):
    """Deployments of all kinds on one server."""
    w.add('host', 'OS::Nova::Server', attach(w, net, user_data_format='SOFTWARE_CONFIG', **w.some(0.3, software_config_transport=w.pick(['POLL_SERVER_CFN', 'POLL_SERVER_HEAT', 'POLL_TEMP_URL']), user_data=lambda: w.ref('init'))))
    w.add('packages', 'OS::Heat::CloudConfig', {'cloud_config': {'packages': ['nfs-common', w.p('prefix')], 'users': [{'name': 'cc', 'lock_passwd': True}], 'write_files': [{'path': '/etc/x', 'content': script(w)}]}})
    w.add('init', 'OS::Heat::MultipartMime', {'parts': [{'config': w.ref('packages')}, {'config': script(w), 'type': 'text', 'subtype': 'x-shellscript'}]})
    w.add('play', 'OS::Heat::SoftwareConfig', {'group': w.pick(['ansible', 'script']), 'config': {'get_file': w.take('site.yml')}, 'inputs': [{'name': name, 'type': kind} for name, kind in (('stage', 'String'), ('hosts', 'CommaDelimitedList'), ('conf', 'Json'), ('n', 'Number')) if w.chance(0.6)], **w.some(0.3, options={'tags': 'x'}, outputs=[{'name': 'summary', 'error_output': False}])})
    w.add('playing', 'OS::Heat::SoftwareDeployment', {'config': w.ref('play'), 'server': w.ref('host'), 'input_values': {**w.some(0.6, stage=w.p('stage'), hosts=w.p('names'), conf=w.p('settings'), n=w.p('workers'))}, **w.some(0.2, name='playing', actions=w.pick([['CREATE', 'UPDATE'], ['DELETE']]))})
    w.add('conf', 'OS::Heat::StructuredConfig', {'group': 'json-file', 'config': {'/etc/lab.json': {'stage': {'get_input': 'stage'}, 'ntp': w.p('ntp'), 'list': [w.p('prefix'), 1, True]}}, **w.some(0.4, inputs=[{'name': 'stage'}])})
    w.add('configured', 'OS::Heat::StructuredDeployment', {'config': w.ref('conf'), 'server': w.ref('host'), **w.some(0.7, input_values={'stage': w.either('prod', 'production', w.p('stage'))})}, depends_on=w.pick(['playing', ['playing', 'init'], 'packages']))
    told(w, out=lambda: w.attr('playing', 'deploy_stdout'), summary=lambda: w.attr('playing', 'summary'), all=lambda: [w.attr('playing', 'deploy_status_code'), w.attr('configured', 'deploy_stderr')])


def lease(w, net):
    """Hosts that are reserved, and what runs on them."""
    w.add('lease', 'OS::Blazar::Lease', {'name': w.named_like(None, 'lease'), 'start_date': w.p('start'), 'end_date': '2030-01-02 10:00', 'reservations': [w.pick([{'resource_type': 'physical:host', 'min': 1, 'max': w.p('workers'), 'hypervisor_properties': '[]', 'resource_properties': '["==", "$node_type", "x"]', 'before_end': 'default'},
                                                                                                                                     {'resource_type': 'virtual:instance', 'vcpus': 2, 'memory_mb': 2048, 'disk_gb': 20, 'amount': w.p('workers'), 'affinity': False}])], **w.some(0.3, events=[{'event_type': 'before_end_lease', 'time': '2030-01-02 09:00'}], before_end_date='2030-01-02 09:00')})
    w.add('metal', 'OS::Nova::Server', {**attach(w, net), 'scheduler_hints': {'reservation': w.attr('lease', 'reservations', 0, 'id')}})
    told(w, lease=lambda: w.ref('lease'), reservation=lambda: w.attr('lease', 'reservations', 0), state=lambda: w.attr('lease', 'status'))


def values(w, net):
    """What the functions make of the parameters."""
    made = [
        lambda: {'get_param': w.pick(['OS::stack_name', 'OS::stack_id'])}, lambda: w.p('settings', 'dns', 0), lambda: w.p('names', w.pick([0, 1, 5, '0'])), lambda: w.p('settings', w.pick(['labels', 'none', 'mtu'])), lambda: {'list_join': [', ', w.p('names')]},
        lambda: w.since('2015-10', lambda: {'list_join': ['/', w.p('names'), [w.p('prefix')], w.p('ports')]}, 'x'), lambda: w.since('2015-10', lambda: {'str_split': ['.', w.p('ntp'), w.pick([0, 3, '1'])]}, 'x'), lambda: w.since('2015-10', lambda: {'str_split': ['/', w.p('cidr')]}, 'x'),
        lambda: w.since('2015-04', lambda: {'digest': [w.pick(['md5', 'sha256', 'sha512']), w.p('prefix')]}, 'x'), lambda: w.since('2015-04', lambda: {'repeat': {'template': {'host': '%n%', 'port': '%p%'}, 'for_each': {'%n%': w.p('names'), '%p%': w.p('ports')}, **(w.some(0.4, permutations=False) if w.version >= '2017-09' else {})}}, 'x'),
        lambda: w.since('2016-10', lambda: {'repeat': {'template': 'k=v', 'for_each': {'k': w.p('settings', 'labels')}}}, 'x'), lambda: w.since('2016-04', lambda: {'map_merge': [w.p('settings'), {'mtu': 1500}, w.p('settings', 'labels')]}, 'x'),
        lambda: w.since('2016-10', lambda: {'map_replace': [w.p('settings'), {'keys': {'mtu': w.p('prefix')}, 'values': {1450: 9000}}]}, 'x'), lambda: w.since('2017-02', lambda: {'filter': [['alpha', None], w.p('names')]}, 'x'),
        lambda: w.since('2017-09', lambda: {'make_url': {'scheme': 'https', 'host': w.pick([w.p('ntp'), '::1']), 'port': w.p('size'), 'path': w.pick(['/', 'a b']), **w.some(0.4, query={'stage': w.p('stage'), 'x': '&'}, username='me', password='p:w', fragment='top')}}, 'x'),
        lambda: w.since('2017-09', lambda: {'contains': [w.p('stage'), ['dev', 'test']]}, 'x'), lambda: w.since('2017-09', lambda: {w.pick(['list_concat', 'list_concat_unique']): [w.p('names'), w.p('ports'), ['22', 'alpha']]}, 'x'),
        lambda: w.since('2016-10', lambda: {'yaql': {'expression': w.pick(['$.data.n.select($ + "-" + $$.data.p)', '$.data.n.where($ != alpha)', '$.data.n.len()', '$.data.s.labels.items().select($[0] + "=" + $[1])', '$.data.n.orderBy($).first()', 'dict($.data.n.select([$, $.len()]))', '$.data.s.mtu + 50', '$.data.s.dns.last()', 'range($.data.n.len()).select("node-" + str($))',
                                                                       '$.data.n.join(",")', '$.data.n.toDict($, $.toUpper())', '$.data.p.toUpper()', 'let(x => $.data.p) -> $.data.n.select($x + $)', '$.data.s.get(none, 5)', '$.data.n.enumerate().select($[1] + str($[0]))', '$.data.n[0]', '$.data.n.contains(beta)', 'switch($.data.p = lab => 1, true => 2)', '$.data.n.flatten().distinct()']),
                                                                       'data': {'n': w.p('names'), 'p': w.p('prefix'), 's': w.p('settings')}}}, 'x'),
        lambda: w.either(w.pick(['prod', 'volume', 'many', 'both', 'either', 'web', 'big', 'labelled', 'reserved']), w.p('prefix'), w.p('names')), lambda: w.since('2017-09', lambda: {'str_replace_vstrict': {'template': 'A and B', 'params': {'A': w.p('prefix'), 'B': w.p('stage')}}}, 'x'),
        lambda: {'str_replace': {'template': {'get_file': w.take('haproxy.cfg')}, 'params': {'%port%': w.p('size'), '$name': w.p('prefix'), '$ip': ''}}}, lambda: {'Ref': 'prefix'} if w.chance(0.1) else w.p('password'), lambda: [w.p('with_volume'), {'a': w.p('size'), 'b': [w.p('prefix')]}], lambda: None,
    ]
    for i in range(w.rng.randint(1, 4)):
        value = w.pick(made)()
        if w.chance(0.5):
            name = w.add('value', 'OS::Heat::Value', {'value': value, **w.some(0.1, type=w.pick(['string', 'json', 'number', 'comma_delimited_list', 'boolean']))}, **w.only('prod', 'web', 'big'))
            told(w, **{f'{name}_out': lambda: w.attr(name, 'value') if 'condition' not in w.made[name] else {'if': [w.made[name]['condition'], w.attr(name, 'value'), 'none']}})
        else:
            w.outputs[f'made{i}'] = {'value': value}


def more(w, net):
    """Other services that testbeds have."""
    w.pick([
        lambda: w.add('random', 'OS::Heat::RandomString', {'length': w.pick([12, w.p('size')]), **w.some(0.3, character_classes=[{'class': 'lettersdigits', 'min': 4}])}), lambda: w.add('keypair', 'OS::Nova::KeyPair', {'name': w.named_like(None, 'k'), 'public_key': 'ssh-rsa AAA'}),
        lambda: w.add('bucket', 'OS::Swift::Container', {'name': w.named_like(None, 'b'), **w.some(0.4, **{'X-Container-Read': '.r:*', 'PurgeOnDelete': True})}),
        lambda: w.add('placement', 'OS::Nova::ServerGroup', {'policies': [w.either('prod', 'anti-affinity', 'affinity')]}), lambda: w.add('shared', 'OS::Manila::Share', {'size': w.p('size'), 'share_protocol': w.pick(['NFS', 'CIFS']), **w.some(0.3, access_rules=[{'access_to': w.p('ntp'), 'access_type': 'ip', 'access_level': 'rw'}])}),
        lambda: w.add('zone', 'OS::Designate::Zone', {'name': 'lab.example.org.', 'email': 'a@b.org', 'ttl': 300}) and w.add('record', 'OS::Designate::RecordSet', {'zone': w.ref('zone'), 'name': 'www.lab.example.org.', 'type': 'A', 'records': [w.p('ntp')]}), lambda: w.add('queue', 'OS::Zaqar::Queue', {'name': w.p('prefix')}),
        lambda: w.add('box', 'OS::Zun::Container', {'image': 'nginx', 'command': w.pick(['sleep 1', ['sleep']]), 'cpu': 0.5, 'memory': w.pick([512, '512']), 'environment': {'A': w.p('prefix')}}), lambda: w.add('secret', 'OS::Barbican::Secret', {'name': 's', 'payload': w.p('password'), 'payload_content_type': 'text/plain'}),
        lambda: w.add('sub', 'OS::Heat::Stack', {'template': {'get_file': w.take('cluster.yaml')}, 'parameters': {'count': w.p('workers')}}), lambda: w.add('inner', w.take('cluster.yaml'), {**w.some(0.7, count=w.p('workers'), network=w.ref(net) if net else 'n')}) and told(w, inner_ips=lambda: w.attr('inner', 'ips'), inner_first=lambda: w.attr('inner', 'first')),
        lambda: w.add('chain', 'OS::Heat::ResourceChain', {'resources': w.pick([['OS::Heat::RandomString', 'OS::Heat::RandomString'], [w.node()]]), 'resource_properties': {}}), lambda: w.add('none', 'OS::Heat::None', {'x': w.p('prefix')}), lambda: w.add('trunk_port', 'OS::Neutron::Port', {'network': w.ref(net) if net else 'n'}) and w.add('trunk', 'OS::Neutron::Trunk', {'port': w.ref('trunk_port'), 'sub_ports': []}),
        lambda: w.add('qos', 'OS::Neutron::QoSPolicy', {'name': 'q'}) and w.add('limit', 'OS::Neutron::QoSBandwidthLimitRule', {'policy': w.ref('qos'), 'max_kbps': w.p('size')}), lambda: w.add('exists', 'OS::Neutron::Net', external_id=w.p('public_net')) if w.late else w.add('plain', 'OS::Neutron::Net'),
    ])()


SCENES = [bastion, bastion, cluster, cluster, cluster, storage, storage, scaling, waiting, configs, lease, values, values, values, more, more]


def mistake(w, written):
    """One mistake of those that people make; the rest are near misses anywhere."""
    rng, resources = w.rng, written.get('resources') or {}
    names, parameters, outputs = list(resources), written.get('parameters') or {}, written.get('outputs') or {}
    if not names or rng.random() < 0.35:
        return realistic.miss(w, written)
    name = rng.choice(names)
    one = resources[name] if isinstance(resources[name], dict) else {}
    props = one.get('properties') if isinstance(one.get('properties'), dict) else {}
    prop = rng.choice(list(props) or ['x'])
    other = rng.choice(names)

    def rename(mapping, old, new):
        entries = {(new if key == old else key): value for key, value in mapping.items()}
        mapping.clear()
        mapping.update(entries)
    rng.choice([
        lambda: rename(props, prop, realistic.typo(rng, str(prop))), lambda: props.pop(prop, None), lambda: one.update(type=realistic.typo(rng, str(one.get('type')))), lambda: rename(resources, name, name + '2'), lambda: one.update(depends_on=rng.choice([other, 'nowhere', [other, name], [other], name])),
        lambda: parameters.pop(rng.choice(list(parameters)), None) if parameters else None, lambda: parameters.update(extra={'type': rng.choice(['string', 'Number', 'str', 'list', 'number'])}), lambda: rng.choice(list(parameters.values()) or [{}]).update(default=rng.choice([None, 'x', -5, [], {'a': 1}, True, ''])),
        lambda: rng.choice(list(parameters.values()) or [{}]).update(constraints=rng.choice([[{'range': {'min': 5}}], [{'allowed_values': ['q']}], [{'length': 3}], {'range': {'max': 1}}, [{'allowed_pattern': '['}], [{'custom_constraint': 'nova.flavour'}], [{'modulo': {'step': 2}}]])),
        lambda: rename(one, 'properties', rng.choice(['property', 'Properties', 'propertys'])), lambda: one.update({rng.choice(['dependson', 'conditions', 'name', 'depend_on', 'metadata', 'update_policy', 'deletion_policy', 'description']): rng.choice(['x', other, {}, ['x'], None])}), lambda: one.pop('type', None),
        lambda: props.update({prop: {'get_param': 'undeclared'}}), lambda: props.update({prop: {'get_resource': 'nobody'}}), lambda: props.update({prop: {'get_attr': [other, rng.choice(['ip', 'first_adress', 'name', 'show'])]}}), lambda: props.update({prop: {'get_attr': other}}), lambda: props.update({prop: {'get_attr': [other]}}), lambda: props.update({prop: {'get_file': 'missing.sh'}}),
        lambda: props.update({prop: {'list_join': rng.choice([['a', 'b'], [','], [',', 'abc'], 'x', [',', ['a', {'x': 1}]], [{'get_param': 'OS::stack_name'}, ['a', 'b']]])}}), lambda: props.update({prop: {'str_replace': rng.choice([{'template': 'x'}, {'template': 'x', 'params': ['a']}, {'params': {}}, {'template': ['x'], 'params': {'a': 'b'}}, {'template': 'a', 'params': {'a': None}}, {'template': 'a', 'param': {'a': 1}}])}}),
        lambda: props.update({prop: {'if': rng.choice([['nowhere', 1, 2], ['prod', 1], [True, 'a', 'b'], {'a': 1}, [{'equals': ['a', 'a']}, 'x', 'y'], [{'get_param': 'with_volume'}, 'a', 'b']])}}), lambda: props.update({prop: {'repeat': rng.choice([{'template': 'x', 'for_each': ['a']}, {'template': 'x'}, {'template': '%a%', 'for_each': {'%a%': 'text'}}, {'for_each': {'%a%': ['x']}}])}}),
        lambda: props.update({prop: str(props.get(prop))}), lambda: props.update({prop: [props.get(prop)]}), lambda: props.update({prop: rng.choice([None, 5, 'text', True, [], {}, {'a': 'b'}])}), lambda: written.update(heat_template_version=rng.choice(['2013-05-23', '2015-10-15', '2016-10-14', '2018-03-02', '2018-08-32', 'train', 2018, '2021-04-16', 'queens', '2022-01-01'])),
        lambda: rename(written, rng.choice(list(written)), rng.choice(['Resources', 'outputs', 'parameter', 'resource', 'conditions', 'extra', 'output'])), lambda: outputs.update(bad=rng.choice([{'value': {'get_attr': [name, 'nope']}}, {'valeu': 1}, {}, 'text', {'value': {'get_resource': 'nobody'}}, {'value': {'get_attr': [name, 0]}}, {'value': {'get_param': 'undeclared'}}, {'value': {'get_attr': ['nobody', 'x']}}, None])),
        lambda: written.setdefault('conditions', {}).update(odd=rng.choice([{'equals': ['a']}, 'prod', {'not': ['x', 'y']}, {'get_attr': [name, 'x']}, {'and': ['prod']}, None, {'equals': [{'get_resource': name}, 'x']}, {'contains': ['a', 'b']}, {'if': ['prod', True, False]}, {'or': [{'get_param': 'stage'}, True]}])),
        lambda: one.update(condition=rng.choice(['nowhere', 'prod', True, {'equals': ['a', 'b']}, {'get_param': 'stage'}, None, 5, {'not': 'prod'}])), lambda: w.files.pop(rng.choice(list(w.files)), None) if w.files else None, lambda: w.files.update({file: realistic.torn(rng, text) for file, text in w.files.items() if rng.random() < 0.6}),
        lambda: w.registry.update({rng.choice(['Lab::Node', 'OS::Nova::Server', 'OS::Neutron::*', 'OS::Heat::RandomString']): rng.choice(['OS::Heat::None', 'nowhere.yaml', 'Lab::Other', 'node.yaml'])}), lambda: props.update({'name': {'get_param': ['settings', 'mtu', 'x']}}), lambda: props.update({prop: {'Fn::Join': ['', ['a', 'b']]}}), lambda: props.update({prop: {'Ref': other}}),
    ])()
    return None


def hot(rng):
    """A testbed in HOT."""
    w = Lab(rng)
    w.careful, w.outputs = True, {}
    net = base(w)
    for scene in rng.sample(SCENES, rng.choice([1, 1, 2, 2, 3])):
        scene(w, net)
    given = {name: 'secret1' for name in w.used if 'default' not in w.used[name] and rng.random() < 0.97}
    env = {}
    for name in w.used:
        if rng.random() < 0.12:
            given[name] = rng.choice(GIVEN[name][:2] if rng.random() < 0.7 else GIVEN[name])
    for name in list(given):
        if rng.random() < 0.35:
            env.setdefault(rng.choice(['parameters', 'parameters', 'parameter_defaults']), {})[name] = given.pop(name)
    written = {'heat_template_version': w.named, **({'description': 'A testbed.'} if rng.random() < 0.6 else {}), **({'parameter_groups': [{'label': 'All', 'parameters': list(w.used)}]} if w.used and rng.random() < 0.1 else {}), 'parameters': w.used,
               **({'conditions': w.conds} if w.conds and (w.late or rng.random() < 0.2) else {}), 'resources': w.made, 'outputs': w.outputs}
    written = json.loads(json.dumps({key: part for key, part in written.items() if part}))
    if rng.random() < 0.34:
        for _ in range(rng.choice([1, 1, 2, 3])):
            mistake(w, written)
    text = generate.yaml(written) if rng.random() < 0.9 else json.dumps(written, indent=2)
    if w.registry:
        env['resource_registry'] = {**w.registry, **({'resources': {rng.choice(list(w.made)): {'OS::Nova::Server': 'OS::Heat::None'}}} if rng.random() < 0.1 else {})}
    if rng.random() < 0.02:
        env[rng.choice(['parameters', 'parameter_defaults', 'parameter_merge_strategies'])] = rng.choice([{'nowhere': 1}, {}, {'settings': 'merge'}])
    return {'template_text': text, 'params': given, 'files': w.files, **({'env': [env]} if env else {})}


def cfn(rng):
    """A testbed in CloudFormation's format."""
    aws = rng.random() < 0.6
    pick, chance = lambda *options: rng.choice(options), lambda p: rng.random() < p
    parameters = {'KeyName': {'Type': 'String', 'Description': 'a key'}, 'InstanceType': {'Type': 'String', 'Default': 'm1.small', 'AllowedValues': ['m1.tiny', 'm1.small', 'm1.large'], 'ConstraintDescription': 'must be a type'}, 'Nodes': {'Type': 'Number', 'Default': pick('2', 2), 'MinValue': '1', 'MaxValue': '5'},
                  'Stage': {'Type': 'String', 'Default': 'dev', 'AllowedPattern': '[a-z]*', 'MaxLength': '6'}, 'Zones': {'Type': 'CommaDelimitedList', 'Default': 'nova,other'}, 'Secret': {'Type': 'String', 'NoEcho': 'true', 'MinLength': '4'}, 'Conf': {'Type': 'Json', 'Default': {'a': {'b': 'c'}}}}
    ref = lambda name: {'Ref': name}
    decide = lambda yes, no: {'Fn::If': [pick('Prod', 'Prod', 'Many'), yes, no]} if aws else yes
    data = lambda: pick({'Fn::Base64': {'Fn::Join': ['', ['#!/bin/bash -v\n', 'echo ', ref('Stage'), '\n', '/opt/aws/bin/cfn-signal -e 0 ', ref('Handle'), '\n']]}}, {'Fn::Base64': 'echo hello'}, {'Fn::Base64': {'Fn::Replace': [{'%stage%': ref('Stage')}, 'run %stage%\n']}})
    made = {'Handle': {'Type': pick('AWS::CloudFormation::WaitConditionHandle', 'OS::Heat::WaitConditionHandle')}}
    instance = lambda: {'ImageId': pick({'Fn::FindInMap': ['Images', ref('Stage'), 'id']}, {'Fn::FindInMap': ['Images', 'dev', 'id']}, 'image-1'), 'InstanceType': ref('InstanceType'), 'KeyName': ref('KeyName'), 'UserData': data()}
    blocks = [
        lambda: made.update(Server={'Type': 'AWS::EC2::Instance', 'Metadata': {'AWS::CloudFormation::Init': {'config': {'packages': {'yum': {'httpd': []}}, 'files': {'/tmp/x': {'content': {'Fn::Join': ['', [ref('Stage'), '\n']]}, 'mode': '000644'}}}}}, 'Properties': {**instance(), **({'SecurityGroups': [ref('Group')]} if 'Group' in made and chance(0.5) else {}), **({'Tags': [{'Key': 'Name', 'Value': ref('Stage')}]} if chance(0.4) else {})}}),
        lambda: made.update(Wait={'Type': pick('AWS::CloudFormation::WaitCondition', 'OS::Heat::WaitCondition'), 'DependsOn': pick('Handle', 'Server' if 'Server' in made else 'Handle'), 'Properties': pick({'Handle': ref('Handle'), 'Timeout': pick('600', 600)}, {'Handle': ref('Handle'), 'Timeout': '600', 'Count': ref('Nodes')})}),
        lambda: made.update(Group={'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'open', 'SecurityGroupIngress': [{'IpProtocol': 'tcp', 'FromPort': pick('22', 22), 'ToPort': '22', 'CidrIp': '0.0.0.0/0'}, {'IpProtocol': 'icmp', 'FromPort': '-1', 'ToPort': '-1', 'CidrIp': '0.0.0.0/0'}]}}),
        lambda: made.update(Disk={'Type': 'AWS::EC2::Volume', 'DeletionPolicy': pick('Snapshot', 'Retain', 'Delete'), 'Properties': {'Size': pick(ref('Nodes'), '5'), 'AvailabilityZone': pick({'Fn::Select': ['0', ref('Zones')]}, 'nova', {'Fn::GetAtt': ['Server', 'AvailabilityZone']} if 'Server' in made else 'nova')}}) or ('Server' in made and made.update(Mount={'Type': 'AWS::EC2::VolumeAttachment', 'Properties': {'InstanceId': ref('Server'), 'VolumeId': ref('Disk'), 'Device': '/dev/vdc'}})),
        lambda: made.update(Address={'Type': 'AWS::EC2::EIP', **({'Properties': {'InstanceId': ref('Server')}} if 'Server' in made and chance(0.7) else {})}),
        lambda: made.update(Launch={'Type': 'AWS::AutoScaling::LaunchConfiguration', 'Properties': instance()}, Scaled={'Type': 'AWS::AutoScaling::AutoScalingGroup', 'Properties': {'AvailabilityZones': pick({'Fn::GetAZs': ''}, ref('Zones'), ['nova']), 'LaunchConfigurationName': ref('Launch'), 'MinSize': '1', 'MaxSize': pick('3', ref('Nodes')), **({'DesiredCapacity': ref('Nodes')} if chance(0.3) else {})}, **({'UpdatePolicy': {'AutoScalingRollingUpdate': {'MinInstancesInService': '1', 'MaxBatchSize': '1', 'PauseTime': 'PT1M'}}} if chance(0.3) else {})},
                            Up={'Type': 'AWS::AutoScaling::ScalingPolicy', 'Properties': {'AdjustmentType': 'ChangeInCapacity', 'AutoScalingGroupName': ref('Scaled'), 'Cooldown': '60', 'ScalingAdjustment': '1'}}),
        lambda: made.update(User={'Type': 'AWS::IAM::User', 'Properties': {'Policies': []}}, Keys={'Type': 'AWS::IAM::AccessKey', 'Properties': {'UserName': ref('User')}}),
        lambda: made.update(Net={'Type': 'OS::Neutron::Net', 'Properties': {'name': {'Fn::Join': ['-', [ref('AWS::StackName'), ref('Stage')]]}}}, Subnet={'Type': 'OS::Neutron::Subnet', 'Properties': {'network': ref('Net'), 'cidr': '10.0.0.0/24'}}, Port={'Type': 'OS::Neutron::Port', 'DependsOn': pick('Subnet', ['Subnet']), 'Properties': {'network_id' if chance(0.2) else 'network': ref('Net')}}),
        lambda: made.update(Node={'Type': 'OS::Nova::Server', 'Properties': {'image': 'i', 'flavor': ref('InstanceType'), 'networks': [{'network': pick('n', ref('Net') if 'Net' in made else 'n')}], 'metadata': {'stage': ref('Stage'), 'zone': {'Fn::Select': [pick(0, '1', 7), ref('Zones')]}}}}),
        lambda: made.update(Many={'Type': 'OS::Heat::ResourceGroup', 'Properties': {'count': ref('Nodes'), 'resource_def': {'type': pick('OS::Heat::RandomString', 'OS::Nova::Server'), 'properties': {}}}}),
        lambda: made.update(Value={'Type': 'OS::Heat::Value', 'Properties': {'value': pick({'Fn::Split': [',', 'a,b']}, {'Fn::Select': ['a', ref('Conf')]}, {'Fn::FindInMap': ['Images', ref('Stage'), 'size']}, ref('Conf'), decide('a', 'b'), {'Fn::MemberListToMap': ['Name', 'Value', ['.member.0.Name=a', '.member.0.Value=b']]}, ref('Nodes'), {'Fn::Join': [',', ref('Zones')]})}}),
        lambda: made.update(Vpc={'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.0.0.0/16'}}, Sub={'Type': 'AWS::EC2::Subnet', 'Properties': {'VpcId': ref('Vpc'), 'CidrBlock': '10.0.1.0/24'}}),
        lambda: made.update(Bucket={'Type': 'AWS::S3::Bucket', 'Properties': {'AccessControl': 'PublicRead'}}),
    ]
    for block in rng.sample(blocks, rng.randint(2, 5)):
        block()
    if aws:
        for resource in made.values():
            if chance(0.08):
                resource['Condition'] = pick('Prod', 'Many')
    attributes = {'AWS::EC2::Instance': ['PublicIp', 'PrivateIp', 'AvailabilityZone'], 'OS::Nova::Server': ['first_address', 'name'], 'AWS::EC2::EIP': ['AllocationId'], 'OS::Neutron::Net': ['subnets'], 'OS::Heat::Value': ['value'], 'AWS::CloudFormation::WaitCondition': ['Data'], 'AWS::IAM::AccessKey': ['SecretAccessKey', 'UserName'],
                  'OS::Heat::ResourceGroup': ['refs'], 'AWS::AutoScaling::AutoScalingGroup': ['InstanceList'], 'AWS::S3::Bucket': ['DomainName', 'WebsiteURL'], 'OS::Neutron::Port': ['fixed_ips', 'mac_address']}
    tell = lambda name: pick(ref(name), {'Fn::GetAtt': [name, pick(*attributes.get(made[name]['Type'], ['show']))]}, {'Fn::Join': ['', ['http://', {'Fn::GetAtt': [name, pick(*attributes.get(made[name]['Type'], ['show']))]}, '/']]}, decide(ref(name), 'none'), {'Fn::Select': ['b', {'Fn::Select': ['a', ref('Conf')]}]}, ref('Secret'), {'Fn::FindInMap': ['Images', ref('Stage'), 'id']}, {'Fn::GetAtt': [name, 'nope']} if chance(0.1) else ref('AWS::Region'))
    outputs = {f'Out{i}': {'Value': tell(rng.choice(list(made))), **({'Description': 'd'} if chance(0.4) else {}), **({'Condition': 'Prod'} if aws and chance(0.08) else {})} for i in range(rng.randint(0, 4))}
    written = {**({'AWSTemplateFormatVersion': '2010-09-09'} if aws else {'HeatTemplateFormatVersion': '2012-12-12'}), 'Description': 'A testbed', 'Parameters': parameters, 'Mappings': {'Images': {'dev': {'id': 'img-dev', 'size': 5}, 'prod': {'id': 'img-prod', 'size': [1, 2]}}},
               **({'Conditions': {'Prod': {'Fn::Equals': [ref('Stage'), 'prod']}, 'Many': pick({'Fn::Not': [{'Fn::Equals': [ref('Nodes'), 1]}]}, {'Fn::And': ['Prod', {'Fn::Not': ['Prod']}]}, {'Fn::Or': ['Prod', {'Fn::Equals': [{'Fn::FindInMap': ['Images', ref('Stage'), 'size']}, 5]}]})}} if aws else {}), 'Resources': made, **({'Outputs': outputs} if outputs else {})}
    for name in ('Conf', 'Zones', 'Nodes', 'Stage'):
        if f'"{name}"' not in json.dumps([made, outputs, written.get('Conditions')]):
            parameters.pop(name)
    given = {'KeyName': 'mine', 'Secret': 'secret', **({'Stage': pick('prod', 'Prod', 'dev')} if chance(0.3) else {}), **({'Nodes': pick(3, '3', 9, 'x')} if chance(0.2) else {}), **({'Zones': pick('a', ['a', 'b'], '')} if chance(0.15) else {}), **({'Conf': pick('{"a": {"b": 1}}', {}, '[]')} if chance(0.1) else {})}
    given = {name: value for name, value in given.items() if name in parameters and chance(0.98)}
    written = json.loads(json.dumps(written))
    if chance(0.34):
        for _ in range(rng.choice([1, 1, 2, 3])):
            spots = [at for at in realistic.places(written) if len(at) > 1 and at[0] in ('Resources', 'Resources', 'Outputs', 'Conditions', 'Parameters')]
            at = rng.choice(spots)
            parent = written
            for step in at[:-1]:
                parent = parent[step]
            key, value = at[-1], parent[at[-1]]
            if isinstance(parent, dict) and chance(0.4):
                entries = {(realistic.typo(rng, str(key)) if k == key else k): v for k, v in parent.items()}
                parent.clear()
                parent.update(entries)
            elif chance(0.25):
                del parent[key]
            else:
                parent[key] = pick(None, 'text', 5, [], {}, [value], {'Ref': 'Nowhere'}, {'Ref': rng.choice(list(made))}, {'Fn::GetAtt': [rng.choice(list(made)), 'x']}, {'get_param': 'Stage'}, {'Fn::Select': [value]}, {'Fn::Join': ['', value]}, {'Fn::If': ['Prod', value, 'x']}, {'Fn::FindInMap': ['Images', 'x', 'id']}, str(value), {'Fn::Split': [',', value]})
    return {'template_text': json.dumps(written, indent=2) if chance(0.5) else generate.yaml(written), 'params': given, 'files': {}}


def testbed(rng):
    """A testbed; every sixth in CloudFormation's format."""
    return cfn(rng) if rng.random() < 0.17 else hot(rng)


KINDS = {'testbeds': testbed}
