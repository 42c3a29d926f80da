"""What nobody writes on purpose: each rule of the engine by itself, with values of every shape.

Where the other generators write templates that mean something, these go through the corners one by one: functions with
arguments of any shape, parameters with every constraint and way of being given, environments with all sections, conditions,
definitions, groups, stacks in stacks, properties of any type, and texts with YAML's traps.
"""
import json

import generate
import realistic
from generate import VERSIONS, NAMED, yaml

ODD = [None, True, False, 0, 1, 2, -1, 3.5, '', 'a', 'x', 'true', '1', 'a,b', [], {}, ['a'], ['a', 'b'], [1, 2], [None], {'a': 'b'}, {'a': 1, 'b': [1]}, [['a'], ['b']], [{'a': 1}], {'a': {'b': 'c'}}, [''], 'é', ' a ']
FUNCTIONS = ['get_param', 'get_resource', 'get_attr', 'get_file', 'resource_facade', 'list_join', 'str_replace', 'str_replace_strict', 'str_replace_vstrict', 'digest', 'repeat', 'str_split', 'map_merge', 'map_replace',
             'yaql', 'if', 'filter', 'contains', 'list_concat', 'list_concat_unique', 'make_url', 'equals', 'not', 'and', 'or']
AMAZON = ['Ref', 'Fn::GetAtt', 'Fn::FindInMap', 'Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::Replace', 'Fn::Base64', 'Fn::MemberListToMap', 'Fn::If', 'Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or', 'Fn::GetAZs', 'Fn::ResourceFacade']
GIVEN = {'s': 'web', 'n': 3, 'b': True, 'l': 'a,b', 'j': {'a': {'b': 'x'}, 'x': [1, 'y']}}
DECLARED = {name: {'type': kind} for name, kind in (('s', 'string'), ('n', 'number'), ('b', 'boolean'), ('l', 'comma_delimited_list'), ('j', 'json'), ('e', 'string'))}
DECLARED['e']['default'] = ''


def pick(rng, *options):
    return rng.choice(options)


def maker(rng, *options):
    return rng.choice(options)()


def shape(rng, depth=1):
    """A value of any shape, perhaps with a call in it."""
    if depth > 0 and rng.random() < 0.35:
        return maker(rng, lambda: {'get_param': pick(rng, 's', 'n', 'b', 'l', 'j', 'e', ['j', 'a'], ['l', 1], ['j', 'x', 0], 'OS::stack_name', 'OS::project_id')}, lambda: {'get_attr': ['r', 'value']}, lambda: {'get_resource': 'r'},
                     lambda: [shape(rng, depth - 1) for _ in range(rng.randint(0, 3))], lambda: {pick(rng, 'a', 'b', 'k', 1, 'x'): shape(rng, depth - 1) for _ in range(rng.randint(0, 2))}, lambda: call(rng, depth - 1))
    return rng.choice(ODD)


def call(rng, depth=1):
    """A call of a function, sound but for one part perhaps."""
    v = lambda: shape(rng, depth)
    return {name: (make() if rng.random() < 0.8 else v()) for name, make in [rng.choice([
        ('get_param', lambda: pick(rng, 's', ['j', 'a'], ['j', 'a', 'b'], ['j', 'x', 1], ['l', 0], ['l', '1'], ['s', 0], ['n', 'a'], ['j', {'get_param': 's'}], [v()], ['j', v()], 'nowhere', {'get_param': 's'}, [])),
        ('get_attr', lambda: pick(rng, ['r', 'value'], ['r'], ['r', 'value', v()], ['r', v()], 'r', ['nowhere', 'value'], [v(), 'value'], [], ['r', 'value', 0, 'a'], ['r', 'nope'], ['r', 'show'])),
        ('get_resource', lambda: pick(rng, 'r', 'nowhere', ['r'], v())), ('get_file', lambda: pick(rng, 'f.txt', 'none.txt', v(), ['f.txt'], {'get_param': 's'})),
        ('resource_facade', lambda: pick(rng, 'metadata', 'deletion_policy', 'update_policy', 'nope', v())),
        ('list_join', lambda: pick(rng, [',', ['a', v()]], [v(), ['a', 'b']], [',', v()], [',', ['a'], ['b', v()]], [',', ['a'], v()], [','], ',', [',', [1, True, None, {'a': 1}, ['x']]])),
        *[(name, lambda: {'template': pick(rng, 'a $b c', 'aa', v(), '$b$b', {'x': '$b'}), 'params': pick(rng, {'$b': v()}, {'a': 'b', 'b': 'c'}, {'': 'x'}, {'zz': 'x'}, {'$b': v(), 'a': v()}, v(), {}, {'$b': None}, {1: 'x'})}
           if rng.random() < 0.85 else pick(rng, {'template': 'a'}, {'params': {}}, {'template': 'a', 'params': {}, 'x': 1}, [])) for name in ('str_replace', 'str_replace_strict', 'str_replace_vstrict')],
        ('digest', lambda: [pick(rng, 'md5', 'sha512', 'sha3_256', 'SHA1', 'nope', v(), 'blake2b', 'shake_128'), pick(rng, 'a', v(), 'é')]),
        ('repeat', lambda: {'template': pick(rng, '%i%', {'%i%': '%j%'}, ['%i%', v()], v(), {'k-%i%': ['%i%']}), 'for_each': pick(rng, {'%i%': ['a', 'b']}, {'%i%': v(), '%j%': ['x', 'y']}, {'%i%': {'a': 1, 'b': 2}}, {}, v(), {'%i%': ['a'], '%j%': [v()]}),
                            **pick(rng, {}, {}, {'permutations': pick(rng, True, False, 'no', v())}, {'x': 1})}),
        ('str_split', lambda: pick(rng, [',', 'a,b'], [',', 'a,b', v()], [v(), 'a,b'], [',', v()], [',', 'a,b', 5], ['', 'ab'], [','], ['ab', 'xabyabz', '-1'], [',', 'a,b', 1, 2], [None, 'a b  c'])),
        ('map_merge', lambda: pick(rng, [{'a': 1}, {'a': 2, 'b': 3}], [v(), {'a': 1}], v(), [], [None, {'a': 1}], [{'a': {'b': 1}}, {'a': {'c': 1}}])),
        ('map_replace', lambda: [pick(rng, {'a': 'b', 'c': 'd'}, {'get_param': 'j'}, v(), {'a': ['b'], 'b': None}), pick(rng, {'keys': {'a': 'z'}}, {'values': {'b': v()}}, {'keys': v()}, {'values': {1: 'x', 'd': 'y'}}, v(), {}, {'keys': {'a': 'c'}}, {'keys': {}, 'values': {}, 'x': 1})]),
        ('yaql', lambda: {'expression': pick(rng, '$.data', '$.data.a', '$.data.len()', '$.data.a + 1', v(), '$.data[0]', 'str($.data)', '$.data.a.b', '$.data.keys()', '$.data =~ a'), 'data': v(), **pick(rng, {}, {}, {}, {'x': 1})}),
        ('if', lambda: pick(rng, ['yes', v(), v()], ['no', v(), v()], ['nowhere', 1, 2], [{'equals': [v(), v()]}, v(), v()], ['yes', v()], ['no', v()], [True, v(), v()], [v(), 1, 2], [{'not': 'yes'}, v(), v()], ['yes'], [{'get_param': 'b'}, v(), v()])),
        ('filter', lambda: [pick(rng, ['a'], [None, ''], v()), pick(rng, ['a', 'b', 'a'], v(), ['', None, 'x'])]), ('contains', lambda: [pick(rng, 'a', v()), pick(rng, ['a', 'b'], 'abc', v(), {'a': 1})]),
        ('list_concat', lambda: pick(rng, [['a'], ['b']], [['a'], v()], v(), [v(), v()], [['a'], None], [['a']])), ('list_concat_unique', lambda: pick(rng, [['a', 'b'], ['b', 1, True]], [['a'], v()], v(), [[{'a': 1}], [{'a': 1}]])),
        ('make_url', lambda: {key: pick(rng, value, value, v()) for key, value in {'scheme': 'http', 'host': 'h', 'port': 80, 'path': '/p', 'query': {'a': 'b'}, 'fragment': 'f', 'username': 'u', 'password': 'p'}.items() if rng.random() < 0.5}),
        ('equals', lambda: pick(rng, [v(), v()], [v(), v()], ['a'], v())), ('not', lambda: pick(rng, 'yes', True, v(), {'equals': ['a', 'a']})), ('and', lambda: [pick(rng, 'yes', True, v()), pick(rng, 'no', v(), {'not': 'no'})]),
        ('or', lambda: [pick(rng, 'yes', True, v()), pick(rng, 'no', v())]), ('Ref', lambda: pick(rng, 's', 'r', v())), ('Fn::Select', lambda: [pick(rng, 0, '1', v()), pick(rng, ['a', 'b'], v(), {'a': 'b'})]), (pick(rng, *AMAZON), lambda: v()),
    ])]}


