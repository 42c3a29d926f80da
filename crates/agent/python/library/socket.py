# Python's `socket`, as far as an instance knows itself and its hosts file.
import _host

AF_INET, SOCK_STREAM, SOCK_DGRAM = 2, 1, 2
error = OSError
gaierror = OSError


def gethostname():
    return _host.fact('hostname')


def getfqdn(name=''):
    return _host.fact('fqdn') or _host.fact('hostname') if name in ('', gethostname()) else name


def gethostbyname(name):
    if name and all([c.isdigit() or c == '.' for c in name]):
        return name
    with open('/etc/hosts') as hosts:
        for line in hosts:
            words = line.split('#')[0].split()
            if name in words[1:]:
                return words[0]
    if name in (gethostname(), getfqdn()):
        return _host.fact('ipaddress')
    raise OSError(-2, 'Name or service not known')


def gethostbyname_ex(name):
    return name, [], [gethostbyname(name)]


def inet_aton(address):
    parts = [int(part) for part in address.split('.')]
    if len(parts) != 4 or not all([0 <= part < 256 for part in parts]):
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes(parts)


def inet_ntoa(data):
    return '.'.join([str(byte) for byte in data])


def socket(*kind, **options):
    _host.refuse('the light Python opens no connections (`socket.socket`)')


create_connection = socket
