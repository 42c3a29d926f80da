#!/usr/bin/env python3
"""Makes catalog.txt and core.txt from the real Heat engine, of two releases.

    generate.py [--check]

For each release it makes a virtual environment unless there is one, and has facts.py read the engine's own schema
classes there; what they do not say stands in rules.txt. --check compares with the files instead of writing them. Only
facts are kept, no prose; how the lines read is said in ../src/read.rs.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
# The engine of each release, and its environment; tests/oracle asks the same newest one. Of all but the newest only what
# differs from it is kept.
RELEASES = {
    '27': ('openstack-heat==27.0.1', HERE.parents[2] / 'tests' / 'oracle' / '.venv'),
    '2023.1': ('openstack-heat==20.0.1', HERE / '.venv'),
}

# How rules.txt marks properties instead of giving a rule.
FLAGS = '\'"'

# What most first templates are made of: built into the page, so that it can judge them while the rest is on its way.
CORE = """
OS::Cinder::Volume OS::Cinder::VolumeAttachment
OS::Heat::RandomString OS::Heat::ResourceGroup OS::Heat::SoftwareConfig OS::Heat::SoftwareDeployment
OS::Heat::SoftwareDeploymentGroup OS::Heat::Value OS::Heat::WaitCondition OS::Heat::WaitConditionHandle
OS::Neutron::FloatingIP OS::Neutron::FloatingIPAssociation OS::Neutron::Net OS::Neutron::Port OS::Neutron::Router
OS::Neutron::RouterInterface OS::Neutron::SecurityGroup OS::Neutron::Subnet
OS::Nova::KeyPair OS::Nova::Server
""".split()


def engine(requirement, folder):
    """The Python of a virtual environment that has such an engine."""
    python = folder / 'bin' / 'python'
    if not python.exists():
        venv.create(folder, with_pip=True)
    name, version = requirement.split('==')
    asked = f'import importlib.metadata as m; assert m.version("{name}") == "{version}"'
    if subprocess.run([python, '-c', asked], stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, '-m', 'pip', 'install', '--quiet', requirement], check=True)
    return python


def read(release, rules):
    run = subprocess.run([engine(*RELEASES[release]), HERE / 'facts.py'], stdout=subprocess.PIPE, check=True)
    facts = json.loads(run.stdout)
    facts['types'] = {name: with_rules(lines, rules.get(name, [])) for name, lines in facts['types'].items()}
    return facts


def read_rules():
    """What rules.txt says, by type."""
    rules = {}
    for line in (HERE / 'rules.txt').read_text().splitlines():
        if not line.startswith('#'):
            name, rule = line.split(' ', 1)
            rules.setdefault(name, []).append(rule)
    return rules


def with_rules(lines, rules):
    """The lines of a type with its rules, which stand for nothing in a type that takes anything."""
    if '*' in lines[0]:
        return lines
    for sign in FLAGS:
        named = {word for rule in rules if rule.startswith(sign + ' ') for word in rule.split()[1:]}
        lines = [mark(line, sign) if line[1:].split(' ')[0] in named else line for line in lines]
    return lines + [' /' + rule for rule in rules if rule[0] not in FLAGS]


def mark(line, sign):
    """A property's line with a flag."""
    _, name, kind, *rest = line.split(' ')
    return ' '.join(['', name, kind + sign, *rest])


def by_use(name):
    """What most templates use first, and OpenStack's own types before those that imitate another cloud's: the order in
    which names are offered."""
    return name not in CORE, not name.startswith('OS::'), name


def whole(facts):
    for name in sorted(facts['types'], key=by_use):
        yield from facts['types'][name]
    for name, target in sorted(facts['aliases'].items()):
        yield f'+{name} {target}'
    for name in facts['constraints']:
        yield '!' + name


def difference(facts, base):
    """What makes the one release out of the other."""
    types, known = facts['types'], base['types']
    assert facts['aliases'] == base['aliases']
    for name in sorted(types, key=by_use):
        if types[name] != known.get(name):
            yield from types[name]
    yield from ('-' + name for name in sorted(set(known) - set(types)))
    yield from ('!' + name for name in sorted(set(facts['constraints']) - set(base['constraints'])))
    yield from ('-!' + name for name in sorted(set(base['constraints']) - set(facts['constraints'])))


def text(lines):
    return ''.join(line + '\n' for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--check', action='store_true')
    options = parser.parse_args()
    newest, *others = RELEASES
    rules = read_rules()
    facts = {release: read(release, rules) for release in RELEASES}
    lines = list(whole(facts[newest]))
    for release in others:
        lines += ['=' + release, *difference(facts[release], facts[newest])]
    core = [line for name in CORE for line in facts[newest]['types'][name]]
    stale = []
    for name, made in (('catalog.txt', text(lines)), ('core.txt', text([*core, '+*', '!*']))):
        path = HERE / name
        if not path.exists() or path.read_text() != made:
            stale.append(name)
            if not options.check:
                path.write_text(made)
    if options.check and stale:
        sys.exit(f'not what the engines say: {", ".join(stale)}; run `cargo xtask catalog`')
    counts = ', '.join(f'{len(facts[release]["types"])} types of {release}' for release in RELEASES)
    print(counts, file=sys.stderr)


if __name__ == '__main__':
    main()