def calls(rng):
    """One call, in the places where a call may stand."""
    version = rng.choice(VERSIONS)
    late = NAMED.get(version, version) >= '2016-10'
    around = {'parameters': DECLARED, 'resources': {'r': {'type': 'OS::Heat::Value', 'properties': {'value': 1}}}, **({'conditions': {'yes': True, 'no': False}} if late else {})}
    if rng.random() < 0.5:
        condition = late and rng.random() < 0.3
        return {'eval': call(rng, 2), 'version': ['heat_template_version', version], 'context': 'condition' if condition else 'template', 'template_dict': around, 'params': GIVEN, 'files': {'f.txt': 'content\n'},
                'resource_data': {'r': {'reference_id': 'id-r', 'attrs': {'value': rng.choice(ODD)}}}}
    written = {'heat_template_version': version, **json.loads(json.dumps(around))}
    made = lambda: call(rng, 2)
    place = rng.choice(['outputs', 'properties', 'metadata', 'string', 'conditions', 'condition', 'outcome', 'policy', 'both'])
    if place in ('outputs', 'both'):
        written['outputs'] = {'o': {'value': made()}, 'p': {'value': {'get_attr': ['r', 'value']}}}
    if place in ('properties', 'both'):
        written['resources']['x'] = {'type': pick(rng, 'OS::Heat::Value', 'OS::Heat::None'), 'properties': {'value': made()}}
    if place == 'metadata':
        written['resources']['x'] = {'type': 'OS::Heat::None', 'metadata': pick(rng, {'k': made()}, made())}
    if place == 'string':
        written['resources']['x'] = {'type': 'OS::Neutron::Net', 'properties': pick(rng, {'name': made()}, {'tags': made()}, {'value_specs': made()}, {'admin_state_up': made()}, {'dhcp_agent_ids': made()}, made())}
    if place == 'conditions':
        written.setdefault('conditions', {})['c'] = made()
        written['resources']['x'] = {'type': 'OS::Heat::None', 'condition': 'c'}
    if place == 'condition':
        written['resources']['x'] = {'type': 'OS::Heat::None', 'condition': made()}
        written['outputs'] = {'o': {'value': {'get_resource': 'x'}}}
    if place == 'outcome':
        written['outputs'] = {'o': {'value': 1, 'condition': made()}, 'p': {'value': 2}}
    if place == 'policy':
        written['resources']['x'] = {'type': 'OS::Heat::None', pick(rng, 'deletion_policy', 'update_policy', 'external_id', 'depends_on', 'description', 'type'): made()}
    return {'template_text': yaml(written), 'params': GIVEN, 'files': {'f.txt': 'content\n'}}


def amount(rng):
    return pick(rng, 0, 1, 2, 3, 5, -1, '1', '5', 1.5, None, 'x', True)


def constraint(rng, kind):
    one = maker(rng, lambda: {'length': pick(rng, {'min': amount(rng)}, {'max': amount(rng)}, {'min': amount(rng), 'max': amount(rng)}, {}, None, 3)}, lambda: {'range': pick(rng, {'min': amount(rng), 'max': amount(rng)}, {'min': amount(rng)}, {}, [1, 2])},
                lambda: {'modulo': pick(rng, {'step': amount(rng), 'offset': amount(rng)}, {'step': amount(rng)}, {})}, lambda: {'allowed_values': pick(rng, ['web', 'a'], [1, 2, 3], ['1', '2'], [True], 'web', [], None, {'get_param': 'q'}, [['a', 'b']], [{'a': 1}], ['', 'a'])},
                lambda: {'allowed_pattern': pick(rng, '[a-z]+', '^a', 'a$', '', '\\d+', '[A-Z]*', 5, None, '(', '[^,]*', 'web|db', '.{3}', '(?i)WEB', '\\w+\\Z', '[[:alpha:]]+')},
                lambda: {'custom_constraint': pick(rng, 'ip_addr', 'mac_addr', 'net_cidr', 'dns_name', 'rel_dns_name', 'dns_domain', 'cron_expression', 'timezone', 'expiration', 'json_string', 'iso_8601', 'ip_or_cidr', 'nova.flavor', 'no.such', 5, None)})
    fitting = {'string': ('length', 'allowed_values', 'allowed_pattern', 'custom_constraint'), 'number': ('range', 'modulo', 'allowed_values'), 'comma_delimited_list': ('length', 'allowed_values', 'custom_constraint'), 'json': ('length', 'custom_constraint'), 'boolean': ('allowed_values',)}
    if rng.random() < 0.8 and not set(one) & set(fitting.get(kind, ())):
        return constraint(rng, kind)
    if rng.random() < 0.15:
        one['description'] = pick(rng, 'must fit', 5, None, [])
    if rng.random() < 0.03:
        one.update(pick(rng, {'x': 1}, {'range': {'min': 1}}, {'allowed_pattern': 'x'}))
    return one


WRITTEN = {'string': ['web', 'a', 'db', '', '10.0.0.1', '10.0.0.0/24', 'fa:16:3e:00:00:01', '* * * * *', 'Europe/Paris', '2099-01-01T00:00:00Z', '{"a": 1}', 'example.com.', 'www', 'é', 5, 1.5, True, None, [], {}, ['a'], 'a\n', ' web', '0x1F'],
           'number': [0, 1, 2, 3, 5, -1, '1', '5', '1.5', 1.5, 2.0, '1e3', '0x10', ' 3 ', '', 'x', True, None, [1], {}, 10 ** 20, '1_000', 'inf', 'nan', '-0', '5.', '.5', '+5'],
           'boolean': [True, False, 'true', 'False', 'yes', 'NO', 'on', 'off', 't', 'f', 'y', 'n', 1, 0, '1', '0', 2, '', None, 'maybe', [], 'TRUE ', 1.0],
           'comma_delimited_list': ['a,b', 'a', '', ['a', 'b'], [], 'a, b ,c', ['web', 1, None], 'a,,b', ',', 5, True, {}, {'a': 1}, '["a","b"]', [['a'], 'b'], [{'a': 1}], None, '10.0.0.1,10.0.0.2', 1.5, 'a\\,b', '"a,b",c'],
           'json': [{}, {'a': 1}, '{}', '{"a": [1, 2]}', '[1]', [], [1], '', 'x', '{"a": ', None, 5, True, '5', '"x"', 'null', {'a': None}, '{"a": NaN}', "{'a': 1}", '{"a": 1, "a": 2}', {'1': {'2': 3}}, ['x', {'y': 'z'}], '{"é": "\\u00e9"}', 'true']}


def parameters(rng):
    """A few parameters, declared and given in all ways, and read."""
    version = rng.choice(VERSIONS)
    written = {'heat_template_version': version, 'parameters': {}, 'resources': {'r': {'type': 'OS::Heat::None'}}, 'outputs': {}}
    places = {'params': {}, 'parameters': {}, 'parameter_defaults': {}}
    for i in range(rng.randint(1, 3)):
        kind = rng.choice(['string', 'string', 'number', 'boolean', 'json', 'comma_delimited_list'])
        declared = {'type': kind if rng.random() < 0.96 else pick(rng, 'String', 'Number', 'Json', 'list', None, 5, 'map', 'CommaDelimitedList')}
        if rng.random() < 0.5:
            declared['default'] = rng.choice(WRITTEN[kind])
        if rng.random() < 0.6:
            declared['constraints'] = [constraint(rng, kind) for _ in range(rng.choice([1, 1, 1, 2]))] if rng.random() < 0.96 else pick(rng, None, [], {}, 'x', [None], [{}])
        for key, values in (('hidden', [True, 'true', 'no', 5, None]), ('immutable', [True, 'false', 'x']), ('label', ['A', 5, None]), ('description', ['d', 5, None, []]), ('tags', [['a'], 'a', [], [5], None, ['a,b'], ['x' * 81]]), ('x', [1])):
            if rng.random() < (0.01 if key == 'x' else 0.06):
                declared[key] = rng.choice(values)
        name = f'p{i}'
        written['parameters'][name] = declared if rng.random() < 0.98 else pick(rng, None, 'string', [], {})
        for place in places:
            if rng.random() < (0.5 if place == 'params' else 0.12):
                places[place][name] = rng.choice(WRITTEN[kind])
        written['outputs'][f'o{i}'] = {'value': {'get_param': pick(rng, name, name, [name], [name, 0], [name, 'a'], [name, 'a', 'b'], [name, -1])}}
        written['outputs'][f't{i}'] = {'value': {'list_join': ['|', [{'get_param': name}, 'x']]}} if rng.random() < 0.5 else {'value': {'str_replace': {'template': '<p>', 'params': {'p': {'get_param': name}}}}}
    if rng.random() < 0.04:
        places[rng.choice(list(places))][pick(rng, 'nowhere', 'OS::stack_name', '')] = 1
    if rng.random() < 0.1:
        written['parameter_groups'] = pick(rng, [{'parameters': ['p0']}], [{'label': 'x', 'parameters': ['p0', 'p0']}], [{'label': 'x', 'parameters': ['p0'], 'x': 1}], {'parameters': ['p0']}, [{'label': 5, 'parameters': ['p9']}], [{'parameters': ['p0']}, {'parameters': ['p0']}], [{'parameters': []}], [{'parameters': 'p0'}], 'x',
                                           [None], [], [{'description': 'd', 'parameters': ['p0']}], [{'label': 'x'}], [['p0']], [{'parameters': [5]}], [{'parameters': None}])
    env = {place: places[place] for place in ('parameters', 'parameter_defaults') if places[place]}
    return {'template_text': yaml(written), 'params': places['params'], 'files': {}, **({'env': [env], **({'env_mode': 'merged'} if rng.random() < 0.3 else {})} if env else {})}


