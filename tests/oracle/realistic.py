"""Whole templates as people write them: networks, servers, groups, deployments, files, environments; and near misses.

A template is made of blocks, each a few resources that belong together. Half of them get mistakes: a key with a slip of the
pen, a value of another kind, a name that leads nowhere, a line that is torn.
"""
import json
import pathlib

import generate

CATALOG = pathlib.Path(__file__).resolve().parents[2] / 'crates/schema/catalog'
VERSIONS = generate.VERSIONS + ['2016-10-14', '2017-09-01', '2018-08-31', '2021-04-16', 'rocky', 'wallaby'] * 2
PARAMETERS = {
    'image': ('string', 'CC-Ubuntu22.04', {'custom_constraint': 'glance.image'}),
    'flavor': ('string', 'm1.small', {'allowed_values': ['m1.small', 'm1.large', 'baremetal']}),
    'key_name': ('string', 'default', {'custom_constraint': 'nova.keypair'}),
    'net': ('string', 'sharednet1', {'length': {'min': 1, 'max': 20}}),
    'public': ('string', 'public', {'allowed_pattern': '[a-z]+[a-z0-9]*'}),
    'cidr': ('string', '10.0.0.0/24', {'custom_constraint': 'net_cidr'}),
    'address': ('string', '10.0.0.7', {'custom_constraint': 'ip_addr'}),
    'env': ('string', 'prod', {'allowed_values': ['prod', 'dev', 'test']}),
    'count': ('number', 2, {'range': {'min': 0, 'max': 5}}),
    'size': ('number', 10, {'range': {'min': 1}}),
    'port': ('number', 8080, {'modulo': {'step': 10, 'offset': 0}}),
    'names': ('comma_delimited_list', 'web,db,cache', {'length': {'min': 1, 'max': 4}}),
    'subnets': ('comma_delimited_list', ['10.1.0.0/24', '10.2.0.0/24'], {'length': {'max': 3}}),
    'tags': ('comma_delimited_list', 'a', {'allowed_values': ['a', 'b', 'web']}),
    'settings': ('json', {'a': 1, 'b': {'c': 'd'}, 'list': ['x', 'y']}, {'length': {'min': 1}}),
    'hosts': ('json', {'web': '10.0.0.1', 'db': '10.0.0.2'}, {'length': {'max': 5}}),
    'public_access': ('boolean', True, {'allowed_values': [True, False]}),
    'with_volume': ('boolean', 'false', {'allowed_values': [True, False]}),
}
GIVEN = {
    'string': ['web', 'prod', 'dev', 'm1.large', '10.0.0.0/16', '10.0.0.9', '', 5, True, 1.5, None, ['a'], {'a': 1}, 'é', ' a '],
    'number': [0, 1, 3, '4', 2.5, '1e3', 'x', '', True, None, -1, [1], 100], 'boolean': [True, False, 'yes', 'off', 1, 0, 'no', 'maybe', None, ''],
    'comma_delimited_list': ['a,b', ['x', 'y'], '', 'web', [], [1, 'b'], {'a': 1}, 5, None, 'a, b', ['web', None]],
    'json': [{'a': {'b': 'x'}}, '{"a": 1}', '[1, "x"]', [], {}, 'text', '', 5, None, [1, {'x': 'y'}], '{"a": '],
}
FILES = {
    'script.sh': '#!/bin/sh\necho hello > /tmp/x\n', 'conf/app.conf': 'port=$port\nname=%name%\n', 'data.json': '{"a": [1, 2]}',
    'node.yaml': 'heat_template_version: 2016-10-14\nparameters:\n  name: { type: string }\n  conf: { type: json, default: {} }\n'
                 'conditions: { named: { equals: [{ get_param: name }, web] } }\nresources:\n  random: { type: OS::Heat::RandomString, condition: named }\n'
                 '  server: { type: OS::Nova::Server, properties: { image: i, flavor: f, name: { get_param: name }, networks: [{ network: n }] } }\n'
                 'outputs:\n  address: { value: { get_attr: [server, first_address] } }\n  secret: { value: { if: [named, { get_attr: [random, value] }, none] } }\n',
    'lib/value.yaml': 'heat_template_version: 2018-08-31\nparameters:\n  name: { type: string, default: x }\n  count: { type: number, default: 1, constraints: [{ range: { min: 1, max: 5 } }] }\n'
                      '  tags: { type: comma_delimited_list, default: [] }\nresources:\n  v: { type: OS::Heat::Value, properties: { value: { list_join: ["-", [{ get_param: name }, n]] } } }\n'
                      'outputs:\n  joined: { value: { get_attr: [v, value] } }\n  OS::stack_id: { value: { get_resource: v } }\n  tags: { value: { get_param: tags } }\n',
    'group.yaml': 'heat_template_version: 2015-04-30\nparameters: { name: { type: string, default: q } }\nresources:\n'
                  '  g: { type: OS::Heat::ResourceGroup, properties: { count: 2, resource_def: { type: OS::Heat::RandomString } } }\noutputs:\n  refs: { value: { get_attr: [g, refs] } }\n',
    'outer.yaml': 'heat_template_version: rocky\nparameters:\n  name: { type: string, default: deep }\nresources:\n  inner: { type: lib/value.yaml, properties: { name: { get_param: name }, tags: [a, b] } }\n'
                  '  after: { type: OS::Heat::Value, depends_on: inner, properties: { value: { get_attr: [inner, joined] } } }\noutputs:\n  joined: { value: { get_attr: [inner, joined] } }\n',
    'broken.yaml': 'heat_template_version: 2018-08-31\nresources:\n  v: { type: OS::No::Such }\n', 'torn.yaml': 'heat_template_version: 2018-08-31\nresources: [\n',
}
MORE = {  # Attributes that are asked for; besides these those of the catalog.
    'OS::Heat::ResourceGroup': [['refs'], ['refs_map'], ['refs', 0], ['name'], ['resource.0'], ['resource.0.name'], ['attributes', 'name'], ['attributes', 'first_address', 0], ['first_address'],
                                ['refs_map', '0'], ['removed_rsrc_list'], ['resource.1', 'name'], ['networks', 0]],
    'OS::Heat::ResourceChain': [['refs'], ['attributes', 'name'], ['resource.0'], ['resource.0.value'], ['value'], ['resource.0', 'value']],
    'OS::Heat::AutoScalingGroup': [['refs'], ['refs_map'], ['outputs', 'first_address'], ['outputs_list', 'name'], ['current_size'], ['resource.0'], ['resource.0.name'], ['refs', 0]],
    'OS::Heat::SoftwareDeployment': [['deploy_stdout'], ['result'], ['deploy_status_code'], ['result', 'x'], ['nothing']],
    'OS::Heat::StructuredDeployment': [['deploy_stdout'], ['result']],
    'OS::Heat::SoftwareDeploymentGroup': [['deploy_stdouts'], ['result'], ['result', '0'], ['deploy_status_codes']],
    'OS::Nova::Server': [['first_address'], ['networks', 'net', 0], ['addresses', 'net', 0, 'addr'], ['name'], ['show'], [], ['metadata'], ['addresses'], ['show', 'id'], ['console_urls', 'novnc']],
    'OS::Neutron::Port': [['fixed_ips', 0, 'ip_address'], ['mac_address'], ['subnets', 0, 'cidr'], ['network', 'name'], ['show']],
}
NESTED = {'node.yaml': [['address'], ['secret'], ['resource.server'], ['resource.server', 'name'], ['resource.server.name'], ['show']],
          'lib/value.yaml': [['joined'], ['tags'], ['tags', 0], ['resource.v.value'], []], 'group.yaml': [['refs'], ['refs', 0], ['resource.g', 'refs']], 'outer.yaml': [['joined'], ['resource.inner']]}


