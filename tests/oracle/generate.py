"""Templates and calls that nobody wrote: random, realistic, the same for the same seed.

Each generator takes a random.Random and gives a request for heat_oracle.py. About every third has a mistake in it.
"""
import json

VERSIONS = ['2013-05-23', '2014-10-16', '2015-04-30', '2015-10-15', '2016-04-08', '2016-10-14', 'newton', '2017-02-24',
            'ocata', '2017-09-01', 'pike', '2018-03-02', 'queens', '2018-08-31', 'rocky', '2021-04-16', 'wallaby']
NAMED = {'newton': '2016-10-14', 'ocata': '2017-02-24', 'pike': '2017-09-01', 'queens': '2018-03-02',
         'rocky': '2018-08-31', 'wallaby': '2021-04-16'}
WORDS = ['web', 'db', 'a', 'b', 'node-1', '10.0.0.1', 'é', 'two words', 'x=1', '', 'true', '5', 'A,B', 'a/b', 'web-%i%']
SINCE = {'get_param': '2013', 'get_resource': '2013', 'get_attr': '2013', 'list_join': '2013', 'str_replace': '2013',
         'digest': '2015-04', 'repeat': '2015-04', 'str_split': '2015-10', 'map_merge': '2016-04', 'yaql': '2016-10',
         'map_replace': '2016-10', 'if': '2016-10', 'filter': '2017-02', 'str_replace_strict': '2017-02',
         'contains': '2017-09', 'list_concat': '2017-09', 'list_concat_unique': '2017-09', 'make_url': '2017-09',
         'str_replace_vstrict': '2017-09', 'equals': '2016-10', 'not': '2016-10', 'and': '2016-10', 'or': '2016-10'}

FOREIGN = ['Ref', 'Fn::GetAtt', 'Fn::FindInMap', 'Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::Replace', 'Fn::Base64', 'Fn::MemberListToMap', 'Fn::If']


