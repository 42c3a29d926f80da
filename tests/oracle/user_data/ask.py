#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""What the real Heat engine starts servers with: records recorded.jsonl.

Each line of recorded.jsonl is a template with a server, and the parts that
its server's cloud-init gets; or a value, and the text that Heat's YAML writer
makes of it. Run with the Python of the engine's environment; lines are read
from standard input (their answers, if any, are dropped) and written with the
engine's answers.
"""
import email
import json
import sys
import warnings
from unittest import mock

warnings.simplefilter('ignore')
import eventlet  # noqa: E402,F401
from heat.common import template_format  # noqa: E402
from heat.engine.clients.os import nova  # noqa: E402
from heat.engine.resources.openstack.heat import multi_part  # noqa: E402

OWN = ('cloud-config', 'boothook.sh', 'part-handler.py', 'loguserdata.py',
       'cfn-init-data', 'cfn-metadata-server', 'cfn-boto-cfg')
IDS = {}


def dump(value):
    return template_format.yaml.dump(
        value, Dumper=template_format.yaml_dumper)


def kept(resources, name):
    """The text that the config API keeps for a config resource."""
    resource = resources[name]
    props = resource.get('properties') or {}
    if resource['type'] == 'OS::Heat::CloudConfig':
        return '#cloud-config\n%s' % dump(props.get('cloud_config'))
    if resource['type'] == 'OS::Heat::SoftwareConfig':
        return props.get('config') or ''
    parts = []
    for part in props['parts']:
        part = dict(part, type=part.get('type', 'text'))
        part.setdefault('subtype', '')
        part.setdefault('filename', '')
        part['config'] = looked_up(resources, part['config'])
        parts.append(part)
    mime = mock.Mock(spec=multi_part.MultipartMime, message=None)
    mime.properties = {'parts': parts}
    for word in ('PARTS', 'CONFIG', 'TYPE', 'SUBTYPE', 'FILENAME', 'TEXT',
                 'MULTIPART'):
        setattr(mime, word, getattr(multi_part.MultipartMime, word))
    mime._append_part = multi_part.MultipartMime._append_part
    mime._append_multiparts = multi_part.MultipartMime._append_multiparts
    return multi_part.MultipartMime.get_message(mime)


def looked_up(resources, value):
    if isinstance(value, dict):
        return kept(resources, value['get_resource'])
    return value


def parts(template):
    resources = template_format.yaml.safe_load(template)['resources']
    props = resources['server']['properties']
    form = props.get('user_data_format', 'HEAT_CFNTOOLS')
    given = props['user_data']
    if form == 'HEAT_CFNTOOLS' and isinstance(given, dict):
        given = 'the id of ' + given['get_resource']
    else:
        given = looked_up(resources, given)
    plugin = nova.NovaClientPlugin(mock.Mock())
    heat = plugin.context.clients.client_plugin.return_value
    heat.get_cfn_metadata_server_url.return_value = 'http://cfn.example/v1/'
    metadata = {'deployments': []} if form == 'SOFTWARE_CONFIG' else {}
    text = plugin.build_userdata(metadata, given, None, form)
    message = email.message_from_string(text)
    if not message.is_multipart():
        return [['', '', text]]
    found = []
    for part in message.get_payload():
        name = part.get_filename() or ''
        body = part.get_payload(decode=True).decode()
        own = form != 'RAW' and name in OWN
        found.append([part.get_content_type(), name, None if own else body])
    return found


for line in sys.stdin:
    case = json.loads(line)
    if 'template' in case:
        case = {'template': case['template'], 'parts': parts(case['template'])}
    else:
        case = {'value': case['value'], 'yaml': dump(case['value'])}
    print(json.dumps(case, ensure_ascii=False))