def read_catalog():
    """The types with their properties: {type: ({property: (kind, required, words)}, attributes)}."""
    types, current = {}, None
    for line in (CATALOG / 'core.txt').read_text().splitlines() + (CATALOG / 'catalog.txt').read_text().splitlines():
        words = line.split()
        if not line.startswith(' ') and '::' in line:
            current = types.setdefault(words[0], ({}, []))
        elif current and line.startswith(' @'):
            current[1].append(words[0][1:])
        elif current and line[1:2].isalpha() and len(words) > 1:
            current[0][words[0]] = (words[1][0], '!' in words[1], words[2:])
    return types


TYPES = read_catalog()


class Writer(generate.Values):
    """A template in the making."""

    def __init__(self, rng):
        super().__init__(rng, rng.choice(VERSIONS))
        self.made, self.files, self.registry, self.declared = {}, {}, {}, {}
        self.careful = self.chance(0.55)

    def bad(self, *values):
        """These values, unless whoever writes the template is careful."""
        return [] if self.careful else list(values)

    def p(self, name, otherwise=None):
        """A parameter, which is declared if it is not yet; or a value in its place."""
        kind, default, _ = PARAMETERS[name]
        if self.chance(0.3):
            literal = default.split(',') if kind == 'comma_delimited_list' and isinstance(default, str) else default
            return otherwise if otherwise is not None else literal
        self.declared.setdefault(name, kind)
        self.parameters = self.declared
        return {'get_param': name}

    def of(self, kinds, otherwise='some-id'):
        """A reference to a resource of one of the types."""
        names = [name for name in self.made if self.made[name].get('type') in kinds]
        if not names or self.chance(0.12):
            return otherwise
        return {'get_resource': self.pick(names)} if self.chance(0.95) else self.pick(names)

    def attribute(self, name=None):
        name = name or self.pick(self.made)
        kind = self.made[name].get('type')
        paths = MORE.get(kind) or NESTED.get(kind) or [[a] for a in TYPES.get(kind, ({}, []))[1]] or [['show']]
        if self.chance(0 if self.careful else 0.05):
            paths = [['nope'], ['show'], ['x', 'y']]
        return {'get_attr': [name] + self.pick(paths)}

    def say(self):
        """A text, perhaps put together."""
        return self.pick([
            lambda: self.word() or 'x', lambda: self.p('env'), lambda: self.text(1), lambda: {'get_param': 'OS::stack_name'},
            lambda: {'str_replace': {'template': 'node-$env-%n%', 'params': {'$env': self.p('env'), '%n%': self.p('count')}}},
            lambda: {'list_join': ['-', [{'get_param': 'OS::stack_name'}, self.p('env'), 'x']]},
            lambda: self.attribute() if self.made else 'y',
        ])()

    def add(self, stem, kind, properties=None, **more):
        name = stem if stem not in self.made else f'{stem}{len(self.made)}'
        resource = {'type': kind}
        if properties is not None:
            resource['properties'] = properties
        resource.update(more)
        if self.made and self.chance(0.08):
            others = list(self.made)
            resource['depends_on'] = self.pick([self.pick(others), [self.pick(others)], self.rng.sample(others, min(2, len(others)))])
        if self.conditions and self.chance(0.12):
            resource['condition'] = self.pick([self.pick(self.conditions), {'not': self.pick(self.conditions)}, self.condition(1)])
        if self.chance(0.04):
            resource['deletion_policy'] = self.pick(['Delete', 'Retain', 'Snapshot', 'delete', 'retain'])
        if self.chance(0.05):
            resource['metadata'] = self.pick([{'role': self.say()}, {'a': {'b': [1, self.say()]}}, self.map(1)])
        if self.chance(0.015):
            resource['external_id'] = self.pick(['8f2e', self.p('net'), self.say()])
        if self.chance(0.02):
            resource['update_policy'] = {}
        if self.chance(0.05):
            resource['description'] = self.pick(['what it is', *self.bad(5)])
        self.made[name] = resource
        self.resources[name] = kind
        self.readable = list(self.made)
        return name

    def some(self, p=0.5, **options):
        """Each of these with a probability; the makers are called."""
        return {key: make() if callable(make) else make for key, make in options.items() if self.chance(p)}