def amazon(rng):
    """The same in CloudFormation's format, and definitions with keys of any shape."""
    aws = rng.random() < 0.6
    written = {'AWSTemplateFormatVersion': '2010-09-09'} if aws else {'HeatTemplateFormatVersion': '2012-12-12'}
    given, kinds = {}, {'String': 'string', 'Number': 'number', 'CommaDelimitedList': 'comma_delimited_list', 'Json': 'json', 'Boolean': 'boolean'}
    written['Parameters'] = {}
    for i in range(rng.randint(0, 3)):
        kind = rng.choice(list(kinds))
        declared = {'Type': kind if rng.random() < 0.95 else pick(rng, 'string', 'List', None, 5, [], 'List<Number>', 'AWS::EC2::KeyPair::KeyName')}
        if rng.random() < 0.7:
            declared['Default'] = rng.choice(WRITTEN[kinds[kind]])
        for key, values in (('NoEcho', ['true', True, 'no', 'yes']), ('AllowedValues', [['web', 'a'], ['1', 2], 'x', [], None]), ('AllowedPattern', ['[a-z]*', 5, '(', '']), ('MinLength', [1, '1', 'x', None]), ('MaxLength', ['3', 5]), ('MinValue', [1, '1.5', 'x']),
                            ('MaxValue', ['5', 3]), ('Description', ['d', 5, None]), ('ConstraintDescription', ['must fit', 5]), ('Label', ['l', 5]), ('CustomConstraint', ['ip_addr', 'no.such']), ('Hidden', [True])):
            if rng.random() < (0.02 if key == 'Hidden' else 0.08):
                declared[key] = rng.choice(values)
        written['Parameters'][f'P{i}'] = declared
        if 'Default' not in declared or rng.random() < 0.2:
            given[f'P{i}'] = rng.choice(WRITTEN[kinds[kind]])
    names = list(written['Parameters'])
    read = lambda: maker(rng, lambda: {'Ref': pick(rng, *names, 'R0', 'AWS::StackName', 'AWS::Region', 'AWS::StackId')}, lambda: {'Ref': pick(rng, *names, 'R0')}, lambda: {'Fn::GetAtt': ['R0', pick(rng, 'value', 'show', 'nope')]}, lambda: {'Fn::Join': [pick(rng, '', ','), ['a', rng.choice(ODD)]]}, lambda: rng.choice(ODD),
                         lambda: {'Fn::FindInMap': ['M', pick(rng, 'a', 'b', {'Ref': 'AWS::Region'}, None, 1), pick(rng, 'x', 'y', 2)]}, lambda: {'Fn::Select': [pick(rng, 0, 'a', '1', 5), pick(rng, ['a', 'b'], {'a': 'b'}, 'x', {'Ref': pick(rng, *names, 'R0')})]}, lambda: {pick(rng, *AMAZON): rng.choice(ODD)},
                         lambda: {'Fn::GetAZs': pick(rng, '', 'x', {'Ref': 'AWS::Region'})}, lambda: {'Fn::If': ['C', 'a', rng.choice(ODD)]}, lambda: {pick(rng, 'get_param', 'get_attr', 'str_replace'): pick(rng, 'P0', ['R0', 'value'])})
    written['Mappings'] = pick(rng, {'M': {'a': {'x': 'mapped', 2: 'two'}, 'ap-southeast-1': {'x': 'here', 'y': ['l']}, 1: {'x': 'one'}}}, {'M': {'a': {'x': 5}}}, {}, *([None, [], 'x', {'M': None}, {'M': {'a': 'x'}}] if rng.random() < 0.2 else []))
    if rng.random() < (0.6 if aws else 0.1):
        written['Conditions'] = {'C': maker(rng, lambda: True, lambda: {'Fn::Equals': [{'Ref': pick(rng, *names, 'AWS::Region', 'R0')}, rng.choice(ODD)]}, lambda: {'Fn::Not': [pick(rng, 'D', {'Fn::Equals': ['a', 'b']}, True)]}, lambda: rng.choice(ODD), lambda: {'Fn::And': [rng.choice(ODD), 'D']}, lambda: {'Fn::Or': [{'Condition': 'D'}, True]}), 'D': pick(rng, True, False)}
    written['Resources'] = {'R0': {'Type': 'OS::Heat::Value', 'Properties': {'value': read()}}}
    for i in range(1, rng.randint(2, 4)):
        resource = maker(rng, lambda: {'Type': 'OS::Heat::None', 'Properties': {'x': read()}}, lambda: {'Type': 'OS::Neutron::Net', 'Properties': {pick(rng, 'name', 'tags', 'shared', 'Name', 'nope'): read()}}, lambda: {'Type': 'AWS::EC2::Instance', 'Properties': {'ImageId': 'i', 'InstanceType': 't', pick(rng, 'KeyName', 'UserData', 'SecurityGroups', 'NetworkInterfaces', 'Tags', 'SubnetId', 'keyname', 'AvailabilityZone'): read()}},
                         lambda: {'Type': 'AWS::EC2::Volume', 'Properties': {'AvailabilityZone': 'nova', 'Size': pick(rng, 1, '5', read())}}, lambda: {'Type': 'AWS::CloudFormation::WaitConditionHandle'}, lambda: {'Type': 'AWS::CloudFormation::WaitCondition', 'Properties': {'Handle': {'Ref': f'R{max(i - 1, 0)}'}, 'Timeout': pick(rng, '60', 60, read())}},
                         lambda: {'Type': 'AWS::IAM::User'}, lambda: {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'd', 'SecurityGroupIngress': [{'IpProtocol': 'tcp', 'FromPort': pick(rng, 22, '22', read()), 'ToPort': '22', 'CidrIp': '0.0.0.0/0'}]}}, lambda: {'Type': 'AWS::EC2::EIP', 'Properties': pick(rng, {}, {'InstanceId': {'Ref': 'R1'}})},
                         lambda: {'Type': 'OS::Heat::ResourceGroup', 'Properties': {'count': pick(rng, 1, 2), 'resource_def': {'type': 'OS::Heat::RandomString', 'properties': pick(rng, {}, {'length': read()}, {'nope': 1})}}}, lambda: {'Type': pick(rng, 'OS::No::Such', 'GenericResource', None, '', 5, 'x.yaml'), 'Properties': {}},
                         lambda: {'Type': 'AWS::AutoScaling::AutoScalingGroup', 'Properties': {'LaunchConfigurationName': pick(rng, 'lc', {'Ref': 'R1'}), 'MinSize': pick(rng, 1, '1', 0), 'MaxSize': pick(rng, '2', 3), 'AvailabilityZones': pick(rng, ['nova'], {'Fn::GetAZs': ''})}},
                         lambda: {'Type': 'AWS::AutoScaling::LaunchConfiguration', 'Properties': {'ImageId': 'i', 'InstanceType': 't'}})
        for key, values in (('DependsOn', ['R0', ['R0'], 'Nowhere', None, 5, [], [5]]), ('DeletionPolicy', ['Retain', 'Delete', 'Snapshot', 'retain', None, {'Ref': 'P0'}]), ('UpdatePolicy', [{}, {'x': 1}, None, {'AutoScalingReplacingUpdate': {}}, {'AutoScalingRollingUpdate': {'MinInstancesInService': 1}}]), ('Metadata', [{'a': 1}, None, 'x', {'a': {'Ref': 'R0'}}]),
                            ('Condition', ['C', 'Nowhere', True, None, 5, {'Fn::Not': ['C']}]), ('Description', ['d', None, 5]), ('properties', [{}]), ('CreationPolicy', [{}]), ('Properties', [None, [], 'x', {'Ref': 'P0'}])):
            if rng.random() < (0.02 if key == 'Properties' else 0.06):
                resource[key] = rng.choice(values)
        written['Resources'][f'R{i}'] = resource if rng.random() < 0.98 else pick(rng, None, 'x', [], {})
    written['Outputs'] = {f'O{i}': {'Value': read(), **({'Condition': pick(rng, 'C', 'Nowhere', None)} if rng.random() < 0.1 else {}), **({'Description': pick(rng, 'd', 5)} if rng.random() < 0.2 else {})} for i in range(rng.randint(0, 3))}
    if rng.random() < 0.06:
        written.update(maker(rng, lambda: {'Outputs': pick(rng, None, [], 'x', {'O': None}, {'O': {}}, {'O': {'value': 1}})}, lambda: {'Resources': pick(rng, None, [], 'x', {})}, lambda: {'Parameters': pick(rng, None, [], {'P': None}, {'P': 'x'}, {'R0': {'Type': 'String', 'Default': 'x'}})}, lambda: {'Extra': 1}, lambda: {'Conditions': pick(rng, None, [], {})}, lambda: {'Description': pick(rng, 5, None, [])}, lambda: {'resources': {}}, lambda: {'Metadata': {}}))
    return {'template_text': json.dumps(written) if rng.random() < 0.5 else yaml(json.loads(json.dumps(written))), 'params': given, 'files': {'x.yaml': 'heat_template_version: 2015-04-30\nresources: {}\n'}}


