#!/usr/bin/env python3
import argparse
import ipaddress
import os
import re

parser = argparse.ArgumentParser(description='Writes hosts')
parser.add_argument('--count', type=int, default=3)
options = parser.parse_args([])
network = ipaddress.ip_network('10.0.0.0/28')
hosts = list(network.hosts())[:options.count]
with open('hosts', 'w') as out:
    for index, address in enumerate(hosts):
        out.write(f'{address!s:<12} node-{index}\n')
print(network.broadcast_address, network.prefixlen, ipaddress.ip_address('10.0.0.9') in network)
print(re.findall(r'(?<=node-)\d+', os.environ['hosts']), 'abcdef'[::-2])