def network(w):
    net = w.add(w.pick(['network', *w.bad('net')]), 'OS::Neutron::Net', w.some(0.3, name=w.say, admin_state_up=True, shared='false', value_specs={'mtu': 1400}, tags=lambda: w.p('tags')))
    sub = w.add('subnet', 'OS::Neutron::Subnet', {w.pick(['network', 'network', 'network_id']): w.of(['OS::Neutron::Net']), 'cidr': w.p('cidr'), **w.some(
        0.25, gateway_ip=w.pick(['10.0.0.1', '', None, *w.bad('x')]), enable_dhcp=True, dns_nameservers=w.pick([['8.8.8.8'], ['1.1.1.1', 'dns']]), ip_version=w.pick([4, 4, '4', *w.bad(5, 6)]), name=w.say,
        allocation_pools=w.pick([[{'start': '10.0.0.10', 'end': '10.0.0.20'}], *w.bad([{'start': '10.0.0.10'}], [{'start': '10.0.0.x', 'end': '10.0.0.20'}])]),
        host_routes=[{'destination': '10.9.0.0/16', 'nexthop': '10.0.0.2'}])})
    if w.chance(0.6):
        router = w.add('router', 'OS::Neutron::Router', w.some(0.6, external_gateway_info=lambda: w.pick([{'network': w.p('public')}, {'network': {'get_resource': net}}, *w.bad({'network_id': w.p('public')})]),
                                                             name=w.say))
        if w.chance(0.8):
            w.add('router_interface', 'OS::Neutron::RouterInterface', {w.pick(['router', 'router', 'router_id']): {'get_resource': router}, w.pick(['subnet', 'subnet', 'subnet_id']): w.of(['OS::Neutron::Subnet'])}
                  if w.chance(0.85) else {'router': {'get_resource': router}, 'port': w.of(['OS::Neutron::Port'])})
        if w.chance(0.25):
            w.add('gateway', 'OS::Neutron::RouterGateway', {w.pick(['router_id', *w.bad('router')]): w.of(['OS::Neutron::Router']), w.pick(['network', 'network_id']): w.p('public')})
        if w.chance(0.12):
            routes = [('OS::Neutron::ExtraRouteSet', {'router': {'get_resource': router}, 'routes': [{'destination': '10.3.0.0/24', 'nexthop': '10.0.0.9'}]}),
                      ('OS::Neutron::ExtraRoute', {'router_id': {'get_resource': router}, 'destination': '10.3.0.0/24', 'nexthop': '10.0.0.9'})]
            w.add('route', w.pick(routes)[0], w.pick(routes)[1]) if not w.careful else w.add('route', *w.pick(routes))
    del sub


def security(w):
    rules = [{'protocol': w.pick(['tcp', 'udp', 'icmp', *w.bad(None)]), **w.some(0.5, port_range_min=w.pick([22, '80', 0, *w.bad(70000)]), port_range_max=w.p('port'), remote_ip_prefix=w.pick(['0.0.0.0/0', '10.0.0.0/8', *w.bad('x')]),
             direction=w.pick(['ingress', 'egress', *w.bad('in')]), remote_mode=w.pick(['remote_ip_prefix', 'remote_group_id']), ethertype=w.pick(['IPv4', 'IPv6']))} for _ in range(w.rng.randint(0, 3))]
    group = w.add('security', 'OS::Neutron::SecurityGroup', {**w.some(0.4, name=w.pick(['allow', 'a b', *w.bad('default')]), description='what comes in'), **w.some(0.8, rules=rules)})
    if w.chance(0.2):
        w.add('rule', 'OS::Neutron::SecurityGroupRule', {'security_group': {'get_resource': group}, 'protocol': 'tcp', **w.some(0.5, port_range_min=22, port_range_max=w.pick([22, *w.bad(21)]), **w.some(0.3, remote_group={'get_resource': group}),
                                                                                                                              remote_ip_prefix='10.0.0.0/8')})


def port(w):
    fixed = [{w.pick(['subnet', 'subnet', 'subnet_id']): w.of(['OS::Neutron::Subnet']), **w.some(0.3, ip_address=lambda: w.p('address'))} for _ in range(w.pick([0, 1, 1, 2]))]
    port = w.add(w.pick(['nic', *w.bad('port')]), 'OS::Neutron::Port', {w.pick(['network', 'network', 'network', 'network_id']): w.of(['OS::Neutron::Net']), **w.some(0.6, fixed_ips=fixed), **w.some(
        0.2, security_groups=lambda: [w.of(['OS::Neutron::SecurityGroup'])], name=w.say, allowed_address_pairs=w.pick([[{'ip_address': '10.0.0.0/24'}], *w.bad([{'mac_address': 'x'}])]), port_security_enabled=False,
        mac_address='fa:16:3e:00:00:01', value_specs={'a': 'b'}, replacement_policy=w.pick(['AUTO', 'REPLACE_ALWAYS']), **{'binding:vnic_type': w.pick(['normal', 'direct', *w.bad('odd')])})})
    if w.chance(0.5):
        floating(w, port)


