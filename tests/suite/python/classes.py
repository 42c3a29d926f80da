#!/usr/bin/env python3
class Host:
    """A host."""
    count = 0

    def __init__(self, name, address='0.0.0.0'):
        self.name = name
        self.address = address
        Host.count += 1

    def __repr__(self):
        return '<%s %s>' % (self.name, self.address)

    @property
    def line(self):
        return self.address + ' ' + self.name

    @staticmethod
    def parse(line):
        address, name = line.split()
        return Host(name, address)


class Head(Host):
    def __init__(self, name):
        super().__init__(name, '10.0.0.1')


class Wrong(Exception):
    def __str__(self):
        return 'wrong: ' + str(self.args[0])


hosts = [Head('head'), Host.parse('10.0.0.2 worker')]
print(hosts, Host.count, [host.line for host in hosts], isinstance(hosts[0], Host))


def numbers(limit):
    for number in range(limit):
        yield number


print(list(numbers(3)))
try:
    raise Wrong('first')
except Wrong as error:
    print(error)
finally:
    print('finally')
raise Wrong('last')
