# Python's `glob`.
import fnmatch
import os


def glob(pattern, recursive=False):
    directory, name = os.path.split(pattern)
    folders = [directory or '.']
    if '*' in directory or '?' in directory or '[' in directory:
        folders = glob(directory)
    out = []
    for folder in folders:
        if not os.path.isdir(folder):
            continue
        for entry in os.listdir(folder):
            if fnmatch.fnmatch(entry, name) and (name.startswith('.') or not entry.startswith('.')):
                out.append(os.path.join(folder, entry) if directory else entry)
    return out


iglob = glob