def floating(w, port=None):
    at = {'get_resource': port} if port else w.of(['OS::Neutron::Port'])
    w.pick([
        lambda: w.add('floating', 'OS::Neutron::FloatingIP', {w.pick(['floating_network', 'floating_network', 'floating_network_id']): w.p('public'), **w.some(0.6, port_id=at), **w.some(0.1, fixed_ip_address='10.0.0.5')}),
        lambda: w.add('association', 'OS::Neutron::FloatingIPAssociation', {w.pick(['floatingip_id', *w.bad('floating_ip')]): {'get_resource': w.add(
            'floating', 'OS::Neutron::FloatingIP', {'floating_network': w.p('public')})}, 'port_id': w.pick([at, *w.bad({'get_attr': [w.pick(w.made), 'port']} if w.made else 'x')])}),
        lambda: w.add('forward', 'OS::Neutron::FloatingIPPortForward', {'floating_ip': {'get_resource': w.add('floating', 'OS::Neutron::FloatingIP', {'floating_network': w.p('public')})}, 'internal_port': at,
                                                                        'internal_ip_address': '10.0.0.2', 'internal_port_number': 80, 'external_port': w.p('port'), 'protocol': 'tcp'}),
        lambda: w.add('floating', 'OS::Nova::FloatingIP', {'pool': w.p('public')}),
    ])()


def networks(w):
    one = lambda: w.pick([lambda: {'network': w.of(['OS::Neutron::Net'], 'sharednet1')}, lambda: {'network': w.p('net')}, lambda: {'port': w.of(['OS::Neutron::Port'])}, lambda: {'subnet': w.of(['OS::Neutron::Subnet'])},
                          lambda: {'network': w.of(['OS::Neutron::Net']), 'fixed_ip': w.p('address')}, lambda: {'uuid': w.of(['OS::Neutron::Net'])}, lambda: {'network': w.of(['OS::Neutron::Net']), 'subnet': w.of(['OS::Neutron::Subnet'])},
                          lambda: {'subnet': w.of(['OS::Neutron::Subnet']), 'floating_ip': w.of(['OS::Neutron::FloatingIP'])},
                          lambda: {'network': 'n', 'port_extra_properties': {'admin_state_up': True}}, *w.bad(
                              lambda: {'allocate_network': w.pick(['auto', 'none', 'some'])}, lambda: {'network': w.of(['OS::Neutron::Net']), 'floating_ip': w.of(['OS::Neutron::FloatingIP'])},
                              lambda: {'network': 'n', 'uuid': 'n'}, lambda: {'fixed_ip': '10.0.0.9'})])()
    return [one() for _ in range(w.pick([1, 1, 1, 2, 0]))]


def user_data(w):
    return w.pick([
        lambda: '#!/bin/sh\necho hello\n', lambda: {'get_file': w.file('script.sh')}, lambda: w.of(['OS::Heat::SoftwareConfig', 'OS::Heat::MultipartMime', 'OS::Heat::CloudConfig']),
        lambda: {'str_replace': {'template': '#!/bin/bash\nenv=$env\naddress=$address\n', 'params': {'$env': w.p('env'), '$address': w.say()}}},
        lambda: {w.pick(['str_replace', 'str_replace_strict', 'str_replace_vstrict']): {'template': {'get_file': w.file('conf/app.conf')}, 'params': {'$port': w.p('port'), '%name%': w.say()}}},
        lambda: {'list_join': ['\n', ['#cloud-config', w.say()]]},
    ])()


def file(w, name):
    if w.chance(0.97):
        w.files[name] = FILES[name]
    return name


Writer.file = file


def server_properties(w, **more):
    return {'image': w.p('image'), 'flavor': w.p('flavor'), **w.some(0.85, networks=lambda: networks(w)), **w.some(0.5, key_name=lambda: w.p('key_name'), name=w.say), **w.some(
        0.12, user_data=lambda: user_data(w), user_data_format=w.pick(['RAW', 'SOFTWARE_CONFIG', *w.bad('HEAT_CFNTOOLS', 'raw')]), software_config_transport=w.pick(['POLL_SERVER_HEAT', 'POLL_SERVER_CFN', *w.bad('x')]),
        metadata=lambda: w.pick([{'role': w.say()}, w.map(1), {'a': 1, 'b': True}]), tags=lambda: w.pick([['a', 'b'], w.p('names'), *w.bad(['a,b'], [''])]), security_groups=lambda: [w.of(['OS::Neutron::SecurityGroup'], 'default')],
        scheduler_hints=lambda: {w.pick(['reservation', 'group']): w.of(['OS::Nova::ServerGroup'], 'some')}, config_drive=w.pick([True, 'true', *w.bad('x')]), availability_zone='nova', admin_pass='secret',
        block_device_mapping_v2=lambda: [w.pick([{'image': 'i', 'volume_size': w.p('size'), 'boot_index': 0, 'delete_on_termination': True}, {'volume_id': w.of(['OS::Cinder::Volume']), 'device_name': 'vda'},
                                                 {'device_name': 'vda'}, {'volume_id': 'v', 'image': 'i'}, {'swap_size': 1}])],
        block_device_mapping=lambda: [w.pick([{'device_name': 'vda', 'volume_id': w.of(['OS::Cinder::Volume']), 'delete_on_termination': 'false'}, {'device_name': 'vdb'}, {'volume_id': 'v'}])]),
        **w.some(0 if w.careful else 0.03, personality={'/etc/x': 'text'}, reservation_id='r', diskConfig=w.pick(['AUTO', 'x']), deployment_swift_data={'container': 'c'}), **more}


