#!/usr/bin/env python3
import ast
import os

hosts = ast.literal_eval(os.environ['hosts'])
with open('hosts', 'a') as hosts_file:
    for ip_host in hosts.values():
        hosts_file.write(ip_host.rstrip() + '\n')
print(hosts)
print(sorted(hosts.items(), key=lambda pair: pair[1], reverse=True))