def environments(rng):
    """A template with environments of all sections."""
    version = rng.choice(VERSIONS)
    inner = 'heat_template_version: 2015-04-30\nparameters: { name: { type: string, default: d } }\nresources: { v: { type: My::Value, properties: { value: { get_param: name } } } }\noutputs: { o: { value: { get_attr: [v, value] } } }\n'
    files = {'in.yaml': inner, 'leaf.yaml': 'heat_template_version: 2015-04-30\nparameters: { value: { type: string, default: d } }\noutputs: { value: { value: { get_param: value } } }\n'}
    kinds = ['My::Value', 'My::Thing', 'My::Other', 'OS::Heat::RandomString', 'OS::Nova::Server', 'in.yaml', 'Alias::One', 'OS::Heat::None']
    written = {'heat_template_version': version, 'parameters': {'s': {'type': 'string', 'default': 'x'}, 'l': {'type': 'comma_delimited_list', 'default': 'a'}, 'j': {'type': 'json', 'default': {'a': {'b': 1}, 'k': 1}}, 'n': {'type': 'number', 'default': 1}}, 'resources': {}, 'outputs': {}}
    for i in range(rng.randint(1, 3)):
        kind = rng.choice(kinds)
        written['resources'][pick(rng, f'r{i}', f'web_{i}', 'server')] = {'type': kind, **({'properties': pick(rng, {'value': 'v'}, {'name': 'n'}, {'length': 8}, {'nope': 1})} if rng.random() < 0.4 else {})}
    for name in ('s', 'l', 'j', 'n'):
        written['outputs'][name] = {'value': {'get_param': name}}
    value = lambda: pick(rng, 'OS::Heat::Value', 'OS::Heat::None', 'OS::Heat::RandomString', 'in.yaml', 'leaf.yaml', 'none.yaml', 'My::Thing', 'Alias::One', None, 'No::Such', 'http://example.com/x.yaml', 'My::*', *([5, [], {}, True] if rng.random() < 0.1 else []))
    key = lambda: pick(rng, 'My::Value', 'My::Thing', 'My::*', 'My::Other', 'Alias::One', '*', 'OS::*', 'OS::Heat::RandomString', 'My::V*', 'Alias::*', 'in.yaml', 'OS::Nova::Server')

    def one(depth):
        env = {}
        if rng.random() < 0.8:
            registry = env['resource_registry'] = {key(): value() for _ in range(rng.randint(1, 4))}
            if rng.random() < 0.4:
                registry['resources'] = {pick(rng, 'r0', 'r1', 'web_*', '*', 'server', 'v', 'web_0'): pick(rng, {key(): value()}, {'hooks': pick(rng, 'pre-create', ['pre-update', 'post-create'], 'nope', None, [], {}, ['pre-create', 'x'])}, {'restricted_actions': pick(rng, 'update', ['replace'], 'delete', None, [])}, {'v': {key(): value()}}, {'hooks': 'pre-create', key(): value()}, None, {}) for _ in range(rng.randint(1, 2))} if rng.random() < 0.95 else pick(rng, None, [], 'x')
            if rng.random() < 0.05:
                registry[pick(rng, 'base_url', 'hooks', 'restricted_actions')] = pick(rng, 'file:///x', 'pre-create', None, 'x')
        for section in ('parameters', 'parameter_defaults'):
            if rng.random() < 0.4:
                env[section] = {pick(rng, 's', 'l', 'j', 'n', *(['name', 'nowhere'] if section == 'parameter_defaults' or rng.random() < 0.1 else [])): pick(rng, 'v', 'p,q', ['p', 'q'], {'a': {'c': 2}}, '{"z": 1}', 5, '7', None, True, [1], {}) for _ in range(rng.randint(1, 3))}
        if rng.random() < 0.3:
            env['parameter_merge_strategies'] = pick(rng, {'default': 'merge'}, {'default': 'deep_merge'}, {'s': 'merge', 'l': 'merge', 'j': 'deep_merge'}, {'j': 'merge'}, {'n': 'merge'}, {'s': 'deep_merge'}, {'l': 'overwrite'}, {'default': 'nope'}, {'j': None}, {}, None, [], {'nowhere': 'merge'}, {'default': 'overwrite', 'j': 'deep_merge'})
        if rng.random() < 0.08:
            env['encrypted_param_names'] = pick(rng, [], ['s'], None, {}, 'x', ['nowhere'])
        if rng.random() < 0.08:
            env['event_sinks'] = pick(rng, [], [{'type': 'zaqar-queue', 'target': 'q'}], [{'type': 'zaqar-queue', 'target': 'q', 'ttl': 5}], [{'type': 'x'}], None, {}, 'x', [{'type': 'zaqar-queue'}], {'type': 'zaqar-queue', 'target': 'q'})
        if rng.random() < 0.06:
            env[pick(rng, 'parameter', 'resource_registry', 'parameters', 'Parameters', 'parameter_defaults')] = pick(rng, None, {}, [], 'x', 5)
        return env if rng.random() < 0.99 else pick(rng, {}, [], None, 'x')
    return {'template_text': yaml(written), 'params': {name: pick(rng, 'given', 'g,h', {'g': 1}, 9) for name in ('s', 'l', 'j', 'n') if rng.random() < 0.12}, 'files': files, 'env': [one(0) for _ in range(rng.choice([1, 1, 2, 2, 3]))], **({'env_mode': 'merged'} if rng.random() < 0.25 else {})}


def conditions(rng):
    """Conditions that lean on each other, and everything that may have one."""
    version = rng.choice([v for v in VERSIONS if NAMED.get(v, v) >= '2016-10'] if rng.random() < 0.96 else VERSIONS)
    names = [f'c{i}' for i in range(rng.randint(1, 5))]

    def one(depth):
        if depth <= 0 or rng.random() < 0.25:
            return maker(rng, lambda: rng.choice(names), lambda: rng.choice(names), lambda: rng.random() < 0.5, lambda: {'get_param': pick(rng, 'b', 'b', 's', 'n', 'j', 'nowhere', ['j', 'a'], ['l', 0])}, lambda: rng.choice(ODD) if rng.random() < 0.25 else True)
        return maker(rng, lambda: {'equals': [operand(), operand()]}, lambda: {'equals': [operand(), operand()]}, lambda: {'not': one(depth - 1)}, lambda: {pick(rng, 'and', 'or'): [one(depth - 1) for _ in range(rng.choice([2, 2, 3, 1, 0] if rng.random() < 0.3 else [2, 2, 3]))]},
                     lambda: {'contains': [operand(), pick(rng, ['web', 'a'], {'get_param': 'l'}, 'abc', operand())]}, lambda: {'yaql': {'expression': pick(rng, '$.data.x > 1', '$.data.x', '$.data.x = a', '$.data.len() = 2'), 'data': {'x': operand()}}}, lambda: {'if': [one(depth - 1), one(depth - 1), one(depth - 1)]} if rng.random() < 0.2 else {'not': one(depth - 1)},
                     lambda: {pick(rng, 'get_attr', 'get_resource', 'str_split', 'list_join', 'get_file', 'repeat', 'map_merge', 'condition', 'Ref'): pick(rng, ['r0', 'value'], 'r0', [',', 'a'], 'c0')} if rng.random() < 0.2 else {'equals': [operand(), operand()]})

    def operand():
        return maker(rng, lambda: {'get_param': pick(rng, 's', 'n', 'b', 'e', ['j', 'a'], ['j', 'a', 'b'], ['l', 0], 'OS::stack_name', 'l', 'j')}, lambda: {'get_param': pick(rng, 's', 'n', 'b')}, lambda: pick(rng, 'web', '', 3, '3', 3.0, True, 'true', 'True', None, 'a', [], {}, ['a', 'b'], {'b': 'x'}), lambda: one(0) if rng.random() < 0.2 else 'web')
    written = {'heat_template_version': version, 'parameters': DECLARED, 'conditions': {name: one(rng.randint(0, 3)) for name in names}, 'resources': {}, 'outputs': {}}
    if rng.random() < 0.03:
        written['conditions'] = pick(rng, None, [], 'x', {}, {5: True}, [{'c0': True}])
    for i in range(rng.randint(1, 4)):
        resource = {'type': pick(rng, 'OS::Heat::Value', 'OS::Heat::None', 'OS::Heat::RandomString')}
        if resource['type'] == 'OS::Heat::Value':
            resource['properties'] = {'value': maker(rng, lambda: {'if': [one(1), operand(), pick(rng, {'get_resource': 'r0'}, {'get_attr': ['r0', 'value']}, operand())]}, lambda: operand(), lambda: {'if': [one(0), operand()]}, lambda: {'get_attr': [f'r{max(i - 1, 0)}', 'value']} if i else 'x')}
        if i and rng.random() < 0.3:
            resource['depends_on'] = pick(rng, f'r{i - 1}', [f'r{i - 1}', 'r0'], [], 'r9', [{'if': ['c0', 'r0', 'r0']}], {'if': ['c0', 'r0', 'r0']})
        if rng.random() < 0.6:
            resource['condition'] = one(rng.choice([0, 0, 0, 1, 2]))
        written['resources'][f'r{i}'] = resource
    for i in range(rng.randint(0, 3)):
        written['outputs'][f'o{i}'] = {'value': maker(rng, lambda: {'get_attr': ['r0', 'value']}, lambda: {'get_resource': f'r{rng.randint(0, 3)}'}, lambda: {'if': [one(1), operand(), operand()]}, lambda: {'if': [one(0), {'get_attr': ['r0', 'value']}, None]}), **({'condition': one(rng.choice([0, 0, 1]))} if rng.random() < 0.5 else {})}
    return {'template_text': yaml(json.loads(json.dumps(written))), 'params': GIVEN if rng.random() < 0.97 else {**GIVEN, 'b': 'maybe'}, 'files': {}}


