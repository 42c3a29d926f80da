#!/usr/bin/env python3
"""Asks the real Heat engine and keeps what it says.

    record.py [FILE.jsonl ...]        default: every *.jsonl beside this script

Each line of a file is a request in the form of heat_oracle.py, with the engine's answer under "heat". The script makes a
virtual environment with openstack-heat (--venv, default .venv beside it) unless there is one, asks every request again
and writes the answers into the files. Heat's answers are cut down to what is compared; see reduce().
"""
import argparse
import json
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
HEAT = 'openstack-heat==27.0.1'


def engine(folder):
    """The Python of a virtual environment that has Heat."""
    python = folder / 'bin' / 'python'
    if not python.exists():
        venv.create(folder, with_pip=True)
    has_heat = [python, '-c', 'import heat.engine']
    if subprocess.run(has_heat, stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, '-m', 'pip', 'install', '--quiet', HEAT], check=True)
    return python


def expand(request):
    """A request as it is sent: long runs of a character are kept as {"repeat": [character, times]}."""
    parts = request.pop('template_parts', None)
    if parts is not None:
        request['template_text'] = ''.join(
            p if isinstance(p, str) else p['repeat'][0] * p['repeat'][1] for p in parts)
    return request


def reduce(answer):
    """What is compared of an answer."""
    if 'result' in answer:
        return {k: bool(answer[k]) if k.endswith('error') else answer[k]
                for k in ('parse_error', 'validate_error', 'error', 'result', 'requires')
                if k in answer}
    heat = {'ok': answer['ok'], 'validate_ok': answer['validate_ok'], 'phase': answer['phase'], 'version': answer['version']}
    if answer['errors']:
        heat['error'] = answer['errors'][0]['message']
    if answer.get('validate_error') and answer['validate_error'] != heat.get('error'):
        heat['validate_error'] = answer['validate_error']
    if 'pseudo_parameters' not in answer:
        # The template was refused before there was a stack to look into.
        return heat
    heat['parameters'] = {k: outcome(v, 'value_error') for k, v in answer['parameters'].items()}
    if 'conditions_error' not in answer:
        heat['conditions'] = {k: v if isinstance(v, bool) else None for k, v in answer['conditions'].items()}
    if not any(e['phase'] == 'resource definition' for e in answer['more_errors']):
        # Otherwise some resources could not be read, and are missing from the graph.
        heat['edges'] = answer['edges']
        heat['create_order_levels'] = answer['create_order_levels']
        if 'create_order' in answer:
            heat['create_order'] = True
        heat['attr_refs'] = attributes(answer)
    heat['outputs'] = {k: outcome(v, 'error') for k, v in answer['outputs'].items()}
    nested = inner(answer.get('nested') or {})
    if nested:
        heat['nested'] = nested
    return heat


def attributes(answer):
    """The attributes that resources and outputs read, where they read any."""
    return {part: {name: read['attr_refs'] for name, read in answer[part].items() if 'attr_refs' in read}
            for part in ('resources', 'outputs')}


def inner(nested):
    """The stacks inside a stack. Not those that could not be made; not those of deployments, which are empty until their
    servers exist. A null property is one that is not given. Names that are drawn at random become sample-1 and so on."""
    found = {}
    for name, stack in nested.items():
        if 'edges' in stack and 'Deployment' not in stack['type']:
            if 'Scaling' in stack['type'] or 'Instance' in stack['type']:
                text = json.dumps(stack)
                for index, member in enumerate(stack['resources']):
                    text = text.replace(member, f'sample-{index + 1}')
                stack = json.loads(text)
            resources = {k: {'type': r['type'], 'properties': {p: v for p, v in r['properties'].items() if v is not None}}
                         for k, r in stack['resources'].items()}
            parameters = {k: v for k, v in stack['parameters'].items() if '::' not in k}
            found[name] = {'type': stack['type'], 'parameters': parameters, 'resources': resources,
                           'edges': stack['edges'], 'nested': inner(stack.get('nested') or {})}
            if 'HeatTemplateFormatVersion' not in stack['template']:
                found[name]['template'] = made(stack['template']) if is_made(stack) else stack['template']
    return found


def is_made(stack):
    """Whether Heat made the template, for a group; others are files."""
    template = stack.get('template', {})
    return template.get('heat_template_version') == '2015-04-30' and 'parameters' not in template and not stack['type'].endswith(('.yaml', '.template'))


def made(template):
    """A group's template without what depends on who reads it, its outputs. A null property is one not given, and an empty
    list waits for nothing."""
    resources = {}
    for name, member in template.get('resources', {}).items():
        if not member.get('depends_on'):
            member.pop('depends_on', None)
        given = {p: v for p, v in (member.pop('properties', None) or {}).items() if v is not None}
        resources[name] = dict(member, properties=given) if given else member
    return {'heat_template_version': '2015-04-30', 'resources': resources}


def outcome(part, error):
    return {'error': part[error]} if error in part else {'value': part['value']}


def record(python, path):
    lines = [json.loads(line) for line in path.read_text().split('\n') if line.strip()]
    for line in lines:
        line.pop('heat', None)
    asked = ''.join(json.dumps(expand(dict(line))) + '\n' for line in lines)
    run = subprocess.run([python, HERE / 'heat_oracle.py', '--nested', '--batch', '-'], cwd=HERE,
                         input=asked, stdout=subprocess.PIPE, check=True, text=True)
    answers = [json.loads(line) for line in run.stdout.rstrip('\n').split('\n')]
    assert [a['id'] for a in answers] == [line['id'] for line in lines]
    with path.open('w') as out:
        for line, answer in zip(lines, answers):
            out.write(json.dumps(dict(line, heat=reduce(answer)), ensure_ascii=False) + '\n')
    print(f'{path.name}: {len(lines)} answers', file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('files', nargs='*', type=pathlib.Path)
    parser.add_argument('--venv', type=pathlib.Path, default=HERE / '.venv')
    options = parser.parse_args()
    python = engine(options.venv)
    for path in options.files or sorted(HERE.glob('*.jsonl')):
        record(python, path.resolve())


if __name__ == '__main__':
    main()