def server(w):
    name = w.add('server', 'OS::Nova::Server', server_properties(w))
    if w.chance(0.3):
        volume = w.add('volume', 'OS::Cinder::Volume', {**w.some(0.95, size=lambda: w.p('size')), **w.some(0.15, image='i', snapshot_id='s', source_volid='v', volume_type='fast', name=w.say, metadata=lambda: w.map(0), description='d')})
        w.add('attachment', 'OS::Cinder::VolumeAttachment', {'volume_id': {'get_resource': volume}, 'instance_uuid': {'get_resource': name}, **w.some(0.3, mountpoint='/dev/vdb')})
    if w.chance(0.1):
        w.add('server_group', 'OS::Nova::ServerGroup', w.some(0.6, policies=w.pick([['anti-affinity'], ['affinity'], *w.bad(['odd'], 'affinity')]), rules={'max_server_per_host': 2}, name='g'))


def deployment(w):
    kind = w.pick(['OS::Heat::SoftwareConfig'] * 4 + ['OS::Heat::StructuredConfig', 'OS::Heat::SoftwareComponent'])
    inputs = [{'name': 'address', **w.some(0.4, type=w.pick(['String', 'Json', 'Number', 'CommaDelimitedList', 'Boolean', *w.bad('string')]), default=w.pick(['x', 1, None, {'a': 1}]), description='d', replace_on_change=True)}
              for _ in range(w.rng.randint(0, 2))]
    shared = w.some(0.5, inputs=inputs, outputs=[{'name': 'result', **w.some(0.3, type='String', error_output=True)}])
    properties = {
        'OS::Heat::SoftwareConfig': lambda: {**w.some(0.9, group=w.pick(['script', 'ansible', 'puppet']), config=lambda: user_data(w)), **shared, **w.some(0.1, options={'a': 'b'})},
        'OS::Heat::StructuredConfig': lambda: {'group': 'os-apply-config', 'config': w.pick([{'a': {'get_input': 'address'}}, {'b': w.say()}, *w.bad('text')]), **shared},
        'OS::Heat::SoftwareComponent': lambda: {'configs': [{'actions': w.pick([['CREATE'], ['CREATE', 'UPDATE'], *w.bad(['START'])]), 'config': 'x', 'tool': 'script'} for _ in range(w.pick([1, *w.bad(2)]))], **shared},
    }[kind]()
    config = w.add('config', kind, properties)
    if w.chance(0.15):
        w.add('cloud_init', 'OS::Heat::CloudConfig', {'cloud_config': w.pick([{'packages': ['vim']}, {'runcmd': [w.say()]}])})
        w.add('init', 'OS::Heat::MultipartMime', {'parts': [{'config': w.of(['OS::Heat::SoftwareConfig', 'OS::Heat::CloudConfig'])}, {'config': 'text', 'type': w.pick(['multipart', 'text']), **w.some(0.3, filename='f', subtype='x')}]})
    if not any(made['type'] == 'OS::Nova::Server' for made in w.made.values()) and w.chance(0.7):
        w.add('server', 'OS::Nova::Server', server_properties(w, user_data_format='SOFTWARE_CONFIG'))
    given = lambda: w.pick([{'address': w.say()}, {'address': w.p('address')}, {}, w.map(1)])
    more = w.some(0.2, signal_transport=w.pick(['HEAT_SIGNAL', 'CFN_SIGNAL', 'NO_SIGNAL', *w.bad('x')]), actions=w.pick([['CREATE'], ['CREATE', 'UPDATE'], *w.bad([], ['x'])]), name=w.say)
    groups = [name for name, made in w.made.items() if made['type'] in ('OS::Heat::ResourceGroup', 'OS::Heat::AutoScalingGroup')]
    if groups and w.chance(0.6) or w.chance(0.2):
        servers = {'get_attr': [w.pick(groups), w.pick(['refs_map', 'refs_map', 'refs_map', 'refs'])]} if groups else {'0': w.of(['OS::Nova::Server']), 'x': 'id'}
        stem, kind = 'deployments', w.pick(['OS::Heat::SoftwareDeploymentGroup'] * 3 + ['OS::Heat::SoftwareDeployments', 'OS::Heat::StructuredDeploymentGroup'])
        w.add(stem, kind, {'config': {'get_resource': config}, 'servers': servers, **w.some(0.6, input_values=given), **more})
    else:
        kind = 'OS::Heat::StructuredDeployment' if kind == 'OS::Heat::StructuredConfig' and w.chance(0.8) else 'OS::Heat::SoftwareDeployment'
        w.add('deployment', kind, {**w.some(0.95, config={'get_resource': config}), 'server': w.of(['OS::Nova::Server']), **w.some(0.6, input_values=given), **more})