def decisions(rng):
    """One call where a condition stands: of any function of any version, with arguments that fit and that do not."""
    version = rng.choice(VERSIONS) if rng.random() < 0.9 else 'aws'
    aws = version == 'aws'
    late = not aws and NAMED.get(version, version) >= '2016-10'
    if not late and not aws and rng.random() < 0.8:
        return decisions(rng)
    text = lambda: pick(rng, 'True', 'yes', 'no', 'true', 1, 0, None, '', 'c', 'other', True, False, 'nowhere', [], {}, ['yes'], {'a': 'b'}, 1.5)
    read = lambda: {'Ref': pick(rng, 's', 'n', 'b', 'l', 'j', 'e', 'AWS::StackName', 'nowhere', 'r')} if aws else {'get_param': pick(rng, 's', 'n', 'b', 'b', 'l', 'j', 'e', 'OS::stack_name', 'nowhere', ['j', 'a', 'b'], ['j', 'flag'], ['j', 'name'], ['l', 0], ['b'], ['b', 0], {'get_param': 's'}, None, 5, [])}
    names = {'equals': 'Fn::Equals', 'not': 'Fn::Not', 'and': 'Fn::And', 'or': 'Fn::Or', 'if': 'Fn::If'} if aws else {}
    named = lambda name: names.get(name, name)

    def operand(depth):
        return maker(rng, read, read, text, lambda: rng.choice(ODD), lambda: pick(rng, 'web', 3, '3', True), lambda: shape(rng, 1), lambda: one(depth - 1) if depth > 0 else 'web')

    def holds(depth):
        return maker(rng, lambda: pick(rng, 'yes', 'no'), lambda: pick(rng, True, False), read, text, *([lambda: one(depth - 1)] * 3 if depth > 0 else []))

    def one(depth):
        return maker(rng, *[lambda: {named('equals'): [operand(depth), operand(depth)] if rng.random() < 0.92 else pick(rng, ['a'], ['a', 'b', 'c'], operand(0), {'a': 'b', 'c': 'd'})}] * 4, *[lambda: {named('not'): pick(rng, holds(depth), [holds(depth)]) if not aws or rng.random() < 0.2 else [holds(depth)]}] * 3,
                     *[lambda: {named(pick(rng, 'and', 'or')): [holds(depth) for _ in range(pick(rng, 2, 2, 2, 3, 3, 1, 0))] if rng.random() < 0.95 else holds(depth)}] * 4, read, read,
                     *[lambda: {'contains': [operand(depth), pick(rng, ['web', 3, True], 'web', 'abc', {'get_param': 'l'}, {'get_param': 'j'}, {'get_param': 's'}, operand(0))] if rng.random() < 0.9 else pick(rng, ['a'], 'a', operand(0), {'a': ['a']})}] * 2,
                     *[lambda: {'yaql': {'expression': pick(rng, '$.data.x > 1', '$.data.x', '$.data.x = web', '$.data.x.len() > 2', 'true', 'not $.data.x', '$.data.x in [web, 3]', '$.data.x.contains(w)', 'isString($.data.x)', '$.data.y', '$.data.x.any()', 'null', '1', 'yes', '$.data.x and', 'bool($.data.x)'), 'data': pick(rng, {'x': operand(0)}, {'x': operand(depth)}, {'x': 2}, operand(0))}}] * 2,
                     lambda: {named('if'): [holds(0), holds(0), holds(0)]}, lambda: call(rng, 1), lambda: {pick(rng, *FUNCTIONS, *AMAZON, 'Condition', 'condition', 'Fn::Nope'): pick(rng, 'yes', text(), [text(), text()], operand(0))}, lambda: {**one(0), 'x': 1} if rng.random() < 0.1 else {named('not'): holds(0)})
    made = lambda: one(rng.choice([0, 0, 1, 1, 2])) if rng.random() < 0.93 else text()
    given = {**GIVEN, 'b': pick(rng, True, False, 'yes', 'off', 1), 's': pick(rng, 'web', 'yes', 'True', '', 'no', '3'), 'n': pick(rng, 3, 0, 1, '3', 2.0), 'j': {'a': {'b': 'x'}, 'flag': pick(rng, True, False, 'true', 1, None), 'name': pick(rng, 'yes', 'no', 'nope')}}
    declared = {name: {'Type': {'string': 'String', 'number': 'Number', 'boolean': 'Boolean', 'json': 'Json', 'comma_delimited_list': 'CommaDelimitedList'}[of['type']], **({'Default': of['default']} if 'default' in of else {})} for name, of in DECLARED.items()} if aws else DECLARED
    if rng.random() < 0.25:
        around = {('Parameters' if aws else 'parameters'): declared, ('Conditions' if aws else 'conditions'): {'yes': True, 'no': False}} if late or aws else {'parameters': declared}
        return {'eval': made(), 'version': ['AWSTemplateFormatVersion', '2010-09-09'] if aws else ['heat_template_version', version], 'context': 'condition', 'template_dict': around, 'params': given}
    section, kind, of, value, when = ('Conditions', 'Type', 'Properties', 'Value', 'Condition') if aws else ('conditions', 'type', 'properties', 'value', 'condition')
    written = {'AWSTemplateFormatVersion': '2010-09-09'} if aws else {'heat_template_version': version}
    conditions, resources, outputs = {'yes': True, 'no': False}, {'r': {kind: 'OS::Heat::Value', of: {'value': 1}}}, {}
    for place in rng.sample(['named', 'resource', 'output', 'branch', 'property', 'unused'], pick(rng, 1, 1, 1, 2)):
        if place in ('named', 'unused'):
            conditions['c'] = made()
        if place == 'named':
            maker(rng, lambda: resources.update(x={kind: 'OS::Heat::None', when: 'c'}), lambda: outputs.update(o={value: 1, when: 'c'}), lambda: outputs.update(o={value: {named('if'): ['c', 'a', 'b']}}), lambda: conditions.update(d={named('not'): 'c' if not aws else ['c']}) or outputs.update(o={value: 1, when: 'd'}))
        if place == 'resource':
            resources['x'] = {kind: 'OS::Heat::RandomString', when: made()}
            outputs['n'] = {value: {'Ref': 'x'} if aws else {'get_resource': 'x'}, **({when: 'no'} if rng.random() < 0.5 else {})}
        if place == 'output':
            outputs['p'] = {value: 'v', when: made()}
        if place == 'branch':
            outputs['q'] = {value: {named('if'): [made(), pick(rng, 'a', {'get_attr': ['r', 'value']} if not aws else 'a', read()), pick(rng, 'b', None, read())]}}
        if place == 'property':
            resources['y'] = {kind: 'OS::Heat::Value', of: {'value': {named('if'): [made(), 'a', 'b']}}}
    written.update({'Parameters' if aws else 'parameters': declared, **({section: conditions} if late or aws or rng.random() < 0.2 else {}), 'Resources' if aws else 'resources': resources, **({'Outputs' if aws else 'outputs': outputs} if outputs else {})})
    return {'template_text': yaml(json.loads(json.dumps(written))), 'params': given, 'files': {'f.txt': 'content\n'}}


def definitions(rng):
    """The keys of resources, outputs and the template itself, of any shape."""
    version = rng.choice(VERSIONS)
    written = {'heat_template_version': version, 'parameters': {'s': {'type': 'string', 'default': 'web'}, 'b': {'type': 'boolean', 'default': True}}, 'resources': {}, 'outputs': {}}
    if NAMED.get(version, version) >= '2016-10' and rng.random() < 0.5:
        written['conditions'] = {'yes': True, 'no': False}
    names = [f'r{i}' for i in range(rng.randint(1, 4))]
    for i, name in enumerate(names):
        resource = {'type': pick(rng, 'OS::Heat::None', 'OS::Heat::RandomString', 'OS::Heat::Value', 'OS::Neutron::Net', 'OS::Cinder::Volume', 'OS::Heat::ResourceGroup', 'OS::Heat::TestResource', 'OS::Nova::KeyPair')}
        resource.update({'OS::Heat::Value': {'properties': {'value': 1}}, 'OS::Cinder::Volume': {'properties': {'size': 1}}, 'OS::Heat::ResourceGroup': {'properties': {'resource_def': {'type': 'OS::Heat::None'}}}, 'OS::Nova::KeyPair': {'properties': {'name': 'k', 'public_key': 'x'}}}.get(resource['type'], {}))
        other = lambda: pick(rng, *names)
        for key, values in (('depends_on', [other(), [other()], [other(), other()], [], '', None, 5, {}, 'nowhere', ['nowhere', other()], [5], [None], {'get_resource': other()}, [[other()]], name]), ('deletion_policy', ['Delete', 'Retain', 'Snapshot', 'delete', 'retain', 'snapshot', 'Keep', '', None, 5, {'get_param': 's'}, {'if': ['yes', 'Retain', 'Delete']}, []]),
                            ('update_policy', [{}, None, [], 'x', {'x': 1}, {'rolling_update': {'max_batch_size': 2}}, {'rolling_update': None}, {'batch_create': {'pause_time': 'x'}}, {'get_param': 's'}]), ('metadata', [{}, None, [], 'x', 5, {'a': {'get_param': 's'}}, {'a': {'get_resource': other()}}, {'get_param': 's'}, {'a': {'get_attr': [other(), 'show']}}]),
                            ('properties', [{}, None, [], '', 'x', 5, {'get_param': 's'}, {'if': ['yes', {}, {}]}]), ('condition', ['yes', 'no', 'nowhere', True, False, None, 5, '', [], {}, {'not': 'yes'}, {'get_param': 'b'}, {'equals': [1, 1]}, {'get_attr': [other(), 'x']}]), ('external_id', ['id', None, '', 5, {'get_param': 's'}, {'get_resource': other()}, {'get_param': 'nowhere'}, []]),
                            ('description', ['d', None, 5, '', [], {'get_param': 's'}]), ('type', [None, '', 5, [], {}, 'OS::No::Such', {'get_param': 's'}, 'os::heat::none', 'OS::Heat::None ', 'none.yaml', 'AWS::EC2::Instance', 'x.template', 'OS::Heat', 'x.yml'])):
            if rng.random() < (0.03 if key in ('type', 'properties') else 0.12):
                resource[key] = rng.choice(values)
        if rng.random() < 0.03:
            resource[pick(rng, 'Type', 'propertie', 'depends-on', 'count', 'name', 5, True, 'DependsOn')] = 1
        written['resources'][name] = resource if rng.random() < 0.98 else pick(rng, None, 'x', [], {}, 5, [{'type': 'OS::Heat::None'}])
    for i in range(rng.randint(0, 2)):
        output = {'value': pick(rng, 1, {'get_resource': names[0]}, {'get_attr': [names[0], 'show']}, None, {}, {'get_param': 's'})}
        for key, values in (('description', ['d', 5, None, []]), ('condition', ['yes', 'no', 'nowhere', True, None, 5, {'not': 'no'}]), ('Value', [1]), ('label', ['x']), ('sensitive', [True])):
            if rng.random() < 0.08:
                output[key] = rng.choice(values)
        written['outputs'][f'o{i}'] = output if rng.random() < 0.96 else pick(rng, None, {}, 'x', [], {'description': 'd'}, 5)
    if rng.random() < 0.15:
        written.update(pick(rng, {'description': pick(rng, None, 5, [], {}, 'd', True)}, {'outputs': pick(rng, None, [], 'x', 5, {})}, {'resources': pick(rng, None, [], '', {}, False)}, {'parameters': pick(rng, None, [], {}, 'x', 0)}, {'Resources': {}}, {'conditions': pick(rng, {}, None, [])}, {'extra': 1}, {'parameter_groups': pick(rng, None, [], {})},
                            {'heat_template_version': pick(rng, '2013-05-23 ', '2013-5-23', 20130523, None, True, 'Rocky', 'xena', '2023-01-01', ['2013-05-23'], '', 'train', '2012-12-12', {})}, {'resources': {pick(rng, 'a/b', '', ' ', 'a b', 'é', 5, True, 's', 'x' * 300, 'a.b', '%'): {'type': 'OS::Heat::None'}}}))
    return {'template_text': yaml(json.loads(json.dumps(written))), 'params': {}, 'files': {'x.template': 'HeatTemplateFormatVersion: 2012-12-12\n'}}