class Values:
    """Values with calls of functions in them, over the names that are there."""

    def __init__(self, rng, version, parameters=(), resources=(), conditions=()):
        self.rng, self.version = rng, NAMED.get(version, version)
        self.parameters, self.resources, self.conditions = dict(parameters), dict(resources), list(conditions)
        self.readable = []

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return self.rng.choice(list(items))

    def has(self, function):
        # Now and then a function that the version does not have.
        return SINCE[function] <= self.version or self.chance(0.02)

    def call(self, options, literal, depth):
        usable = [make for function, make in options if self.has(function)]
        if depth <= 0 or not usable or self.chance(0.45):
            return literal()
        return self.pick(usable)(depth - 1)

    def word(self):
        return self.pick(WORDS)

    def param(self, *kinds):
        names = [name for name, kind in self.parameters.items() if kind in kinds]
        if self.chance(0.02):
            return {'get_param': 'nowhere'}
        return {'get_param': self.pick(names)} if names else self.word()

    def way(self, *kinds):
        call = self.param(*kinds)
        if isinstance(call, dict):
            steps = ['a', 'b', 0, '1', -1, 'x', 1]
            call = {'get_param': [call['get_param']] + self.rng.sample(steps, self.rng.randint(1, 2))}
        return call

    def attr(self):
        if not self.readable:
            return self.word()
        name = self.pick(self.readable)
        attributes = ATTRIBUTES.get(self.resources[name], ['show'])
        path = [self.pick(attributes)] + ([self.pick(['a', 0, 'x'])] if self.chance(0.15) else [])
        if self.chance(0.02):
            path = ['no_such']
        if path == ['none']:
            path = []
        return {'get_attr': [name] + path}

    def resource(self):
        if not self.readable:
            return self.word()
        return {'get_resource': 'nowhere' if self.chance(0.02) else self.pick(self.readable)}

    def replace(self, function, depth):
        keys = self.rng.sample(['%i%', '$x', 'web', 'a', 'ab', '{n}'], self.rng.randint(1, 3))
        return {function: {'template': self.pick(['web-%i%', '$x and $x', 'a ab abc {n}', 'web a %i%']),
                           'params': {key: self.any(depth - 1) if self.chance(0.3) else self.text(depth) for key in keys}}}

    def choice(self, make, depth):
        condition = self.condition(0)
        branches = [make(depth), make(depth)]
        if self.version >= '2021' and self.chance(0.4) or self.chance(0.02):
            branches.pop()
        return {'if': [condition] + branches}

    def text(self, depth):
        return self.call([
            ('get_param', lambda d: self.param('string')),
            ('get_param', lambda d: self.way('json', 'comma_delimited_list', 'string')),
            ('get_param', lambda d: {'get_param': 'OS::stack_name'}),
            ('get_attr', lambda d: self.attr()),
            ('get_resource', lambda d: self.resource()),
            ('list_join', lambda d: {'list_join': [self.pick([',', '', '-', ', '])] +
                                     [self.list(d) for _ in range(1 if self.chance(0.9) else 2)]}),
            ('str_replace', lambda d: self.replace('str_replace', d)),
            ('str_replace_strict', lambda d: self.replace('str_replace_strict', d)),
            ('str_replace_vstrict', lambda d: self.replace('str_replace_vstrict', d)),
            ('str_split', lambda d: {'str_split': [self.pick([',', '-', '.']), self.text(d), self.pick([0, 1, -1, '0'])]}),
            ('digest', lambda d: {'digest': [self.pick(['md5', 'sha1', 'sha256', 'SHA512', 'nope']), self.text(d)]}),
            ('make_url', lambda d: {'make_url': self.url(d)}),
            ('if', lambda d: self.choice(self.text, d)),
            ('yaql', lambda d: self.yaql(d)),
        ], self.word, depth)

    def url(self, depth):
        parts = {'scheme': 'http', 'host': self.pick(['example.com', '::1', '[::1]', '10.0.0.1']), 'port': self.pick([80, '8080', 0, 70000]),
                 'path': self.pick(['/a b', 'x/y', '/']), 'query': {'q': self.text(depth), 'n': 1}, 'fragment': 'f g',
                 'username': 'me', 'password': 'p@ss'}
        return {key: parts[key] for key in parts if self.chance(0.5)}

    def number(self, depth):
        return self.call([('get_param', lambda d: self.param('number')), ('if', lambda d: self.choice(self.number, d))],
                         lambda: self.pick([0, 1, 2, 3, 10, -1, 1.5]), depth)

    def boolean(self, depth):
        return self.call([('get_param', lambda d: self.param('boolean')),
                          ('contains', lambda d: {'contains': [self.text(0), self.list(d)]}),
                          ('if', lambda d: self.choice(self.boolean, d))], lambda: self.chance(0.5), depth)

    def list(self, depth):
        def literal():
            return [self.text(depth - 1) for _ in range(self.rng.randint(0, 3))]
        return self.call([
            ('get_param', lambda d: self.param('comma_delimited_list')),
            ('repeat', lambda d: {'repeat': self.repeat(d)}),
            ('str_split', lambda d: {'str_split': [self.pick([',', '-', '']), self.text(d)]}),
            ('list_concat', lambda d: {'list_concat': [self.list(d), self.list(d)]}),
            ('list_concat_unique', lambda d: {'list_concat_unique': [self.list(d), self.list(d)]}),
            ('filter', lambda d: {'filter': [self.list(0), self.list(d)]}),
            ('if', lambda d: self.choice(self.list, d)),
            ('yaql', lambda d: self.yaql(d)),
        ], literal, depth)

    def repeat(self, depth):
        repeat = {'template': self.pick(['x-%i%', {'k%i%': '%j%'}, ['%i%', '%j%', 'a']]), 'for_each': {'%i%': self.list(depth)}}
        if self.chance(0.5):
            repeat['for_each']['%j%'] = self.list(depth) if self.chance(0.8) else self.map(depth)
        if self.chance(0.2):
            repeat['permutations'] = self.pick([True, False])
        return repeat

    def map(self, depth):
        def literal():
            return {self.pick(['a', 'b', 'c', 'web']): self.any(depth - 1) for _ in range(self.rng.randint(0, 3))}
        return self.call([
            ('get_param', lambda d: self.param('json')),
            ('map_merge', lambda d: {'map_merge': [self.map(d), self.map(d)]}),
            ('map_replace', lambda d: {'map_replace': [self.map(d), {self.pick(['keys', 'values']): {'a': self.pick(['x', 'b'])}}]}),
            ('if', lambda d: self.choice(self.map, d)),
        ], literal, depth)

    def any(self, depth):
        return self.pick([self.text, self.text, self.number, self.boolean, self.list, self.map, lambda d: None])(depth)

    def yaql(self, depth):
        expression, data = self.pick(YAQL)(self, depth)
        return {'yaql': {'expression': expression, 'data': data}}

    def condition(self, depth):
        """What may stand as a condition."""
        if depth <= 0 or self.chance(0.2):
            if self.chance(0.02):
                return self.pick(['nowhere', 1, None, []])
            return self.pick(self.conditions) if self.conditions and self.chance(0.7) else self.chance(0.5)
        return self.pick([
            lambda: {'equals': [self.param('string', 'number', 'boolean'), self.pick(['a', 1, True, 'web', 2])]},
            lambda: {'equals': [self.way('json'), self.word()]},
            lambda: {'not': self.condition(depth - 1)},
            lambda: {'and': [self.condition(depth - 1), self.condition(depth - 1)]},
            lambda: {'or': [self.condition(depth - 1), self.condition(depth - 1)]},
            lambda: self.param('boolean'),
        ])()


