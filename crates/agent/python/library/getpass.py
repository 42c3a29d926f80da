# Python's `getpass`: scripts run as root.


def getuser():
    return 'root'