def member(w):
    index = lambda text: w.pick([text, text, {'list_join': ['-', [w.p('env'), '%index%']]}, {'str_replace': {'template': 'x-%index%-e', 'params': {'e': w.p('env')}}}])
    return w.pick([
        lambda: ('OS::Nova::Server', server_properties(w, name=index('node-%index%'))), lambda: ('OS::Nova::Server', server_properties(w, user_data_format='SOFTWARE_CONFIG')),
        lambda: ('OS::Neutron::Port', {'network': w.of(['OS::Neutron::Net']), 'name': index('port-%index%')}),
        lambda: ('OS::Heat::Value', {'value': w.pick([index('v%index%'), w.any(1)])}), lambda: ('OS::Heat::RandomString', w.some(0.5, length=w.p('size'))), lambda: ('OS::Heat::None', {'x': index('%index%')}),
        lambda: ('OS::Cinder::Volume', {'size': w.p('size'), 'name': index('v-%index%')}), lambda: (w.file('node.yaml'), {'name': index('n-%index%'), **w.some(0.3, conf=w.pick([{'a': '%index%'}, 'x']), nope=1)}),
        lambda: (w.file('lib/value.yaml'), w.some(0.4, name=index('n'), count=w.p('count'), tags=w.p('names'))), lambda: ('OS::Heat::SoftwareConfig', {'config': index('echo %index%'), 'group': 'script'}),
        lambda: ('My::Node', {'name': index('m-%index%')}),
    ])()


def group(w):
    kind, properties = member(w)
    resource = {'type': kind, **w.some(0.95, properties=properties), **w.some(0.05, metadata={'i': '%index%'}), **w.some(0 if w.careful else 0.05, depends_on='x', condition=True)}
    w.pick([lambda: w.add('group', 'OS::Heat::ResourceGroup', {**w.some(0.9, count=lambda: w.pick([w.p('count'), 2, 0, '3', 1, *w.bad(-1, {'get_param': ['settings', 'a']}, w.number(1))])), 'resource_def': resource, **w.some(
        0.1, index_var=w.pick(['%i%', '%index%', *w.bad('%')]), removal_policies=w.pick([[{'resource_list': ['0']}], [{'resource_list': [0, 5]}], [], [{'resource_list': w.p('names')}]]), removal_policies_mode=w.pick(['append', 'update', *w.bad('x')]))}),
        lambda: w.add('group', 'OS::Heat::ResourceGroup', {'count': w.p('count'), 'resource_def': resource}, **w.some(0.3, update_policy=w.pick([
            {'rolling_update': {'min_in_service': 1, 'max_batch_size': 2, 'pause_time': 5}}, {'batch_create': {'max_batch_size': 1}}, *w.bad({'rolling_update': {'nope': 1}}, {'rolling_updates': {}}, {'rolling_update': {'pause_time': 'x'}})]))),
        lambda: w.add('scaling', 'OS::Heat::AutoScalingGroup', {'resource': resource, 'min_size': w.pick([1, 2, 0, w.p('count')]), 'max_size': w.pick([3, 5, w.p('count')]), **w.some(0.3, desired_capacity=w.p('count'), cooldown=60,
              rolling_updates={'min_in_service': 1, 'max_batch_size': 1, 'pause_time': 1})}),
        lambda: w.add('chain', 'OS::Heat::ResourceChain', {'resources': w.pick([[kind], [kind, kind], *w.bad(['OS::Heat::RandomString', 'OS::Heat::RandomString'], ['OS::Heat::Value'], [], w.p('names'))]),
                                                           **w.some(1 if w.careful else 0.7, resource_properties=properties), **w.some(0.3, concurrent=w.pick([True, False]))})])()
    if w.chance(0.15):
        w.add('policy', 'OS::Heat::ScalingPolicy', {'adjustment_type': w.pick(['change_in_capacity', 'exact_capacity', 'percent_change_in_capacity', *w.bad('x')]), 'auto_scaling_group_id': w.of(['OS::Heat::AutoScalingGroup', 'OS::Heat::ResourceGroup']),
                                                    'scaling_adjustment': w.pick([1, '-1', 1.5, *w.bad('x')]), **w.some(0.2, cooldown=60), **w.some(0 if w.careful else 0.2, min_adjustment_step=1)})


def nested(w):
    name = w.pick(['node.yaml', 'node.yaml', 'lib/value.yaml', 'group.yaml', 'outer.yaml', 'broken.yaml', 'torn.yaml'] if not w.careful and w.chance(0.5) else ['node.yaml', 'lib/value.yaml', 'group.yaml', 'outer.yaml'])
    w.file(name)
    if name == 'outer.yaml':
        w.file('lib/value.yaml')
    properties = {**({'name': w.say()} if name == 'node.yaml' or w.chance(0.5) else {}), **w.some(
        0 if w.careful else 0.08, count=w.pick([1, 9, 'x']), tags=w.pick([['a'], 'a,b', w.p('names'), [1]]), conf=w.pick([{'a': 1}, w.p('settings'), 'x', [1]]), unknown=1)}
    if w.chance(0.4):
        w.registry['My::Node'] = w.pick([name, name, 'OS::Heat::None', *w.bad('OS::Heat::RandomString', 'missing.yaml')])
        w.add('mine', 'My::Node', properties)
    else:
        w.add('nested', name, properties)


def waiting(w):
    aws = w.chance(0.25)
    handle = w.add('handle', 'AWS::CloudFormation::WaitConditionHandle' if aws else 'OS::Heat::WaitConditionHandle', w.some(0.3, signal_transport=w.pick(['HEAT_SIGNAL', 'CFN_SIGNAL', *w.bad('x')])) if w.chance(0.5) else None)
    w.add('wait', 'AWS::CloudFormation::WaitCondition' if aws else 'OS::Heat::WaitCondition', [
        {'handle': {'get_resource': handle}, 'timeout': w.pick([60, w.p('port'), '600', *w.bad(0, 100000)]), **w.some(0.4, count=w.p('count'))}, {'Handle': {'get_resource': handle}, 'Timeout': 60}][aws if w.careful or w.chance(0.8) else not aws])
    if w.chance(0.3):
        w.add('delay', 'OS::Heat::Delay', {'min_wait': w.pick([1, 0, *w.bad('x')]), **w.some(0.3, max_jitter=2, jitter_multiplier=0.5)})