def groups(rng):
    """Groups of all kinds, of any size, and what is read of them."""
    version = rng.choice(VERSIONS)
    late = NAMED.get(version, version) >= '2016-10'
    files = {'m.yaml': 'heat_template_version: 2015-10-15\nparameters: { name: { type: string, default: d }, list: { type: comma_delimited_list, default: [] }, map: { type: json, default: {} }, n: { type: number, default: 0 }, flag: { type: boolean, default: false } }\nresources: { v: { type: OS::Heat::Value, properties: { value: { get_param: name } } }, w: { type: OS::Heat::RandomString, depends_on: v } }\n'
                       'outputs: { o: { value: { get_attr: [v, value] } }, l: { value: { get_param: list } }, m: { value: { get_param: map } } }\n', 'req.yaml': 'heat_template_version: 2015-10-15\nparameters: { need: { type: string, constraints: [ { length: { max: 3 } } ] } }\noutputs: { o: { value: { get_param: need } } }\n'}
    written = {'heat_template_version': version, 'parameters': DECLARED, 'resources': {'r': {'type': 'OS::Heat::Value', 'properties': {'value': pick(rng, 'x', ['a'], {'a': 1})}}}, 'outputs': {}, **({'conditions': {'yes': True, 'no': False}} if late else {})}
    text = lambda: maker(rng, lambda: pick(rng, 'v-%index%', '%index%', 'x', '%index%%index%', '%i%'), lambda: {'get_param': pick(rng, 's', 'n', 'l', 'j', 'b')}, lambda: {'get_attr': ['r', 'value']}, lambda: {'get_resource': 'r'}, lambda: {'list_join': ['-', ['%index%', {'get_param': 's'}]]}, lambda: {'str_replace': {'template': 'a-%index%', 'params': {'%index%': 'q'}}}, lambda: rng.choice(ODD), lambda: {'if': ['yes', '%index%', 'b']} if late else 'c')

    def definition():
        kind = pick(rng, 'OS::Heat::Value', 'OS::Heat::RandomString', 'OS::Heat::None', 'm.yaml', 'm.yaml', 'req.yaml', 'OS::Neutron::Net', 'OS::Heat::ResourceGroup', 'OS::Nova::Server', *(['OS::No::Such', None, 5, '', {'get_param': 's'}] if rng.random() < 0.15 else []))
        given = {'OS::Heat::Value': lambda: {'value': text(), **({'type': pick(rng, 'string', 'json', 'nope')} if rng.random() < 0.15 else {})}, 'OS::Heat::RandomString': lambda: pick(rng, {}, {'length': pick(rng, 8, '8', text(), 1000)}, {'nope': 1}), 'm.yaml': lambda: {key: text() for key in rng.sample(['name', 'list', 'map', 'n', 'flag', 'nope'], rng.choice([0, 1, 1, 2]))}, 'req.yaml': lambda: pick(rng, {}, {'need': text()}, {'need': 'abcdef'}, {'need': None}),
                 'OS::Neutron::Net': lambda: {'name': text()}, 'OS::Heat::ResourceGroup': lambda: {'count': pick(rng, 1, 2), 'resource_def': {'type': 'OS::Heat::Value', 'properties': {'value': text()}}, **({'index_var': '%i%'} if rng.random() < 0.5 else {})}, 'OS::Nova::Server': lambda: {'image': 'i', 'flavor': 'f', 'networks': [{'network': text()}], 'metadata': {'a': text()}, '%index%': 1} if rng.random() < 0.2 else {'image': 'i', 'flavor': 'f', 'networks': 'auto' if rng.random() < 0.1 else [{'network': text()}], 'user_data': text()}}.get(kind if isinstance(kind, str) else '', lambda: {'x': text()})()
        made = {'type': kind, **({'properties': given} if rng.random() < 0.95 else pick(rng, {}, {'properties': None}, {'properties': {'get_param': 'j'}}, {'properties': []}))}
        if rng.random() < 0.1:
            made['metadata'] = pick(rng, {'a': text()}, None, {}, 'x', {'get_param': 'j'})
        if rng.random() < 0.03:
            made[pick(rng, 'depends_on', 'condition', 'deletion_policy', 'name')] = 'x'
        return made if rng.random() < 0.98 else pick(rng, None, {}, [], 'x', {'get_param': 'j'})
    size = lambda: pick(rng, 0, 1, 2, 3, 2, 1, '2', 1.0, {'get_param': 'n'}, *([-1, 2.5, 'x', None, True, {'get_param': 's'}, {'get_param': 'l'}, {'get_attr': ['r', 'value']}, [], 2000] if rng.random() < 0.25 else []))
    for i in range(rng.choice([1, 1, 2])):
        kind = pick(rng, 'OS::Heat::ResourceGroup', 'OS::Heat::ResourceGroup', 'OS::Heat::ResourceGroup', 'OS::Heat::ResourceChain', 'OS::Heat::AutoScalingGroup', 'OS::Heat::SoftwareDeploymentGroup', 'OS::Heat::InstanceGroup', 'OS::Heat::StructuredDeploymentGroup')
        if kind == 'OS::Heat::ResourceGroup':
            props = {'resource_def': definition(), **({'count': size()} if rng.random() < 0.9 else {})}
            if rng.random() < 0.15:
                props['index_var'] = pick(rng, '%i%', '%index%', 'x', '', None, 5, 'index', {'get_param': 's'})
            if rng.random() < 0.25:
                props['removal_policies'] = pick(rng, [], None, [{}], [{'resource_list': ['0']}], [{'resource_list': [0, '1']}], [{'resource_list': 'x'}], [{'resource_list': []}], [{'nope': 1}], 'x', [{'resource_list': {'get_param': 'l'}}], [{'resource_list': ['0', 'abc', '99']}, {'resource_list': ['1']}], {'resource_list': ['0']}, [{'resource_list': None}], [{'resource_list': [None]}], ['0'])
            if rng.random() < 0.1:
                props['removal_policies_mode'] = pick(rng, 'append', 'update', 'Append', None, 5)
        elif kind == 'OS::Heat::ResourceChain':
            types = pick(rng, ['OS::Heat::None'], ['OS::Heat::None', 'm.yaml'], ['m.yaml', 'm.yaml'], ['OS::Heat::RandomString', 'OS::Heat::Value'], [], {'get_param': 'l'}, 'OS::Heat::None', ['OS::No::Such'], [5], None, ['req.yaml'], ['OS::Heat::Value', 'OS::Heat::Value'])
            props = {'resources': types, **({'resource_properties': pick(rng, {'name': text()}, {'value': text()}, {}, None, [], {'get_param': 'j'}, {'x': 1})} if rng.random() < 0.8 else {}), **({'concurrent': pick(rng, True, False, 'true', 'x', None)} if rng.random() < 0.4 else {})}
        elif kind == 'OS::Heat::AutoScalingGroup':
            props = {'resource': definition(), 'min_size': size(), 'max_size': size() if rng.random() < 0.6 else 5, **({'desired_capacity': size()} if rng.random() < 0.4 else {}), **({'cooldown': pick(rng, 0, 60, 'x', None)} if rng.random() < 0.2 else {}), **({'rolling_updates': pick(rng, {'max_batch_size': 1}, {'min_in_service': 1, 'pause_time': 5}, {}, None, {'nope': 1}, {'max_batch_size': 0}, {'pause_time': -1}, 'x')} if rng.random() < 0.2 else {})}
        elif kind == 'OS::Heat::InstanceGroup':
            written['resources']['lc'] = {'type': 'OS::Heat::None'} if rng.random() < 0.3 else {'type': 'AWS::AutoScaling::LaunchConfiguration', 'properties': {'ImageId': 'i', 'InstanceType': 't', **({'KeyName': 'k', 'UserData': text()} if rng.random() < 0.5 else {})}}
            props = {'LaunchConfigurationName': pick(rng, {'get_resource': 'lc'}, 'lc', 'none', None), 'Size': size(), 'AvailabilityZones': pick(rng, ['nova'], ['a', 'b'], [], 'nova', None)}
        else:
            props = {'config': pick(rng, 'cfg', {'get_resource': 'r'}, None), 'servers': pick(rng, {'0': 'id', '1': 'id2'}, {'a': {'get_resource': 'r'}}, {}, None, [], 'x', {'get_param': 'j'}, {'get_attr': ['r', 'value']}, {0: 'id'}, ['id'], {'a': None}), **({'input_values': pick(rng, {'x': text()}, None, {}, 'x')} if rng.random() < 0.4 else {}), **({'actions': pick(rng, ['CREATE'], ['NOPE'], [], 'CREATE')} if rng.random() < 0.15 else {}), **({'signal_transport': pick(rng, 'NO_SIGNAL', 'x')} if rng.random() < 0.15 else {}), **({'name': text()} if rng.random() < 0.2 else {})}
        if rng.random() < 0.03:
            props[pick(rng, 'nope', 'count', 'Size')] = 1
        resource = {'type': kind, 'properties': props}
        if rng.random() < 0.12:
            resource['update_policy'] = pick(rng, {}, {'rolling_update': {'min_in_service': 1, 'max_batch_size': 1}}, {'batch_create': {'max_batch_size': 1, 'pause_time': 10}}, {'rolling_update': {'max_batch_size': 0}}, {'rolling_update': {'nope': 1}}, {'nope': {}}, None, {'rolling_update': {'pause_time': 'x'}}, {'batch_create': []}, {'AutoScalingRollingUpdate': {'MinInstancesInService': 1}}, {'rolling_update': {'get_param': 'j'}})
        if late and rng.random() < 0.08:
            resource['condition'] = pick(rng, 'yes', 'no')
        written['resources'][f'g{i}'] = resource
    path = lambda: pick(rng, ['refs'], ['refs', 0], ['refs_map'], ['refs_map', '0'], ['o'], ['value'], ['name'], ['attributes', 'value'], ['attributes', 'o', '0'], ['attributes'], ['resource.0'], ['resource.0', 'value'], ['resource.0.value'], ['resource.0.o'], ['resource.9'], ['resource.x.o'], ['resource.'], ['resource'], ['outputs', 'o'], ['outputs_list', 'o'], ['outputs'], ['current_size'], ['removed_rsrc_list'], ['nope'], ['show'], [],
                        ['InstanceList'], ['deploy_stdouts'], ['deploy_status_codes', '0'], ['result'], ['resource.0.show', 'x'], ['refs', 'x'], [0], ['l', 0], ['m', 'a'], ['resource.0.l', 0], ['first_address'], ['networks', 'x', 0], [None], ['refs_map', 0], ['resource.0.refs_map'], [{'get_param': 's'}])
    for i in range(rng.randint(1, 4)):
        written['outputs'][f'o{i}'] = {'value': {'get_attr': [pick(rng, *[name for name in written['resources'] if name.startswith('g')])] + path()} if rng.random() < 0.85 else pick(rng, {'get_resource': 'g0'}, {'list_join': [',', {'get_attr': ['g0', 'refs']}]}, {'get_attr': ['g0', 'refs', {'get_param': 'n'}]})}
    if rng.random() < 0.3:
        written['resources']['after'] = {'type': 'OS::Heat::Value', 'properties': {'value': {'get_attr': ['g0'] + path()}}}
    return {'template_text': yaml(json.loads(json.dumps(written))), 'params': GIVEN if rng.random() < 0.97 else {**GIVEN, 'n': pick(rng, 0, 1.5, -1)}, 'files': files, **({'env': [{'resource_registry': {pick(rng, 'OS::Heat::Value', 'OS::Nova::Server', 'OS::Heat::RandomString'): pick(rng, 'm.yaml', 'OS::Heat::None')}}]} if rng.random() < 0.08 else {})}