YAQL = [
    lambda v, d: ('$.data', v.any(d)),
    lambda v, d: ('$.data.a.b', {'a': v.map(d)}),
    lambda v, d: ('$.data.x.' + v.pick(['len()', 'first()', 'last()', 'distinct()', 'flatten()', 'toList()', 'join(",")',
                                        'where($ != a)', 'select($ + "!")', 'orderBy($)', 'any()', 'isEmpty()']), {'x': v.list(d)}),
    lambda v, d: ('$.data.m.' + v.pick(['keys()', 'values()', 'items()', 'len()', 'get(a)', 'keys().orderBy($)',
                                        'items().where($[0] = a).select($[1])']), {'m': v.map(d)}),
    lambda v, d: ('dict($.data.x.select([$, $.len()]))', {'x': v.list(d)}),
    lambda v, d: ('$.data.n.' + v.pick(['sum()', 'max()', 'min()', 'select($ * 2)', 'where($ > 1)']),
                  {'n': [v.number(0) for _ in range(v.rng.randint(0, 4))]}),
    lambda v, d: ('switch($.data.a = b => x, true => y)', {'a': v.text(d)}),
    lambda v, d: ('$.data.s.' + v.pick(['split(",")', 'toUpper()', 'replace(a, b)', 'len()', 'startsWith(a)', 'trim()']),
                  {'s': v.text(d)}),
]

ATTRIBUTES = {
    'OS::Heat::Value': ['value'], 'OS::Heat::RandomString': ['value'], 'OS::Heat::None': ['x'], 'OS::Heat::SoftwareConfig': ['config'],
    'OS::Nova::Server': ['first_address', 'networks', 'name', 'addresses', 'none'], 'OS::Neutron::Net': ['name', 'subnets'],
    'OS::Neutron::Subnet': ['cidr', 'gateway_ip'], 'OS::Neutron::Port': ['fixed_ips', 'mac_address'], 'OS::Cinder::Volume': ['size'],
    'OS::Heat::ResourceGroup': ['refs', 'refs_map', 'value', 'resource.0'], 'OS::Nova::KeyPair': ['private_key', 'public_key'],
    'OS::Heat::SoftwareDeployment': ['deploy_stdout', 'result'], 'OS::Heat::SoftwareDeploymentGroup': ['deploy_stdouts', 'hosts'],
    'OS::Neutron::SecurityGroup': ['name'],
}


def properties(v, kind):
    """Plausible properties of a type."""
    t, r = v.text, v.resource
    fit = lambda make, other: make if v.readable and v.chance(0.6) else other
    named = {'name': t(1)} if v.chance(0.4) else {}
    return {
        'OS::Heat::Value': lambda: {'value': v.any(2), **({'type': v.pick(['string', 'number', 'json', 'boolean', 'comma_delimited_list'])} if v.chance(0.1) else {})},
        'OS::Heat::RandomString': lambda: {'length': v.pick([8, 16, v.number(1), '12'])} if v.chance(0.8) else {},
        'OS::Heat::None': lambda: {'anything': v.any(1)},
        'OS::Heat::SoftwareConfig': lambda: {'group': 'script', 'config': t(1), 'inputs': [{'name': 'x', 'type': 'Json'}], 'outputs': [{'name': 'result'}]},
        'OS::Heat::SoftwareDeployment': lambda: {'config': fit(r(), 'c'), 'server': 'some-id', 'input_values': v.map(1)},
        'OS::Heat::SoftwareDeploymentGroup': lambda: {'config': fit(r(), 'c'), 'servers': {'0': 'some-id', 'x': fit(r(), 'id')}},
        'OS::Heat::ResourceGroup': lambda: {'count': v.pick([0, 1, 3, v.number(1)]), 'resource_def': {'type': 'OS::Heat::Value', 'properties': {'value': t(1)}}},
        'OS::Nova::Server': lambda: {'image': t(1) or 'i', 'flavor': t(0) or 'f', 'networks': [{'network': fit(r(), 'net')}], **named},
        'OS::Nova::KeyPair': lambda: {'name': 'key', **({} if v.chance(0.03) else {'public_key': 'ssh-rsa AAAA'})},
        'OS::Neutron::Net': lambda: dict(named),
        'OS::Neutron::Subnet': lambda: {'network': fit(r(), 'net'), 'cidr': 'not-a-cidr' if v.chance(0.03) else v.pick(['10.0.0.0/24', '10.1.0.0/16']), **named},
        'OS::Neutron::Port': lambda: {'network': fit(r(), 'net'), **named},
        'OS::Neutron::SecurityGroup': lambda: dict(named),
        'OS::Cinder::Volume': lambda: {'size': v.pick([1, 10, v.number(1)]), **named},
    }[kind]()


