# Python's `hashlib`, as far as the engine has it: SHA-256.
import binascii
from uhashlib import sha256 as _native


class sha256:
    name, digest_size, block_size = 'sha256', 32, 64

    def __init__(self, data=b'', **options):
        self._data = bytes(data)

    def update(self, data):
        self._data += data

    def digest(self):
        return _native(self._data).digest()

    def hexdigest(self):
        return binascii.hexlify(self.digest()).decode()

    def copy(self):
        return sha256(self._data)


def new(name, data=b'', **options):
    if name.lower() not in ('sha256', 'sha-256'):
        raise NotImplementedError('hashlib.new(%r)' % name)
    return sha256(data)