def nestings(rng):
    """Templates in templates, as deep as it goes, with parameters, outputs and attributes that do not quite match."""
    depth = rng.choice([1, 1, 2, 2, 3, 4, 5, 6])
    kinds = ['string', 'string', 'number', 'comma_delimited_list', 'json', 'boolean']
    files, below = {}, None
    for level in range(depth, -1, -1):
        version = rng.choice(VERSIONS)
        late = NAMED.get(version, version) >= '2016-10'
        shapes = {f'p{i}': rng.choice(kinds) for i in range(rng.randint(0, 3))}
        written = {'heat_template_version': version, 'parameters': {}, 'resources': {}, 'outputs': {}}
        for name, kind in shapes.items():
            declared = written['parameters'][name] = {'type': kind}
            if level == 0 or rng.random() < 0.75:
                declared['default'] = {'string': pick(rng, 'd', '', 'web'), 'number': pick(rng, 1, '2', 0), 'comma_delimited_list': pick(rng, 'a,b', [], ['x']), 'json': pick(rng, {}, {'a': 1}, '{"b": [1]}'), 'boolean': pick(rng, True, 'no')}[kind]
            if rng.random() < 0.12:
                declared['constraints'] = [constraint(rng, kind)]
            if rng.random() < 0.06:
                declared['hidden'] = True
        if late and rng.random() < 0.4:
            written['conditions'] = {'c': {'equals': [{'get_param': pick(rng, *shapes, 'OS::stack_name')}, pick(rng, 'd', 1, 'web')]}}
        value = lambda: maker(rng, lambda: {'get_param': pick(rng, *shapes, 'OS::stack_name')}, lambda: rng.choice(ODD), lambda: {'get_resource': 'first'}, lambda: {'get_attr': ['first', 'value']}, lambda: {'list_join': [',', ['a', {'get_param': pick(rng, *shapes, 'OS::stack_name')}]]}, lambda: {'resource_facade': pick(rng, 'metadata', 'deletion_policy', 'update_policy')} if rng.random() < 0.3 else 'plain')
        written['resources']['first'] = {'type': 'OS::Heat::Value', 'properties': {'value': maker(rng, lambda: {'get_param': pick(rng, *shapes, 'OS::stack_name')}, lambda: rng.choice(ODD), lambda: 'v')}, **({'condition': 'c'} if 'conditions' in written and rng.random() < 0.3 else {})}
        if below:
            for i in range(rng.choice([1, 1, 2])):
                given = {name: value() for name in below[1] if rng.random() < (0.85 if name in below[2] else 0.5)}
                if rng.random() < 0.04:
                    given[pick(rng, 'nope', 'OS::stack_name', 'p9')] = value()
                resource = {'type': below[0] if rng.random() < 0.85 else 'Reg::Type', **({'properties': given} if given or rng.random() < 0.5 else {})}
                for key, values in (('metadata', [{'m': 1}, {'m': {'get_param': 'OS::stack_name'}}]), ('deletion_policy', ['Retain', 'Delete']), ('depends_on', ['first', ['first']]), ('update_policy', [{}, {'x': 1}])):
                    if rng.random() < 0.1:
                        resource[key] = rng.choice(values)
                if 'conditions' in written and rng.random() < 0.15:
                    resource['condition'] = 'c'
                if rng.random() < 0.12:
                    resource = {'type': 'OS::Heat::ResourceGroup', 'properties': {'count': pick(rng, 1, 2), 'resource_def': {'type': resource['type'], **({'properties': given} if given else {})}}}
                written['resources'][f'n{i}'] = resource
        reads = lambda: maker(rng, value, lambda: {'get_attr': [pick(rng, 'n0', 'first')] + pick(rng, ['o0'], ['o1'], ['o0', 0], ['o0', 'a'], ['nope'], ['show'], [], ['resource.first'], ['resource.first', 'value'], ['resource.first.value'], ['resource.n0', 'o0'], ['resource.n0.o0'], ['outputs'], ['value'], ['refs'], ['OS::stack_id'], ['resource.nope'])}, lambda: {'get_resource': pick(rng, 'n0', 'first')})
        for i in range(rng.choice([0, 1, 2, 2])):
            written['outputs'][pick(rng, f'o{i}', f'o{i}', f'o{i}', 'OS::stack_id', 'show')] = {'value': reads(), **({'condition': 'c'} if 'conditions' in written and rng.random() < 0.2 else {})}
        if 'n0' in written['resources'] and rng.random() < 0.3:
            written['resources']['after'] = {'type': 'OS::Heat::Value', 'properties': {'value': reads()}}
        if rng.random() < 0.04:
            pick(rng, lambda: written.update(heat_template_version='2013-05-24'), lambda: written['resources'].update(bad={'type': 'OS::No::Such'}), lambda: written['resources'].update(bad={}), lambda: written['outputs'].update(bad={}), lambda: written.update(extra={}), lambda: written['parameters'].update(bad={'type': 'x'}), lambda: written['resources'].update(bad={'type': 'OS::Heat::RandomString', 'properties': {'nope': 1}}),
                 lambda: written['resources'].update(bad={'type': f'l{level}.yaml'}), lambda: written['outputs'].update(bad={'value': {'get_attr': ['nowhere', 'x']}}), lambda: written['resources'].update(bad={'type': 'OS::Heat::None', 'depends_on': 'bad'}))()
        name = f'l{level}.yaml'
        files[name] = yaml(json.loads(json.dumps(written))) if rng.random() < 0.8 else json.dumps(written)
        below = (name, shapes, [p for p in shapes if 'default' not in written['parameters'][p]])
    top = files.pop('l0.yaml')
    if rng.random() < 0.03:
        files.pop(rng.choice(list(files)))
    env = {'resource_registry': {'Reg::Type': pick(rng, 'l1.yaml', f'l{depth}.yaml')}} if rng.random() < 0.9 else {}
    if rng.random() < 0.2:
        env['parameter_defaults'] = {pick(rng, 'p0', 'p1', 'p2'): pick(rng, 'pd', 7, ['q'], {'q': 1}, True)}
    return {'template_text': top, 'params': {}, 'files': files, **({'env': [env]} if env else {})}


