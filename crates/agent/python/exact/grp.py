# Python's `grp`, on the instance's /etc/group.
from collections import namedtuple
from _table import rows

struct_group = namedtuple('struct_group', 'gr_name gr_passwd gr_gid gr_mem')


def getgrall():
    return [struct_group(*row[:2], int(row[2]), row[3].split(',') if row[3] else []) for row in rows('/etc/group', 4)]


def getgrnam(name):
    for row in getgrall():
        if row.gr_name == name:
            return row
    raise KeyError("getgrnam(): name not found: %r" % name)


def getgrgid(gid):
    for row in getgrall():
        if row.gr_gid == gid:
            return row
    raise KeyError('getgrgid(): gid not found: %d' % gid)
