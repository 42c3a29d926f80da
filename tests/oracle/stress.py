#!/usr/bin/env python3
"""Asks the real Heat engine and `hotplate answer` about generated templates, and lists where they differ.

    stress.py [N] [--seed S] [--kind templates|realistic|snippets|yaql|cloudformation|calls|parameters|amazon|environments|
                              conditions|decisions|definitions|groups|mutations|nestings|properties|services|texts|testbeds]

The same seed gives the same requests. Hotplate is built (release) unless --hotplate names it; the engine's environment is
record.py's. Differences stand in the report by field, the first of each with the request, so that it can be asked again.
--keep FILE adds requests to recorded cases: of those that agree, one for each thing that Heat says of them.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess

import corners
import generate
import mutations
import realistic
import record
import services
import testbeds

HERE = pathlib.Path(__file__).resolve().parent
KINDS = dict(generate.KINDS, realistic=realistic.realistic, **corners.KINDS, **mutations.KINDS, **services.KINDS, **testbeds.KINDS)
VALUES = ('parameters', 'outputs')
ERRORS = ('parse_error', 'validate_error', 'error')


def cut(field, answer):
    """What is compared of a field: values and verdicts, not the words of errors (as compare.rs does)."""
    if field in VALUES and isinstance(answer, dict):
        return {name: 'an error' if 'error' in part or 'value_error' in part else part.get('value') for name, part in answer.items()}
    if field == 'conditions' and isinstance(answer, dict):
        return {name: part if isinstance(part, bool) else 'an error' for name, part in answer.items()}
    return bool(answer) if field in ERRORS else answer


def shape(field, heat, hotplate):
    """Hotplate's answer in the form in which Heat's is kept."""
    answer = hotplate.get(field)
    if field == 'attr_refs':
        return record.attributes(hotplate)
    if field == 'nested':
        return stacks(answer, heat[field])
    if field == 'create_order':
        return bool(answer is not None and sorted(answer) == sorted(sum(heat['create_order_levels'], []))
                    and all(answer.index(b) < answer.index(a) for a, b in heat['edges']))
    return cut(field, answer)


def stacks(hotplate, heat):
    """Of the stacks inside a stack those that are kept, as record.py cuts them down (as compare.rs does)."""
    if not isinstance(hotplate, dict):
        return hotplate
    found = {}
    for name, stack in hotplate.items():
        if name in heat and 'resources' in stack:
            for member in stack['resources'].values():
                member['properties'] = given(member)
            made = stack['template']['resources'] if record.is_made(stack) else {}
            for member in made.values():
                member['properties'] = given(member)
                if not member['properties']:
                    del member['properties']
            parameters = {key: value for key, value in stack['parameters'].items() if '::' not in key}
            stack = dict(stack, parameters=parameters, nested=stacks(stack.get('nested', {}), heat[name]['nested']))
        if name in heat:
            found[name] = stack
    return found


def given(member):
    """The properties of a member; a null property is one not given."""
    return {name: value for name, value in (member.get('properties') or {}).items() if value is not None}


def differences(heat, hotplate):
    """The fields of Heat's answer in which Hotplate's differs."""
    fields = [field for field in heat if (field != 'phase' or heat['ok'] == hotplate.get('ok')) and ('ok' not in heat or field not in ERRORS)]
    return [field for field in fields if not same(cut(field, heat[field]), shape(field, heat, hotplate))]


def same(a, b):
    """Equality that tells 1 from true and 1.0."""
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def ask(command, requests):
    asked = ''.join(json.dumps(request) + '\n' for request in requests)
    run = subprocess.run(command, input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HERE, check=True)
    # A text may hold line ends of its own, such as U+2028.
    return [json.loads(line) for line in run.stdout.rstrip('\n').split('\n')]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('number', nargs='?', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--kind', choices=sorted(KINDS), default='templates')
    parser.add_argument('--hotplate', type=pathlib.Path)
    parser.add_argument('--venv', type=pathlib.Path, default=HERE / '.venv')
    parser.add_argument('--show', type=int, default=3, help='how many requests to show of each field that differs')
    parser.add_argument('--keep', type=pathlib.Path)
    options = parser.parse_args()

    make, name = KINDS[options.kind], options.kind
    requests = [dict(id=f'{name}/{options.seed}/{i}', **make(random.Random(f'{options.seed}/{name}/{i}'))) for i in range(options.number)]
    hotplate = options.hotplate.resolve() if options.hotplate else build()
    heat = ask([record.engine(options.venv.resolve()), HERE / 'heat_oracle.py', '--nested', '--batch', '-'], requests)
    ours = ask([hotplate, 'answer'], requests)
    asked = [(request, record.reduce(theirs), own) for request, theirs, own in zip(requests, heat, ours)]
    if options.keep:
        keep(asked, options.keep)
    report(asked, options.show)


def keep(asked, path):
    """Adds what is worth keeping to a file of cases: what differs from all that was kept before."""
    seen = set()
    with path.open('a') as out:
        for request, heat, hotplate in asked:
            if not differences(heat, hotplate) and telling(request, heat) not in seen:
                seen.add(telling(request, heat))
                out.write(json.dumps(dict(request, heat=heat), ensure_ascii=False) + '\n')


def telling(request, heat):
    """What a case is about: Heat's message without its names, or the functions that are called."""
    if 'ok' in heat and not heat['ok']:
        return re.sub(r'[a-zA-Z]+\d|"[^"]*"|\d+', '', heat.get('error', ''))[:60]
    text = request.get('template_text') or json.dumps(request['eval'])
    if 'expression' in text and 'eval' in request:
        return tuple(sorted(set(re.findall(r'(\w+)\(', text)))[:1]), heat['error']
    called = sorted(set(re.findall(r'\b(\w+|Fn::\w+)"?:', text)) & (set(generate.SINCE) | set(generate.FOREIGN)))
    return tuple(called[:1] if 'eval' in request else called[:3]), heat.get('error'), heat.get('parse_error')


def build():
    subprocess.run(['cargo', 'build', '--release', '-p', 'hotplate-cli'], check=True, cwd=HERE)
    return HERE.parents[1] / 'target/release/hotplate'


def report(asked, show):
    fields, shown = collections.Counter(), collections.Counter()
    agreeing = 0
    for request, heat, hotplate in asked:
        differing = differences(heat, hotplate)
        fields.update(field for field in heat if 'ok' not in heat or field not in ERRORS)
        agreeing += not differing
        for field in differing:
            shown[field] += 1
            if shown[field] <= show:
                print(f'--- {request["id"]}: {field}')
                print(request.get('template_text') or json.dumps(request.get('eval'), ensure_ascii=False)[:1000])
                print('  params  ', json.dumps(request.get('params')))
                print('  Heat    ', json.dumps(heat.get(field), ensure_ascii=False)[:600], '|', heat.get('error'), '|', heat.get('validate_error'))
                print('  Hotplate', json.dumps(hotplate.get(field), ensure_ascii=False)[:600], '|',
                      [e['type'] + ': ' + e['message'] for e in hotplate.get('errors', [])][:3] or hotplate.get('error') or hotplate.get('validate_error'))
    print(f'{agreeing} of {len(asked)} requests agree, {fields.total() - shown.total()} of {fields.total()} answers')
    print(', '.join(f'{field} {100 - 100 * shown[field] / count:.2f} %' for field, count in fields.items()))


if __name__ == '__main__':
    main()