def parameter(rng):
    """A declaration, its type, and a value that may be given."""
    kind = rng.choice(['string', 'string', 'number', 'boolean', 'json', 'comma_delimited_list'])
    values = {'string': ['web', 'a', 'db', '10.0.0.1', 5, True], 'number': [1, 2, '3', 10, 2.5, '1e3'],
              'boolean': [True, 'yes', 'off', 'false', 1], 'json': [{'a': {'b': 'x'}}, {'a': ['p', 'q'], 'x': 1}, '{"a": 1}', '[1, 2]'],
              'comma_delimited_list': ['a,b,c', ['x', 'y'], 'web', '', [1, 'z']]}[kind]
    declared = {'type': kind}
    if rng.random() < 0.6:
        declared['default'] = rng.choice(values)
    for key, value in (('label', 'A label'), ('description', 'what it is'), ('hidden', True), ('immutable', False)):
        if rng.random() < 0.15:
            declared[key] = value
    constraints = {
        'string': [{'length': {'min': 1, 'max': 5}}, {'allowed_values': ['web', 'a', 'db']}, {'allowed_pattern': '[a-z]+'}, {'length': {'max': 100}}],
        'number': [{'range': {'min': 1, 'max': 5}}, {'range': {'min': 0}}, {'allowed_values': [1, 2, 3]}, {'modulo': {'step': 2, 'offset': 0}}],
        'boolean': [{'allowed_values': [True]}], 'json': [{'length': {'min': 1}}],
        'comma_delimited_list': [{'length': {'max': 2}}, {'allowed_values': ['a', 'b', 'c', 'x', 'y', 'web']}]}[kind]
    if rng.random() < 0.35:
        declared['constraints'] = [dict(rng.choice(constraints), **({'description': 'must fit'} if rng.random() < 0.3 else {}))]
    value = rng.choice(values + ['what', [], {'k': 1}]) if rng.random() < 0.2 else rng.choice(values)
    return declared, kind, value


def mistake(v, template):
    """Puts one mistake in."""
    rng = v.rng
    resources, parameters, outputs = (template.get(k) or {} for k in ('resources', 'parameters', 'outputs'))
    name = rng.choice(list(resources))
    resource = resources[name]
    props = resource.setdefault('properties', {})

    def odd(value):
        return lambda: resource.update(value)

    options = [
        lambda: template.update(heat_template_version=rng.choice(['2013-05-24', 20130523, None, 'stein'])),
        lambda: template.pop('heat_template_version'),
        lambda: template.update({rng.choice(['resource', 'Outputs', 'conditions', 'mappings']): {}}),
        lambda: resource.pop('type'), odd({'type': rng.choice(['OS::No::Such', None, '', 5, 'no.yaml'])}),
        odd({'depends_on': rng.choice(['nowhere', name, ['nowhere'], 5, None, {'get_param': 'p0'}])}),
        odd({'propertys': {}}), odd({'properties': rng.choice([None, [], 'x'])}), odd({'metadata': rng.choice([None, 'x', []])}),
        odd({'deletion_policy': rng.choice(['Keep', 'delete', 'Retain', 'Snapshot', 'retain', 5])}),
        odd({'condition': rng.choice(['nowhere', None, True, 5, {'equals': ['a', 'a']}, {'get_attr': ['x', 'y']}])}),
        odd({'external_id': rng.choice(['some-id', None, 5])}), odd({'update_policy': rng.choice([{}, None, {'x': 1}])}),
        lambda: props.update(no_such_property=1),
        lambda: props.pop(rng.choice(list(props))) if props else None,
        lambda: props.update({rng.choice(list(props) or ['x']): rng.choice([None, [], {}, 'text', {'get_param': 'nowhere'}, {'get_resource': 'nowhere'},
                              {'get_attr': ['nowhere', 'x']}, {'get_attr': name}, {'get_resource': name}, {'list_join': ','}, {'str_replace': {'template': 'x'}},
                              {'get_file': 'none.txt'}, {'repeat': {'template': 'x'}}, {'if': ['nowhere', 1, 2]}, {'if': [True]}, {'Ref': 'p0'},
                              {'Fn::Join': [',', ['a', 'b']]}, {'resource_facade': 'metadata'}, {'equals': [1, 1]}, {'map_merge': 'x'}, {'digest': ['md5']},
                              {'str_split': [',']}, {'yaql': {'expression': '$.data.(', 'data': {}}}, {'get_param': []}, {'get_attr': []}])}),
        lambda: resources.update({name: rng.choice([None, 'x', [], 5])}),
        lambda: template.update({rng.choice(['resources', 'outputs', 'parameters']): rng.choice([None, [], 'x', {}])}),
        lambda: outputs.update(o_bad=rng.choice([{}, None, 'x', {'value': None}, {'Value': 1}, {'value': {'get_attr': ['nowhere', 'x']}},
                                                 {'value': {'get_resource': 'nowhere'}}, {'value': 1, 'condition': 'nowhere'}])),
        lambda: parameters.update(p_bad=rng.choice([{}, None, 'x', {'type': 'String'}, {'type': 'number', 'default': 'x'}, {'type': 'string', 'defualt': 1},
                                                    {'type': 'string', 'constraints': {}}, {'type': 'string', 'constraints': [{'range': {'min': 1}}]},
                                                    {'type': 'number', 'constraints': [{'length': {'min': 1}}]}, {'type': 'string', 'constraints': [{}]},
                                                    {'type': 'string', 'default': 'abc', 'constraints': [{'length': {'max': 2}}]},
                                                    {'type': 'number', 'constraints': [{'range': {}}]}, {'type': 'string', 'tags': 'x'}, {'type': 'string', 'tags': ['x']}])),
        lambda: resources.update(p0={'type': 'OS::Heat::None'}), lambda: resources.update({'a/b': {'type': 'OS::Heat::None'}}),
        lambda: template.update(parameter_groups=rng.choice([[{'label': 'g', 'parameters': ['p0']}], [{'parameters': ['nowhere']}], {}, [{}], None, [{'parameters': 'p0'}],
                                                             [{'parameters': ['p0', 'p0']}]])),
        lambda: template.setdefault('conditions', {}).update(c_bad=rng.choice([None, 'x', 5, {'equals': [1]}, {'not': 'nowhere'}, {'and': [True]}, {'get_attr': ['x', 'y']},
                                                                               {'equals': ['a', {'get_param': 'nowhere'}]}, {'nope': 1}, {'not': 'c_bad'}, {'or': ['c_bad', True]}, []])),
    ]
    rng.choice(options)()