VALUE = {'s': ['text', '', 5, True, 1.5, None, ['a'], {'a': 1}, '10.0.0.1', 'x' * 300], 'i': [0, 1, 5, -1, '5', '5.7', 5.7, True, None, 'x', '', [1], 100000, '0x5'], 'n': [0, 1.5, '1.5', 'x', None, True, [], '1e3', -1], 'b': [True, False, 'true', 'False', 'yes', 1, 0, None, '', []],
         'l': [[], ['a'], 'a', 'a,b', {}, {'a': 1}, None, [1, 2], [None], 5, [['a']], [{'name': 'x'}], [{}]], 'm': [{}, {'a': 'b'}, 'x', '{"a": 1}', [], None, 5, {'a': None}, {'a': {'b': 1}}, [{'a': 1}]]}


def properties(rng):
    """A resource of any type with what it needs, and one or two properties of any shape."""
    kind = rng.choice(list(realistic.TYPES))
    shapes = realistic.TYPES[kind][0]
    sound = {'s': ['text', '10.0.0.1', 'a'], 'i': [1, 2], 'n': [1, 1.5], 'b': [True, False], 'l': [[], ['a']], 'm': [{}, {'a': 'b'}]}
    given = {}
    for name, (shape_of, required, words) in shapes.items():
        allowed = next((word[3:].split(',') for word in words if word.startswith('in:')), None)
        if required and rng.random() < 0.97 or rng.random() < 0.04:
            given[name] = rng.choice(allowed) if allowed else rng.choice(sound.get(shape_of, ['x']))
    for _ in range(rng.choice([0, 1, 1, 2])):
        if shapes:
            name = rng.choice(list(shapes))
            shape_of, _, words = shapes[name]
            allowed = next((word[3:].split(',') for word in words if word.startswith('in:')), None)
            value = rng.choice(allowed) if allowed and rng.random() < 0.4 else rng.choice(VALUE.get(shape_of, ODD))
            given[name] = pick(rng, value, value, value, {'get_param': pick(rng, 's', 'n', 'b', 'l', 'j')}, {'get_attr': ['v', 'value']}, {'get_resource': 'v'})
    resource = {'type': kind, **({'properties': given} if given or rng.random() < 0.5 else {})}
    attributes = realistic.TYPES[kind][1]
    written = {'heat_template_version': rng.choice(realistic.VERSIONS), 'parameters': {name: DECLARED[name] for name in ('s', 'n', 'b', 'l', 'j')}, 'resources': {'v': {'type': 'OS::Heat::Value', 'properties': {'value': 'x'}}, 'r': resource},
               'outputs': {'o': {'value': {'get_attr': ['r'] + pick(rng, [pick(rng, *attributes, 'show')], ['nope'], [pick(rng, *attributes, 'show'), pick(rng, 'a', 0)], [], ['show'])}}} if rng.random() < 0.5 else {}}
    if rng.random() < 0.1:
        written['resources']['r'] = {'type': 'OS::Heat::ResourceGroup', 'properties': {'count': 2, 'resource_def': resource}}
    return {'template_text': yaml(written), 'params': GIVEN, 'files': {}}


SCALARS = ['yes', 'No', 'on', 'OFF', 'y', 'n', '~', 'null', 'Null', 'NULL', 'true', 'TRUE', 'tRUE', '0777', '0o17', '08', '0x1F', '0b101', '1_000', '1__0', '_1', '+5', '-0', '1e3', '1.0e+3', '1.e+3', '.5', '5.', '.inf', '-.INF', '.nan', '12:30', '1:30:45', '190:20:30.15', '60:99', '00:11:22:33:44:55', '2015-10-15', '2001-12-14t21:59:43.10-05:00', '=', '<<', '!!str 5',
           '!!int "5"', '!!float 3', '!!bool "yes"', '!!null ""', '!!binary aGVsbG8=', '!!set {a, b}', '!!omap [a: 1]', '!!pairs [a: 1]', '!!timestamp 2001-01-01', '!x y', '!!python/none', '! a', '"\\u00e9\\t\\x41\\n"', "'it''s'", '"a\\\n  b"', '|\n      a\n       b\n\n', '>-\n      a\n      b\n\n      c', '|+\n      x\n\n', '|2\n        x', '>\n      a\n\n\n      b', '&a x', '*a', '[a, b, ]', '[a, , b]',
           '{a: 1, b}', '{a: 1, a: 2}', '{"a":1}', '{a:1}', '[a: b]', '{? a : b}', '{[a]: b}', 'a: b', 'a #b', 'a#b', '#x', '@x', '`x`', '%x', '- a', '-', '? a', ': a', ',a', ']', '}', 'a ]', "'a", '"a', '"a" b', '"\\q"', 'é', '\U0001f600', '\u00a0', 'a\tb', '\ta', '"a\tb"', '123456789012345678901234567890', '1.7976931348623157e+309', '0.1', '1e-7', '1.5e-07', '100000000000000000000.0', 'a\\nb', '{}', '[]', '""', "''", '', ' ', '...', '---', '!<tag:yaml.org,2002:str> 5', 'NaN', 'Infinity', '-1', '- 1', '--1', '1,2', '1.2.3', '0.0', '-.5', '+.5', '1.', '0', '00', '-00', '0_', '0x', '0xg', '1 000', '٣']


def texts(rng):
    """A small template whose text has one of YAML's traps."""
    value = lambda: rng.choice(SCALARS)
    lines = ['heat_template_version: 2018-08-31', 'parameters:', '  p:', '    type: string', '    default: ' + (value() if rng.random() < 0.2 else 'x'), 'resources:', '  r:', '    type: OS::Heat::Value', '    properties:', '      value: ' + value(), '  q:', '    type: OS::Heat::None', '    properties:', '      a: ' + value(), '      ' + (value() if rng.random() < 0.3 else 'b') + ': 1',
             'outputs:', '  o:', '    value: ' + value(), '  l:', '    value:', '      - ' + value(), '      - ' + value(), '      ' + pick(rng, '-', '- - x', '- a: 1', '-  a: 1\n         b: 2', '- {a: 1}', '- [x]', '-\n        x', '- |\n       t')]
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        at = rng.randrange(len(lines))
        line = lines[at]
        lines[at] = pick(rng, ' ' + line, line[1:], line + ' ', line + '\t', '\t' + line, line.replace('  ', '\t', 1), line.replace(': ', ':', 1), line.replace(':', ' :', 1), line.replace(':', '', 1), line + ' # c', line + '#c', '\n' + line, line + '\n' + line, '# c\n' + line, line + ',', line.replace(':', ': &x', 1), line.replace(':', ': !!map', 1), '"' + line + '"', line.upper(), line + '\r', line + '\n\n',
                          '? ' + line.strip(), line + '\n...', line + '\n---', '---\n' + line, '%YAML 1.1\n---\n' + line, '{' + line + '}', line + '\x00', line + '\x85', line + '\u2028', '\ufeff' + line, line + '\x7f', line + '\x0b', line.replace(' ', '\u00a0', 1), line + '\n      <<: {b: 2}', line + '\n      <<: *x', line + '\n      <<: [{c: 1}, {c: 2, d: 3}]', line + '\n      <<: 5', line + '\n      <<:', '', line + ' |', line + " '", line + ' "', line + ' [', line + ' {', line.replace('e', '\u0435', 1))
    text = '\n'.join(lines) + pick(rng, '\n', '\n', '', '\n\n', '\n...\n', '\n---\n', '\n--- x\n', '\n# end', '\n  ', '\n\t', '\r\n')
    if rng.random() < 0.06:
        text = pick(rng, text.replace('\n', '\r\n'), text.replace('\n', '\r'), '\ufeff' + text, text.replace('  ', '   '), text.replace('    ', '  '), '\n\n' + text, '   ' + text, text.encode('utf-16').decode('latin-1'), text[:rng.randrange(len(text))], json.dumps({'heat_template_version': '2018-08-31', 'outputs': {'o': {'value': text}}}), '"' + text + '"', '[' + text + ']',
                    '{"heat_template_version": "2018-08-31", "outputs": {"o": {"value": NaN}, "o": {"value": 1e5}, "i": {"value": -Infinity}, "f": {"value": 1E400}, "b": {"value": 12345678901234567890123}}}', '{"heat_template_version": "2018-08-31", "outputs": {"o": {"value": 1},}}', "{'heat_template_version': '2018-08-31'}", '{"heat_template_version": "2018-08-31"} x', '\t{"heat_template_version": "2018-08-31"}')
    return {'template_text': text, 'params': {}, 'files': {}}


KINDS = {make.__name__: make for make in (calls, parameters, amazon, environments, conditions, decisions, definitions, groups, nestings, properties, texts)}
