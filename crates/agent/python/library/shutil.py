# Python's `shutil`.
import os


def copyfile(source, target, follow_symlinks=True):
    with open(source) as file:
        text = file.read()
    with open(target, 'w') as file:
        file.write(text)
    return target


def copy(source, target, follow_symlinks=True):
    if os.path.isdir(target):
        target = os.path.join(target, os.path.basename(source))
    return copyfile(source, target)


copy2 = copy


def copyfileobj(source, target, length=0):
    target.write(source.read())


def move(source, target):
    if os.path.isdir(target):
        target = os.path.join(target, os.path.basename(source))
    os.rename(source, target)
    return target


def rmtree(path, ignore_errors=False, onerror=None):
    if not os.path.isdir(path):
        if ignore_errors:
            return
        raise FileNotFoundError(2, 'No such file or directory', path)
    for name in os.listdir(path):
        inside = os.path.join(path, name)
        rmtree(inside) if os.path.isdir(inside) else os.remove(inside)
    os.rmdir(path)


def copytree(source, target, dirs_exist_ok=False):
    os.makedirs(target, exist_ok=dirs_exist_ok)
    for name in os.listdir(source):
        inside = os.path.join(source, name)
        goal = os.path.join(target, name)
        copytree(inside, goal, dirs_exist_ok) if os.path.isdir(inside) else copyfile(inside, goal)
    return target


def which(name, mode=1, path=None):
    import subprocess
    found = subprocess.run(['which', name], stdout=subprocess.PIPE, universal_newlines=True).stdout.strip()
    return found or None