def template(rng):
    """A template with its parameter values."""
    version = rng.choice(VERSIONS)
    written = {'heat_template_version': version}
    if rng.random() < 0.3:
        written['description'] = rng.choice(['what it does', 5, None])
    declared, given, kinds = {}, {}, {}
    for i in range(rng.randint(0, 5)):
        declared[f'p{i}'], kinds[f'p{i}'], value = parameter(rng)
        if rng.random() < 0.5 or 'default' not in declared[f'p{i}'] and rng.random() < 0.9:
            given[f'p{i}'] = value
    if rng.random() < 0.02:
        given['unknown'] = 1
    v = Values(rng, version, kinds)
    if declared:
        written['parameters'] = declared
    if v.version >= '2016-10' and rng.random() < 0.6:
        written['conditions'] = {}
        for i in range(rng.randint(1, 3)):
            written['conditions'][f'c{i}'] = v.condition(2) if v.chance(0.98) else v.any(1)
            v.conditions.append(f'c{i}')
    written['resources'] = {}
    for i in range(rng.randint(1, 6)):
        kind = rng.choice(list(ATTRIBUTES))
        resource = {'type': kind}
        if kind != 'OS::Heat::None' or v.chance(0.5):
            resource['properties'] = properties(v, kind)
        if v.readable and v.chance(0.2):
            resource['depends_on'] = v.pick([v.pick(v.readable), [v.pick(v.readable)]])
        if v.chance(0.1):
            resource['metadata'] = v.map(1) if v.chance(0.5) else {'k': v.text(1)}
        if v.conditions and v.chance(0.15):
            resource['condition'] = v.condition(1)
        written['resources'][f'r{i}'] = resource
        v.resources[f'r{i}'] = kind
        v.readable.append(f'r{i}')
    if v.chance(0.8):
        written['outputs'] = {}
        for i in range(rng.randint(1, 4)):
            output = {'value': v.any(3)}
            if v.conditions and v.chance(0.2):
                output['condition'] = v.condition(0)
            written['outputs'][f'o{i}'] = output
    if v.chance(0.35):
        mistake(v, written)
    return {'template_text': yaml(written), 'params': given}


def snippet(rng):
    """One call."""
    version = rng.choice(VERSIONS)
    parameters = {'s': 'string', 'n': 'number', 'b': 'boolean', 'l': 'comma_delimited_list', 'j': 'json'}
    v = Values(rng, version, parameters, {'r': 'OS::Heat::Value'})
    v.readable = ['r']
    around = {'parameters': {name: {'type': kind} for name, kind in parameters.items()},
              'resources': {'r': {'type': 'OS::Heat::Value', 'properties': {'value': 1}}}}
    if v.version >= '2016-10':
        around['conditions'] = {'yes': True, 'no': False}
        v.conditions = ['yes', 'no']
    in_condition = v.version >= '2016-10' and v.chance(0.15)
    call = v.condition(3) if in_condition else spoil(v, v.any(3)) if v.chance(0.3) else v.any(3)
    return {'eval': call, 'version': ['heat_template_version', version], 'context': 'condition' if in_condition else 'template',
            'template_dict': around, 'params': {'s': 'web', 'n': 3, 'b': True, 'l': 'a,b', 'j': {'a': {'b': 'x'}, 'x': [1, 'y']}},
            'resource_data': {'r': {'reference_id': 'id-r', 'attrs': {'value': v.pick(['val', ['v1', 'v2'], {'a': 'b'}, 7])}}}}


def spoil(v, value):
    """The same with some part exchanged for another of any kind."""
    if isinstance(value, dict) and value and v.chance(0.8):
        key = v.pick(value)
        return {**value, key: spoil(v, value[key])}
    if isinstance(value, list) and value and v.chance(0.8):
        at = v.rng.randrange(len(value))
        return value[:at] + ([] if v.chance(0.2) else [spoil(v, value[at])]) + value[at + 1:]
    return v.pick([None, True, 0, 5, -1, 1.5, '', 'a', 'x,y', [], ['a'], {}, {'a': 'b'}, [1, 2], {'get_param': 'l'}, {'get_param': 'j'}])


