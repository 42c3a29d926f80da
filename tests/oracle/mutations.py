"""Near misses of the recorded templates: a key taken away or misnamed, a value of another shape, a part copied elsewhere,
another version; in the template or in one of its files."""
import copy
import json
import pathlib

import yaml

HERE = pathlib.Path(__file__).resolve().parent
RECORDED = ['probes', 'templates', 'nesting', 'real', 'realistic', 'testbeds']
VERSIONS = ['2013-05-23', '2014-10-16', '2015-04-30', '2015-10-15', '2016-04-08', '2016-10-14', '2017-02-24', '2017-09-01', '2018-03-02', '2018-08-31', '2021-04-16', 'rocky', 'wallaby']
FUNCTIONS = ['get_param', 'get_resource', 'get_attr', 'list_join', 'str_replace', 'get_file', 'repeat', 'str_split', 'map_merge', 'map_replace', 'if', 'equals', 'not', 'and', 'or', 'digest',
             'yaql', 'contains', 'filter', 'list_concat', 'make_url', 'resource_facade', 'Fn::Select', 'Ref']
ODD = [None, '', {}, [], 5, 1.5, True, 'x', 'a,b', ['a'], {'a': 'b'}, {'get_param': 'nope'}, {'get_resource': 'nope'}, {'get_attr': ['nope', 'x']}, {'get_param': 'OS::stack_name'}, 'yes', '%index%']


def paths(node, path=()):
    if path:
        yield path
    for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []:
        yield from paths(node[key], path + (key,))


def at(node, path):
    for key in path:
        node = node[key]
    return node


def mutate(rng, document):
    """Changes one place of it."""
    places = list(paths(document))
    if not places:
        return
    *above, key = rng.choice(places)
    parent, chance = at(document, above), rng.random()
    if chance < 0.2:
        del parent[key]
    elif chance < 0.45:
        parent[key] = copy.deepcopy(rng.choice(ODD))
    elif chance < 0.6 and isinstance(parent, dict):
        name = rng.choice([f'{key}s', str(key)[:-1], str(key).upper(), rng.choice(FUNCTIONS) if key in FUNCTIONS else 'nope'])
        entries = [(name if other == key else other, value) for other, value in parent.items()]
        parent.clear()
        parent.update(entries)
    elif chance < 0.7:
        parent[key] = [parent[key]]
    elif chance < 0.8:
        parent[key] = {'a': parent[key]}
    elif chance < 0.9:
        parent[key] = copy.deepcopy(at(document, rng.choice(places)))
    elif 'heat_template_version' in document:
        document['heat_template_version'] = rng.choice(VERSIONS)


def requests():
    for name in RECORDED:
        for line in (HERE / f'{name}.jsonl').read_text().splitlines():
            request = json.loads(line)
            del request['heat'], request['id']
            if is_plain(request.get('template_text', '')):
                yield request


def is_plain(text):
    """Whether a text is a mapping that can be changed and written again."""
    try:
        document = yaml.safe_load(text)
        return isinstance(document, dict) and bool(json.dumps(document, default=str)) and bool(list(paths(document)))
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return False


BASES = []


def mutations(rng):
    if not BASES:
        BASES.extend(requests())
    request = copy.deepcopy(rng.choice(BASES))
    files = request.setdefault('files', {})
    inner = [name for name in files if name.endswith(('.yaml', '.template')) and isinstance(files[name], str)]
    text, put = request['template_text'], lambda text: request.update(template_text=text)
    if inner and rng.random() < 0.4:
        name = rng.choice(inner)
        text, put = files[name], lambda text: files.update({name: text})
    if is_plain(text):
        document = yaml.safe_load(text)
        for _ in range(rng.choice([1, 1, 2])):
            mutate(rng, document)
        put(json.dumps(document, default=str))
    return request


KINDS = {'mutations': mutations}
