#!/usr/bin/env python3
"""Writes what the Heat engine of this Python knows of resource types, as facts without prose.

    facts.py > FACTS.json        run by generate.py, in an environment that has openstack-heat

{"types": {NAME: [LINE, ...]}, "aliases": {NAME: TARGET}, "constraints": [NAME, ...]}, the lines as ../src/read.rs
describes them. Nothing is asked of any service: the engine's own schema classes say it all.
"""
import json
import logging
import os
import sys
import types
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter('ignore')
ETC = os.path.join(sys.prefix, 'etc', 'heat')
KINDS = {'String': 's', 'Number': 'n', 'Integer': 'i', 'Boolean': 'b', 'List': 'l', 'Map': 'm', 'Any': 'a'}
STANDING = {'DEPRECATED': '~', 'HIDDEN': '-'}


def word(value):
    """A scalar as one word: what would part it from its neighbours is written as `%` and two digits."""
    if isinstance(value, bool):
        return str(value).lower()
    return ''.join(f'%{ord(c):02x}' if c in ' ,%' else c for c in str(value))


def words(values):
    """A list as one word; whole numbers that follow each other as `first..last`."""
    values = list(values)
    numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return ','.join([f'{numbers[0]}..{numbers[-1]}'] + [word(v) for v in values if v not in numbers])
    return ','.join(word(value) for value in values)


def default(value):
    """A default: a scalar, a list of scalars, or an empty map. What is nested deeper is left out."""
    if isinstance(value, (list, tuple)):
        return '' if any(isinstance(item, (list, dict)) for item in value) else f' =[{words(value)}]'
    if isinstance(value, dict):
        return '' if value else ' ={}'
    return '' if value is None else ' =' + word(value)


def standing(schema):
    return STANDING.get(schema.support_status.status, '')


def constraint(entry):
    if isinstance(entry, constraints.CustomConstraint):
        return ' is:' + entry.name
    if isinstance(entry, constraints.AllowedValues):
        return ' in:' + words(entry.allowed)
    if isinstance(entry, constraints.AllowedPattern):
        return ' like:' + word(entry.pattern)
    if isinstance(entry, constraints.Modulo):
        return f' modulo:{entry.step}..{entry.offset}'
    # Heat's Length is a Range.
    name = 'length' if isinstance(entry, constraints.Length) else 'range'
    low, high = ('' if bound is None else bound for bound in (entry.min, entry.max))
    return f' {name}:{low}..{high}'


def property_lines(name, schema, depth, sign=''):
    line = ' ' * depth + sign + name + ' ' + KINDS[schema.type]
    line += '!' if schema.required else ''
    line += '^' if schema.update_allowed else ''
    line += '$' if getattr(schema, 'allow_conversion', False) else ''
    line += '' if schema.implemented else '#'
    line += standing(schema)
    line += default(schema.default)
    yield line + ''.join(constraint(entry) for entry in schema.constraints)
    if isinstance(schema.schema, constraints.AnyIndexDict):
        yield from property_lines('*', schema.schema.value, depth + 1)
    else:
        for key, nested in sorted((schema.schema or {}).items()):
            yield from property_lines(key, nested, depth + 1)


def overrides(cls, method):
    return getattr(cls, method) is not getattr(resource.Resource, method)


def type_lines(name, cls):
    flags = '?' if overrides(cls, 'get_attribute') or overrides(cls, 'FnGetAtt') else ''
    flags += '*' if issubclass(cls, none_resource.NoneResource) else ''
    flags += '&' if callable(getattr(cls, 'handle_snapshot_delete', None)) else ''
    yield ' '.join([name, flags + standing(cls)]).rstrip()
    for sign, schemata in (('', cls.properties_schema), ('%', cls.update_policy_schema)):
        for key, schema in sorted(properties.schemata(schemata).items()):
            yield from property_lines(key, schema, 1, sign)
    for key, schema in sorted(cls.attributes_schema.items()):
        if key not in cls.base_attributes_schema:
            kind = KINDS[schema.type] if schema.type else 'a'
            yield f' @{key} {kind}{standing(schema)}'


def facts():
    registry = resources.global_env().registry._registry
    described, aliases = {}, {}
    for name, info in sorted(registry.items()):
        if name == 'resources':
            continue
        if isinstance(info, environment.TemplateResourceInfo):
            # The engine comes with templates of its own, which it expects elsewhere.
            info.template_name = info.template_name.replace('/etc/heat', ETC)
        if isinstance(info, (environment.ClassResourceInfo, environment.TemplateResourceInfo)):
            described[name] = list(type_lines(name, info.get_class()))
        else:
            aliases[name] = info.value
    return {'types': described, 'aliases': aliases, 'constraints': sorted(resources.global_env().constraints)}


def without_database():
    """Puts nothing in the place of the engine's database layer, which older engines cannot load with today's
    libraries, and which types do not need."""
    class Nothing(types.ModuleType):
        def __getattr__(self, name):
            if name.startswith('__'):
                raise AttributeError(name)
            return lambda *args, **kwargs: None
    for name in ('heat.db.sqlalchemy', 'heat.db.sqlalchemy.api', 'heat.db.sqlalchemy.models', 'heat.db.api'):
        sys.modules[name] = Nothing(name)
    sys.modules['heat.db.sqlalchemy'].__path__ = []


try:
    from heat.db import api as _  # noqa: F401
except Exception:
    without_database()
from oslo_config import cfg  # noqa: E402
from heat.engine import constraints, environment, properties, resource, resources  # noqa: E402
from heat.engine.resources.openstack.heat import none_resource  # noqa: E402

cfg.CONF([], project='heat', default_config_files=[], default_config_dirs=[])
for option, folder in (('environment_dir', 'environment.d'), ('template_dir', 'templates')):
    cfg.CONF.set_override(option, os.path.join(ETC, folder))
resources.initialise()
json.dump(facts(), sys.stdout)