def yaml(value, indent=0):
    """A mapping in block style, as people write it."""
    lines = []
    for key, item in value.items():
        lead = ' ' * indent + scalar(key) + ':'
        if isinstance(item, dict) and item and indent < 12:
            lines.append(lead + '\n' + yaml(item, indent + 2))
        else:
            lines.append(lead + ' ' + (scalar(item) if not isinstance(item, (dict, list)) else json.dumps(item, ensure_ascii=False)) + '\n')
    return ''.join(lines)


def scalar(value):
    plain = isinstance(value, str) and value and value.replace('_', 'a').isalnum() and value.isascii() and not value[0].isdigit()
    if plain and value.lower() not in ('true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n'):
        return value
    return json.dumps(value, ensure_ascii=False)


YAQL_DATA = {'x': [3, 1, 2], 's': ['b', 'a', 'c', 'a', ''], 'm': {'a': 1, 'b': {'c': 'z'}, 'k': None}, 'e': [], 't': 'a,b c ', 'n': 5, 'z': None,
             'p': [{'name': 'n1', 'v': 2, 'l': ['q', 'r']}, {'name': 'n2', 'v': 1, 'l': []}, {'name': 'n1', 'v': 3, 'l': ['s']}],
             'f': [1.5, 2, -3], 'd': [[1, 2], [3, [4, 5]], []], 'w': [0] * 201, 'o': True, 'i': {'1': 'x', '2': 'y'}}


class Yaql:
    """Expressions over YAQL_DATA, most of them sound."""

    def __init__(self, rng):
        self.rng = rng

    def pick(self, *options):
        chosen = self.rng.choice(options)
        return chosen() if callable(chosen) else chosen

    def data(self):
        return '$.data.' + self.pick(*YAQL_DATA)

    def scalar(self, depth):
        if depth <= 0:
            return self.pick('1', '2', '0', '"a"', "'b'", 'null', 'true', '1.5', 'abc', '-1', '$.data.n', '$.data.t', '$.data.z')
        return self.pick(
            lambda: f'{self.list(depth - 1)}.{self.pick("len()", "first()", "last()", "sum()", "max()", "min()", "count()", "first(null)", "any()", "all()", "single()")}',
            lambda: f'{self.list(depth - 1)}.{self.pick("join(_)", "indexOf(a)", "contains(1)", "any($ = a)", "all($ > 0)", "sum(0)", "last(x)")}',
            lambda: f'{self.list(depth - 1)}.{self.pick("aggregate($1 + $2)", "reduce($1 + $2, 0)", "aggregate($1 + str($2), s)", "indexWhere($ = 2)")}',
            lambda: f'{self.list(depth - 1)}[{self.pick("0", "-1", "7", "a")}]',
            lambda: f'{self.scalar(depth - 1)} {self.pick("+", "-", "*", "/", "mod", "=", "!=", "<", ">", "<=", ">=", "and", "or", "in")} {self.scalar(depth - 1)}',
            lambda: f'({self.scalar(depth - 1)}).{self.pick("toUpper()", "len()", "trim()", "split(a)", "replace(a, b)", "startsWith(a)", "substring(1)", "substring(0, 2)", "isEmpty()", "norm()", "toLower()", "endsWith(x, c)", "indexOf(b)", "toCharArray()", "trimLeft(a)")}',
            lambda: f'{self.pick("str", "int", "bool", "float", "abs", "isString", "isList", "isNumber", "isDict", "isInteger", "isBoolean", "len")}({self.scalar(depth - 1)})',
            lambda: f'switch({self.scalar(depth - 1)} = a => 1, {self.scalar(0)} => 2, true => {self.scalar(0)})',
            lambda: f'{self.map(depth - 1)}.{self.pick("get(a)", "get(q, 7)", "len()", "a", "b.c", "containsKey(a)", "b?.c", "k?.c", "containsValue(1)")}',
            lambda: f'not {self.scalar(depth - 1)}', lambda: f'-{self.scalar(depth - 1)}',
            lambda: f'coalesce({self.scalar(depth - 1)}, {self.scalar(0)})', lambda: f'max({self.scalar(0)}, {self.scalar(0)})',
            lambda: f'{self.scalar(depth - 1)} in {self.list(depth - 1)}', lambda: f'concat({self.scalar(0)}, {self.scalar(0)})',
            lambda: f'let({self.scalar(0)}, q => {self.list(0)}) -> {self.pick("$q.len() + $1", "$q.first()", "[$1, $q]", "$q", "$.data.n")}')

    def list(self, depth):
        if depth <= 0:
            return self.pick(self.data, '$.data.x', '$.data.s', '$.data.p', '[1, 2, 3]', '[a, b, a]', '[]', '$.data.p.name', '$.data.p.l', 'range(4)', 'range(1, 9, 3)')
        inner = lambda: self.list(depth - 1)
        one = lambda: self.pick('$', '$ + 1', '$.v', '$.name', '$.l', 'str($)', '[$, 1]', '$ * 2', '{k => $}', '$.len()', '$[0]', '-$')
        test = lambda: self.pick('$ = a', '$ > 1', '$ != null', '$.v > 1', '$.name = n1', 'not $', '$', '$ in [a, 1]', '$ = 1 or $ = a', 'isString($)', '$[0] = a')
        return self.pick(
            lambda: f'{inner()}.select({one()})', lambda: f'{inner()}.where({test()})', lambda: f'{inner()}.orderBy({one()})',
            lambda: f'{inner()}.orderByDescending({one()})', lambda: f'{inner()}.orderBy({one()}).thenBy({one()})',
            lambda: f'{inner()}.{self.pick("distinct()", "flatten()", "toList()", "reverse()", "enumerate()", "skip(1)", "limit(2)", "take(1)", "memorize()", "toSet()")}',
            lambda: f'{inner()}.selectMany({one()})', lambda: f'{inner()}.distinct({one()})', lambda: f'{inner()}.takeWhile({test()})',
            lambda: f'{inner()} + {inner()}', lambda: f'{inner()}.zip({inner()})', lambda: f'{inner()}.groupBy({one()})', lambda: f'{inner()}.groupBy({one()}, {one()})',
            lambda: f'{inner()}.append({self.scalar(0)})', lambda: f'{inner()}.concat({inner()})', lambda: f'list({inner()}, {self.scalar(0)})',
            lambda: f'[{self.scalar(depth - 1)}, {self.scalar(depth - 1)}]', lambda: f'{self.map(depth - 1)}.{self.pick("keys()", "values()", "items()")}',
            lambda: f'{self.data()}.split({self.pick("", repr(","))})')

    def map(self, depth):
        if depth <= 0:
            return self.pick('$.data.m', '$.data.i', '{a => 1, b => {c => 2}}', '{}', '$.data.m.b', 'dict(a => 1)', '$.data')
        return self.pick(
            lambda: f'dict({self.list(depth - 1)}.select([$, 1]))', lambda: f'{self.list(depth - 1)}.toDict({self.pick("$", "$.name", "str($)")})',
            lambda: f'{self.list(depth - 1)}.toDict({self.pick("$", "$.name")}, {self.pick("1", "$", "$.v")})', lambda: f'{self.map(depth - 1)} + {self.map(depth - 1)}',
            lambda: f'{self.map(depth - 1)}.set(a, {self.scalar(depth - 1)})', lambda: f'{self.map(depth - 1)}.set(q => {self.scalar(0)})', lambda: f'{self.map(depth - 1)}.delete(a)',
            lambda: '{' + f'a => {self.scalar(depth - 1)}, {self.pick("b", "1", "$.data.t")} => {self.list(depth - 1)}' + '}', lambda: f'dict({self.list(depth - 1)}.groupBy({self.pick("$", "$.name")}))')


