# Rows of the instance's tables of users and groups.


ROOT = {7: ['root', 'x', '0', '0', 'root', '/root', '/bin/bash'], 4: ['root', 'x', '0', '']}


def rows(path, fields):
    try:
        with open(path) as table:
            found = [line.rstrip('\n').split(':') for line in table]
    except OSError:
        found = []
    return [row for row in found if len(row) == fields] or [ROOT[fields]]
