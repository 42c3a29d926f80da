#!/usr/bin/env python3
"""Tests the package in site/python and the guide's samples for other repositories, and builds the documentation in this
folder with the real Sphinx and the real MkDocs: `build.py OUT COMMAND`.

COMMAND is Hotplate's. The programs are installed once, into an environment of their own in the user's cache folder.
Ends with 3 where that cannot be done.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import samples

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGE = ROOT / "site/python"
UNABLE = 3


def environment():
    """The Python that has them, set up when its list changes."""
    wanted = HERE / "requirements.txt"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hotplate/docs"
    folder = cache / hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()[:16]
    python = folder / "bin/python"
    done = folder / "done"
    if done.exists():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, stdout=sys.stderr)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted]
        subprocess.run(install, check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Sphinx, MkDocs and pre-commit cannot be installed here: {error}", file=sys.stderr)
        sys.exit(UNABLE)
    done.touch()
    return python


def known_to(python):
    """Makes the package of this checkout known, entry point and all, without installing anything."""
    site = subprocess.run([python, "-c", "import site; print(site.getsitepackages()[0])"], check=True, capture_output=True, text=True)
    site = Path(site.stdout.strip())
    (site / "hotplate_docs.pth").write_text(f"{PACKAGE}\n")
    about = site / "hotplate_docs-0.1.0.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hotplate-docs\nVersion: 0.1.0\n")
    (about / "entry_points.txt").write_text("[mkdocs.plugins]\nhotplate = hotplate_docs.mkdocs:HotplatePlugin\n")


def main():
    out, command = Path(sys.argv[1]).resolve(), str(Path(sys.argv[2]).resolve())
    python = environment()
    known_to(python)
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    around = {**bare, "PATH": os.pathsep.join([str(Path(command).parent), bare.get("PATH", "")]), "PYTHONDONTWRITEBYTECODE": "1"}
    tests = [python, "-m", "unittest", "discover", "-q", "-s", PACKAGE / "tests"]
    subprocess.run(tests, env={**around, "HOTPLATE": command}, check=True, stdout=sys.stderr)
    samples.check(python, out / "samples", around)
    sources = out / "sources"
    for name, pages in (("sphinx", "."), ("mkdocs", "docs")):
        shutil.copytree(HERE / name, sources / name)
        for file in ("site/gallery/nfs.yaml", "site/icon.svg"):
            shutil.copy(ROOT / file, sources / name / pages)
    for name, words in {
        "sphinx": ["sphinx", "-q", "-W", "-b", "html", "."],
        "text": ["sphinx", "-q", "-W", "-b", "text", "."],
        "mkdocs": ["mkdocs", "build", "-q", "--strict", "-d"],
    }.items():
        folder = sources / ("mkdocs" if name == "mkdocs" else "sphinx")
        subprocess.run([python, "-m", *words, out / name], cwd=folder, env=around, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