def values(w):
    for _ in range(w.rng.randint(1, 3)):
        w.pick([lambda: w.add('value', 'OS::Heat::Value', {'value': w.any(2), **w.some(0.15, type=w.pick(['string', *w.bad('number', 'json', 'boolean', 'comma_delimited_list', 'String')]))}),
                lambda: w.add('random', 'OS::Heat::RandomString', w.some(0.4, length=w.p('size'), character_classes=w.pick([[{'class': 'digits', 'min': 2}], [{'min': 1}], *w.bad([{'class': 'x'}])]), salt=w.say,
                                                                         character_sequences=w.pick([[{'sequence': 'ab', 'min': 1}], *w.bad([{'min': 2}])]))),
                lambda: w.add('key', 'OS::Nova::KeyPair', {'name': w.p('key_name'), **w.some(0.97 if w.careful else 0.5, public_key='ssh-rsa AAAA'), **w.some(0 if w.careful else 0.3, save_private_key=w.pick([True, 'x']), user='u')}), lambda: w.add('none', 'OS::Heat::None', {'x': w.any(1)})])()


def odd(w):
    """Any type of the catalog, with what it needs."""
    kind = w.pick(TYPES)
    properties = {}
    for name, (shape, required, words) in TYPES[kind][0].items():
        if not w.chance(0.97 if required else 0.06):
            continue
        allowed = next((word[3:].split(',') for word in words if word.startswith('in:')), None)
        properties[name] = w.pick(allowed) if allowed and w.chance(0.9) else w.pick({
            's': ['text', '10.0.0.1', '10.0.0.0/24', w.say(), w.of(list(TYPES)), w.p('env'), 5], 'i': [1, '2', 80, w.p('count'), w.p('size')], 'n': [1, 2.5, w.p('count')], 'b': [True, 'false', w.p('public_access')],
            'l': [[], ['a'], w.p('names'), [w.say()], [{'name': 'x'}]], 'm': [{}, {'a': 'b'}, w.p('settings'), {'name': w.say()}]}.get(shape, ['x']) + ([w.any(1)] if w.chance(0.2) else []))
    w.add('other', kind, properties or None)


BLOCKS = [network] * 4 + [server] * 5 + [port] * 3 + [security] * 2 + [floating, deployment, deployment, deployment, group, group, group, nested, nested, waiting, values, values, odd, odd]


def outputs(w):
    one = lambda: w.pick([lambda: w.attribute(), lambda: w.attribute(), lambda: {'get_resource': w.pick(w.made)}, lambda: {'list_join': [', ', [w.attribute(), w.say()]]}, lambda: w.any(2),
                          lambda: {'str_replace': {'template': 'http://host:port/', 'params': {'host': w.attribute(), 'port': w.p('port')}}}, lambda: {'if': [w.condition(1), w.attribute(), w.say()]},
                          lambda: {'repeat': {'template': {'name': '%n%'}, 'for_each': {'%n%': w.p('names')}}}, lambda: {'yaql': {'expression': '$.data.x', 'data': {'x': w.attribute()}}}, lambda: [w.attribute(), {'a': w.say()}],
                          lambda: {'get_param': [w.pick(['settings', 'hosts', 'names']), w.pick(['a', 0, 'b', 'web'])]}, lambda: {'map_merge': [w.p('settings'), {'x': w.attribute()}]}])()
    return {f'out{i}': {'value': one(), **w.some(0.3, description='what it says'), **(w.some(0.25, condition=w.condition(0)) if w.conditions else {})} for i in range(w.rng.randint(0, 4))}


def conditions(w):
    made = {}
    for name in ['is_prod', 'many', 'open', 'big'][:w.rng.randint(1, 4)]:
        made[name] = w.pick([lambda: {'equals': [w.p('env', 'prod'), w.pick(['prod', 'dev'])]}, lambda: {'equals': [w.p('count'), w.pick([2, 0, '2'])]}, lambda: {'equals': [w.p('public_access'), w.pick([True, 'true'])]},
                             lambda: w.p('public_access') if w.careful or w.chance(0.9) else w.p('env'), lambda: {'not': {'equals': [w.p('net'), '']}}, lambda: w.condition(2), *([] if w.careful and w.version < '2017-09' else [lambda: {'contains': [w.p('env'), w.p('names')]}]),
                             lambda: {'or': [{'equals': [w.p('env'), 'x']}, w.condition(1)]}, lambda: {'equals': [{'get_param': ['settings', 'a']}, 1]}, *([] if w.careful and w.version < '2017-09' else [lambda: {'yaql': {'expression': '$.data.x > 1', 'data': {'x': w.p('count')}}}])])()
        w.conditions.append(name)
    return made


def declare(w):
    """The parameters that are used, and now and then one that is not; the values that are given."""
    if w.chance(0.3):
        w.declared.setdefault(w.pick(PARAMETERS), None)
    declared, given = {}, {}
    for name in list(w.declared):
        kind, default, constraint = PARAMETERS[name]
        declared[name] = {'type': kind, **w.some(0.6, default=default), **w.some(0.25, description='what it is', label='A label'), **w.some(0.08, hidden=w.pick([True, 'false']), immutable=w.pick([True, 'no'])),
                          **w.some(0.3 if 'modulo' not in constraint or w.version >= '2017-02' or not w.careful else 0, constraints=[{**constraint, **w.some(0.3, description='must fit')}]), **w.some(0.03 if w.version >= '2018-03' or not w.careful else 0, tags=['a', 'b'])}
        if 'default' not in declared[name] and w.chance(0.97) or w.chance(0.2):
            given[name] = default if w.careful or w.chance(0.75) else w.pick(GIVEN[kind])
    return declared, given


