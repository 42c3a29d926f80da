# Python's `pwd`, on the instance's /etc/passwd.
from collections import namedtuple
from _table import rows

struct_passwd = namedtuple('struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')


def getpwall():
    return [struct_passwd(*row[:2], int(row[2]), int(row[3]), *row[4:]) for row in rows('/etc/passwd', 7)]


def getpwnam(name):
    for row in getpwall():
        if row.pw_name == name:
            return row
    raise KeyError("getpwnam(): name not found: %r" % name)


def getpwuid(uid):
    for row in getpwall():
        if row.pw_uid == uid:
            return row
    raise KeyError('getpwuid(): uid not found: %d' % uid)
