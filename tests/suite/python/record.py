#!/usr/bin/env python3
"""Runs every script of this folder, of `exact` and of `shell` with this machine's Python (3.11 or newer) and writes what came of it beside it.

Each runs in an empty folder that holds `notes.txt`, with the environment below; it may write files there. Beside
`name.py` stands `name.txt`: the status, standard output, the last line of standard error, and the files as they are
afterwards.
"""

import pathlib
import subprocess
import sys
import tempfile

ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "hosts": "{'0': '10.0.0.4 node-0\\n', '1': '10.0.0.5 node-1\\n', '2': '10.0.0.6 node-2\\n'}",
    "settings": '{"port": 8080, "names": ["b", "a"], "deep": {"on": true, "none": null, "ratio": 0.5}}',
    "word": "plain text",
}
PROGRAMS = {".py": sys.executable, ".sh": "bash"}
NOTES = "first line\nsecond line\n\nlast: é\n"


def told(script):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "notes.txt").write_text(NOTES)
        run = subprocess.run(
            [PROGRAMS[script.suffix], str(script)], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=20
        )
        error = run.stderr.rstrip("\n").split("\n")[-1]
        parts = [f"status {run.returncode}", f"error {error}", "== stdout", run.stdout]
        for file in sorted(place.rglob("*")):
            if file.is_file():
                parts += [f"== {file.relative_to(place)}", file.read_text()]
        return "\n".join(parts)


def main():
    for script in sorted(pathlib.Path(__file__).parent.rglob("[0-9a-z]*.*")):
        if script.suffix in PROGRAMS and script.name != "record.py":
            script.with_suffix(".txt").write_text(told(script))


main()
