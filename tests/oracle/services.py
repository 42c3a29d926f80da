"""Resources of every type that Heat has, as its catalog describes them: what is needed, and values right and wrong, as deep
as the type goes; by themselves, repeated by a group, or in a nested stack."""
import json

from realistic import CATALOG

SOUND = {'net_cidr': '10.0.0.0/24', 'ip_addr': '10.0.0.1', 'mac_addr': 'fa:16:3e:00:00:01', 'timezone': 'UTC', 'expiration': '2030-01-01T00:00:00Z',
         'cron_expression': '* * * * *', 'ip_or_cidr': '10.0.0.1', 'dns_name': 'a.b', 'dns_domain': 'a.b.', 'rel_dns_name': 'a', 'json_string': '{}'}
PLAIN = {'s': 'text', 'i': 1, 'n': 1, 'b': True, 'a': 'x'}
ODD = {'s': [{}, ['a'], None, '', 5, 1.5, '{}'], 'i': ['x', {}, ['a'], None, -1, 0, '5', 1.5, '', 10 ** 7], 'n': ['x', {}, None, -1, 0, '5', 1.5],
       'b': ['x', {}, None, 'true', 0, 1, ['a'], 'False'], 'l': ['x', 'a,b', {}, None, 5, [], [{}], [5], [None], ['a', 'a'], [['a']]],
       'm': ['x', '{}', ['a'], None, 5, {}, []], 'a': [None, {}]}
# What is not there before other resources are: an attribute, the id of a resource that has a name, of one that has none.
LATER = [{'get_attr': ['v', 'value']}, {'get_resource': 'v'}, {'get_resource': 'n'}]
BESIDE = {'v': {'type': 'OS::Heat::Value', 'properties': {'value': 'x'}}, 'n': {'type': 'OS::Neutron::Net'}}


class Property:
    def __init__(self, flags, words):
        self.kind, self.required, self.parts = flags[0], '!' in flags, {}
        self.words = dict(word.split(':', 1) for word in words if ':' in word)

    def allowed(self):
        found = []
        for word in self.words.get('in', '').split(',') if 'in' in self.words else []:
            low, _, high = word.partition('..')
            found += range(int(low), int(high) + 1) if high else [word]
        return found

    def sound(self):
        if self.allowed():
            return self.allowed()[0]
        if 'is' in self.words:
            return SOUND.get(self.words['is'], 'x')
        item = self.parts.get('*')
        if self.kind == 'l':
            return [item.sound() if item else 'a']
        if self.kind == 'm':
            return {'k': item.sound()} if item else {name: part.sound() for name, part in self.parts.items() if part.required} if self.parts else {'a': 'b'}
        least = self.words.get('range', '').split('..')[0]
        return max(PLAIN[self.kind], int(least)) if least and self.kind in 'in' else PLAIN[self.kind]

    def any(self, rng, depth=0):
        """A value that may be wrong, here or further down."""
        if rng.random() < (0.08 if depth else 0.25):
            return rng.choice(ODD[self.kind])
        if rng.random() < 0.08:
            return rng.choice(LATER)
        if self.allowed() and rng.random() < 0.9:
            return rng.choice(self.allowed())
        if self.parts and rng.random() < 0.7:
            item = self.parts.get('*')
            if item:
                return [item.any(rng, depth + 1) for _ in range(rng.choice([1, 1, 2]))] if self.kind == 'l' else {'k': item.any(rng, depth + 1)}
            return some(rng, self.parts, 0.35, depth + 1)
        return self.sound()


def some(rng, schemas, chance, depth=0):
    return {name: schema.any(rng, depth) if depth or not schema.required or rng.random() < 0.2 else schema.sound()
            for name, schema in schemas.items() if schema.required and rng.random() < 0.96 or rng.random() < chance}


def read_catalog():
    types, above = {}, []
    for line in (CATALOG / 'catalog.txt').read_text().splitlines():
        if line.startswith('='):
            break
        depth = len(line) - len(line.lstrip(' '))
        words = line.split()
        if depth == 0:
            above = [{}]
            if line[0] not in '+!-':
                types[words[0]] = words[1] if len(words) > 1 else '', above[0]
        elif words[0][0] not in '@/' and len(above) >= depth:
            del above[depth:]
            # The rules of updates are no properties.
            schema = Property(words[1], words[2:])
            if words[0][0] != '%':
                above[-1][words[0]] = schema
            above.append(schema.parts)
    return {name: schemas for name, (flags, schemas) in types.items() if '*' not in flags}


TYPES = read_catalog()


def template(resource):
    beside = BESIDE if '"get_' in json.dumps(resource) else {}
    return json.dumps({'heat_template_version': '2021-04-16', 'resources': dict(beside, r=resource)})


def services(rng):
    kind = rng.choice(list(TYPES))
    resource, files = {'type': kind, 'properties': some(rng, TYPES[kind], rng.choice([0, 0.05, 0.1, 0.3]))}, {}
    if rng.random() < 0.3:
        resource = {'type': 'OS::Heat::ResourceGroup', 'properties': {'count': 2, 'resource_def': resource}}
    if rng.random() < 0.3:
        files = {'inside.yaml': template(resource)}
        resource = {'type': 'inside.yaml'}
    return {'template_text': template(resource), 'params': {}, 'files': files}


KINDS = {'services': services}
