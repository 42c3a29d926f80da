"""Fills a whole testbed: flavors, images, networks, hosts and addresses that can be reserved, and key pairs.

    content.py AUTH-URL BLAZAR-URL HOSTS
"""
import sys
import time

import openstack
import requests

import config

PATIENCE = 300      # seconds until the hosts are up
KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGWq1nqHcMZ0VYbG5a9y3mW1f5aS0rXUuMq7nR8q8m2n testbed'

auth_url, blazar, hosts = sys.argv[1], sys.argv[2], int(sys.argv[3])


def connect(user, project):
    return openstack.connect(auth_url=auth_url, username=user, password=config.PASSWORD, project_name=project,
                             user_domain_id='default', project_domain_id='default', region_name=config.REGION)


def reserve(path, **body):
    """Lets Blazar lend something."""
    requests.post(f'{blazar}/{path}', headers={'X-Auth-Token': admin.auth_token}, json=body).raise_for_status()


admin = connect('admin', 'admin')
for name, vcpus, ram, disk in (('baremetal', 48, 131072, 500), ('m1.small', 1, 512, 1)):
    admin.compute.create_flavor(name=name, vcpus=vcpus, ram=ram, disk=disk)
for name in ('CC-Ubuntu22.04', 'CC-CentOS8'):
    admin.create_image(name, data=b'not a disk', disk_format='raw', container_format='bare', visibility='public',
                       wait=True, validate_checksum=False)

public = admin.network.create_network(name='public', is_router_external=True, is_shared=True,
                                      provider_network_type='flat', provider_physical_network='ext')
admin.network.create_subnet(network_id=public.id, name='public', ip_version=4, cidr='203.0.113.0/24',
                            allocation_pools=[{'start': '203.0.113.10', 'end': '203.0.113.99'}],
                            gateway_ip='203.0.113.1', is_dhcp_enabled=False)
shared = admin.network.create_network(name='sharednet1', is_shared=True, provider_network_type='flat',
                                      provider_physical_network='physnet1')
subnet = admin.network.create_subnet(network_id=shared.id, name='sharednet1', ip_version=4, cidr='10.140.80.0/22')
router = admin.network.create_router(name='shared', external_gateway_info={'network_id': public.id})
admin.network.add_interface_to_router(router, subnet_id=subnet.id)

end = time.monotonic() + PATIENCE
while sum(host.state == 'up' for host in admin.compute.hypervisors()) < hosts:
    if time.monotonic() > end:
        sys.exit(f'the hosts are not up after {PATIENCE} s')
    time.sleep(0.5)
admin.compute.create_aggregate(name='freepool')
for number in range(1, hosts + 1):
    reserve('os-hosts', name=f'fake-{number}', node_type='compute_skylake', architecture='x86_64',
            gpu='yes' if number == 1 else 'no')
for last in (201, 202, 203):
    reserve('floatingips', floating_network_id=public.id, floating_ip_address=f'203.0.113.{last}')

for name in ('alice', 'bob'):
    connect(name, 'chi-one').compute.create_keypair(name='default', public_key=KEY)
