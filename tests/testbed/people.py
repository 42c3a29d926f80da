"""Fills a new Keystone: roles, the services' accounts, the catalog, and the people of the tests.

    people.py AUTH-URL [NAME TYPE URL]...

Each name is a service, which gets an account, and an entry in the catalog.
"""
import sys

from keystoneauth1 import session
from keystoneauth1.identity import v3
from keystoneclient.v3 import client

import config

auth_url, *services = sys.argv[1:]
admin = v3.Password(auth_url=auth_url, username='admin', password=config.PASSWORD, project_name='admin',
                    user_domain_id='default', project_domain_id='default')
keystone = client.Client(session=session.Session(auth=admin))

roles = {role.name: role for role in keystone.roles.list()}
for name in ('heat_stack_owner', 'heat_stack_user', 'service'):
    if name not in roles:
        roles[name] = keystone.roles.create(name)

service = keystone.projects.create('service', 'default')
for name, kind, url in zip(services[::3], services[1::3], services[2::3]):
    account = keystone.users.create(name, domain='default', password=config.PASSWORD, default_project=service)
    for role in ('admin', 'service'):
        keystone.roles.grant(roles[role], user=account, project=service)
    entry = keystone.services.create(name, kind)
    for interface in ('public', 'internal', 'admin'):
        keystone.endpoints.create(entry, url, interface, region=config.REGION)

# Heat keeps the users of its stacks in a domain of its own.
domain = keystone.domains.create('heat')
domain_admin = keystone.users.create('heat_domain_admin', domain=domain, password=config.PASSWORD)
keystone.roles.grant(roles['admin'], user=domain_admin, domain=domain)

# alice works in two projects, bob in one.
projects = [keystone.projects.create(name, 'default') for name in ('chi-one', 'chi-two')]
for name, own in (('alice', projects), ('bob', projects[:1])):
    user = keystone.users.create(name, domain='default', password=config.PASSWORD, default_project=own[0])
    for project in own:
        for role in ('member', 'heat_stack_owner'):
            keystone.roles.grant(roles[role], user=user, project=project)