def expression(rng):
    """A YAQL expression."""
    y = Yaql(rng)
    text = rng.choice([y.scalar, y.list, y.map])(rng.randint(0, 3))
    if rng.random() < 0.03:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(list("()[]{}.,$'=<>! -")) + text[at:]
    return {'eval': {'yaql': {'expression': text, 'data': YAQL_DATA}}, 'version': ['heat_template_version', '2021-04-16']}


class Cfn(Values):
    """Values of CloudFormation's format."""

    def ref(self):
        if self.chance(0.03):
            return {'Ref': 'Nowhere'}
        return {'Ref': self.pick(list(self.parameters) + self.readable + ['AWS::StackName', 'AWS::Region'])}

    def text(self, depth):
        if depth <= 0 or self.chance(0.35):
            return self.word()
        d = depth - 1
        options = [
            self.ref, self.ref, lambda: {'Fn::Join': [self.pick([',', '', '-']), self.list(d)]}, lambda: {'Fn::Base64': self.text(d)},
            lambda: {'Fn::Select': [self.pick([0, '1', -1, 'a', 9]), self.pick([self.list, self.map])(d)]},
            lambda: {'Fn::FindInMap': [self.pick(['M', 'M', 'N']), self.pick(['a', {'Ref': 'AWS::Region'}, 'b']), self.pick(['x', 'y', 'x'])]},
            lambda: {'Fn::Replace': [{self.pick(['$x', 'a', '%i%']): self.text(d)}, self.pick(['$x and a', 'web-%i%'])]},
        ]
        if self.readable:
            name = self.pick(self.readable)
            options.append(lambda: {'Fn::GetAtt': [name, self.pick(ATTRIBUTES.get(self.resources[name], ['show']))]})
        if self.conditions:
            options.append(lambda: {'Fn::If': [self.pick(self.conditions), self.text(d), self.text(d)]})
        return self.pick(options)()

    def list(self, depth):
        if depth <= 0 or self.chance(0.5):
            return [self.text(depth - 1) for _ in range(self.rng.randint(0, 3))]
        return self.pick([lambda: {'Fn::Split': [self.pick([',', '-']), self.text(depth - 1)]}, self.ref])()

    def map(self, depth):
        if depth <= 0 or self.chance(0.7):
            return {self.pick(['a', 'b', 'c']): self.text(depth - 1) for _ in range(self.rng.randint(0, 3))}
        return {'Fn::MemberListToMap': ['Name', 'Value', [f'.member.{i}.{part}={self.word()}' for i in range(2) for part in ('Name', 'Value')]]}

    def number(self, depth):
        return self.pick([0, 1, 10, '5'])

    def boolean(self, depth):
        return self.chance(0.5)

    def condition(self, depth):
        if depth <= 0:
            return self.pick(self.conditions) if self.conditions else self.chance(0.5)
        return self.pick([
            lambda: {'Fn::Equals': [self.pick([{'Ref': self.pick(self.parameters)} if self.parameters else 'a', 'a']), self.word()]},
            lambda: {'Fn::Not': [self.condition(depth - 1)]},
            lambda: {'Fn::And': [self.condition(depth - 1), self.condition(depth - 1)]},
            lambda: {'Fn::Or': [self.condition(depth - 1), self.condition(depth - 1)]}])()


