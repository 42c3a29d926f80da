# Python's `platform`.
import _host


def node():
    return _host.fact('hostname')


def system():
    return 'Linux'


def machine():
    return 'x86_64'


def python_version():
    return '2.7.18' if _host.two else '3.10.12'


def release():
    return _host.fact('kernelrelease') or ''