def typo(rng, text):
    at = rng.randrange(len(text)) if text else 0
    return rng.choice([text[:at] + text[at + 1:], text[:at] + text[at:at + 1] * 2 + text[at + 1:], text.swapcase() if rng.random() < 0.3 else text[:1].swapcase() + text[1:], text + 's', text.replace('_', '-', 1), text + ' '])


def places(value, at=()):
    """Every place in a value."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places(item, at + (key,))


def miss(w, written):
    """One near miss somewhere."""
    rng = w.rng
    spots = [at for at in places(written) if at]
    # Most of them where the resources are.
    spots = [at for at in spots if at[0] == rng.choice(['resources', 'resources', 'resources', 'outputs', 'parameters', 'conditions'])] or spots
    at = rng.choice(spots)
    parent = written
    for step in at[:-1]:
        parent = parent[step]
    key, value = at[-1], parent[at[-1]]
    if isinstance(parent, dict) and rng.random() < 0.45:
        other = rng.choice([typo(rng, str(key)), typo(rng, str(key)), rng.choice(['get_param', 'get_attr', 'get_resource', 'if', 'Ref', 'type', 'name', 'value', 'str_replace', 'list_join', 'repeat', 'equals', 'yaql', 'get_file'])])
        kept = {(other if k == key else k): v for k, v in parent.items()}
        parent.clear()
        parent.update(kept)
    elif rng.random() < 0.2:
        del parent[key]
    else:
        parent[key] = rng.choice([
            lambda: None, lambda: [value], lambda: {'x': value}, lambda: str(value), lambda: {}, lambda: [], lambda: '', lambda: 5, lambda: True, lambda: 'text', lambda: [value, value],
            lambda: typo(rng, value) if isinstance(value, str) else {'get_param': 'nowhere'}, lambda: typo(rng, value) if isinstance(value, str) else {'get_resource': 'nowhere'},
            lambda: {'get_attr': ['nowhere', 'x']}, lambda: {'get_resource': rng.choice(list(w.made) or ['x'])}, lambda: w.attribute() if w.made else 1, lambda: w.any(1), lambda: {'get_param': rng.choice(list(w.declared) or ['x'])},
            lambda: {rng.choice(['Ref', 'Fn::Join', 'Fn::Select', 'Fn::GetAZs', 'Fn::Split']): value}, lambda: {'if': [rng.choice(w.conditions or [True]), value, None]}, lambda: {'if': [rng.choice(w.conditions or [False]), value]},
        ])()


def torn(rng, text):
    """A text in which something is broken."""
    lines = text.split('\n')
    at = rng.randrange(max(len(lines) - 1, 1))
    line = lines[at]
    lines[at] = rng.choice([line + ':', ' ' + line, line.replace('  ', '\t', 1), line.replace(':', '', 1), line[:-1], line + ' # note', line.replace('"', '', 1), line + '\n' + line, line.replace(': ', ':', 1), '- ' + line, line + ' {',
                            line.replace('[', '', 1), line.upper(), line.lstrip()])
    return '\n'.join(lines)


def realistic(rng):
    """A template as people write them, with its parameters, files and environments."""
    w = Writer(rng)
    written = {'heat_template_version': rng.choice([w.version] * 3 + [generate.NAMED.get(w.version, w.version)])}
    own = conditions(w) if w.version >= '2016-10' and w.chance(0.45) else {}
    for _ in range(rng.choice([1, 2, 2, 3, 3, 4, 5])):
        rng.choice(BLOCKS)(w)
    told = outputs(w)
    declared, given = declare(w)
    if w.chance(0.3):
        written['description'] = 'What it does.'
    if declared and w.chance(0.1):
        written['parameter_groups'] = [{'label': 'all', 'parameters': rng.sample(list(declared), rng.randint(1, len(declared)))}]
    written.update({key: part for key, part in (('parameters', declared), ('conditions', own), ('resources', w.made), ('outputs', told)) if part})
    written = json.loads(json.dumps(written))
    if w.chance(0.25 if w.careful else 0.5):
        for _ in range(rng.choice([1, 1, 1, 2])):
            miss(w, written)
    text = generate.yaml(written) if w.chance(0.85) else json.dumps(written, indent=1, ensure_ascii=False)
    if w.chance(0.04):
        text = torn(rng, text)
    return {'template_text': text, 'params': given, 'files': w.files, **environment(w, given)}


def environment(w, given):
    rng, made = w.rng, {}
    if w.registry or w.chance(0.04):
        made['resource_registry'] = dict(w.registry, **w.some(0.1, **{'OS::Heat::RandomString': 'OS::Heat::None', 'Other::*': 'OS::Heat::*', 'resources': {'server': {'OS::Nova::Server': 'OS::Heat::None'}},
                                                               'OS::Neutron::*': 'OS::Heat::None'}))
    if given and w.chance(0.12):
        moved = rng.choice(list(given))
        made[rng.choice(['parameters', 'parameter_defaults'])] = {moved: given.pop(moved)}
    if w.chance(0.02):
        made[rng.choice(['parameters', 'parameter_defaults', 'parameterz', 'parameter_merge_strategies', 'event_sinks', 'encrypted_param_names'])] = rng.choice([{}, {'nowhere': 1}, None, []])
    return {'env': [made]} if made else {}