def cloudformation(rng):
    """A template in CloudFormation's format."""
    aws = rng.random() < 0.6
    written = {'AWSTemplateFormatVersion': '2010-09-09'} if aws else {'HeatTemplateFormatVersion': '2012-12-12'}
    kinds = {f'P{i}': rng.choice(['String', 'String', 'Number', 'CommaDelimitedList', 'Json']) for i in range(rng.randint(0, 4))}
    values = {'String': 'web', 'Number': 3, 'CommaDelimitedList': 'a,b', 'Json': {'a': 'x'}}
    written['Parameters'] = {}
    for name, kind in kinds.items():
        written['Parameters'][name] = {'Type': kind, 'Default': values[kind]}
        extra = {'String': [{'AllowedValues': ['web', 'db']}, {'MinLength': 1, 'MaxLength': '3'}, {'AllowedPattern': '[a-z]+'}, {'NoEcho': 'true'}],
                 'Number': [{'MinValue': 1, 'MaxValue': '5'}, {'MinValue': 4}]}.get(kind, [{'Description': 'd'}])
        if rng.random() < 0.4:
            written['Parameters'][name].update(rng.choice(extra))
    written['Mappings'] = {'M': {'a': {'x': 'mapped', 'y': [1, 2]}, 'ap-southeast-1': {'x': 'here'}}}
    v = Cfn(rng, '2010', kinds)
    if aws and rng.random() < 0.7:
        written['Conditions'] = {}
        for i in range(rng.randint(1, 3)):
            written['Conditions'][f'C{i}'] = v.condition(rng.randint(1, 2))
            v.conditions.append(f'C{i}')
    written['Resources'] = {}
    for i in range(rng.randint(1, 4)):
        kind = rng.choice(['OS::Heat::Value', 'OS::Heat::None', 'OS::Heat::RandomString', 'OS::Neutron::Net', 'AWS::CloudFormation::WaitConditionHandle'])
        resource = {'Type': kind}
        if kind == 'OS::Heat::Value':
            resource['Properties'] = {'value': v.any(2)}
        elif kind == 'OS::Heat::None':
            resource['Properties'] = {'x': v.text(2)}
        elif kind == 'OS::Neutron::Net':
            resource['Properties'] = {'name': v.text(2)}
        if v.readable and v.chance(0.3):
            resource['DependsOn'] = v.pick(v.readable)
        if v.conditions and v.chance(0.2):
            resource['Condition'] = v.pick(v.conditions)
        if v.chance(0.1):
            resource['Metadata'] = v.map(1)
        written['Resources'][f'R{i}'] = resource
        v.resources[f'R{i}'] = kind
        v.readable.append(f'R{i}')
    written['Outputs'] = {f'O{i}': {'Value': v.any(3)} for i in range(rng.randint(1, 4))}
    if v.chance(0.2):
        name = v.pick(written['Resources'])
        rng.choice([
            lambda: written.update(Extra={}), lambda: written['Resources'][name].pop('Type'), lambda: written['Resources'][name].update(Depends='x'),
            lambda: written['Resources'][name].update(DependsOn=v.pick(['Nowhere', name])), lambda: written['Outputs'].update(Bad={}),
            lambda: written['Outputs'].update(Bad={'Value': v.pick([{'Fn::Select': [1]}, {'Fn::Split': ','}, {'Fn::GetAtt': ['Nowhere', 'x']}, {'Fn::FindInMap': ['M']}, {'get_param': 'P0'}])}),
            lambda: written['Parameters'].update(Bad=v.pick([{}, {'Type': 'string'}, {'Type': 'Number', 'Default': 'x'}, {'Type': 'String', 'defaultx': 1}])),
            lambda: written.update(HeatTemplateFormatVersion='2013-05-23'), lambda: written.update(heat_template_version='2013-05-23'),
        ])()
    given = {name: v.pick(['web', 'db', 5, 'x,y', '{"a": 1}']) for name in kinds if v.chance(0.1)}
    return {'template_text': yaml(written) if v.chance(0.7) else json.dumps(written, indent=1, ensure_ascii=False), 'params': given}


KINDS = {'templates': template, 'snippets': snippet, 'yaql': expression, 'cloudformation': cloudformation}
