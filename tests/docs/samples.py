"""Tries the guide's samples for other repositories: the hook for pre-commit, by the real pre-commit, and what the
workflow for each push runs."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "site/guide/terminal.md"
GOOD = "heat_template_version: 2018-08-31\nresources:\n  a: { type: OS::Heat::Value, properties: { value: 1 } }\n"
BAD = GOOD.replace("value: 1", "valeu: 1")


def samples():
    """The guide's blocks of YAML by the heading that they stand under."""
    text = GUIDE.read_text()
    return {under: block for under, block in re.findall(r"^### (.+)\n(?:(?!^#).*\n)*?```yaml\n((?:(?!```).*\n)*)```", text, re.M)}


def repository(folder, files):
    """A git repository with these files, tagged as the sample names it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Begin"], ["tag", "v0.1.0"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    return folder


def hook(python, out, around, config):
    """The hook finds the fault, lets the good one pass, and takes no file that the sample leaves out."""
    hooks = repository(out / "hooks", {".pre-commit-hooks.yaml": (ROOT / ".pre-commit-hooks.yaml").read_text()})
    config, count = re.subn(r"https://\S+", hooks.as_uri(), config)
    assert count == 1, "the sample names one repository"
    files = {".pre-commit-config.yaml": config, "stacks/good.yaml": GOOD, "other/left-out.yaml": BAD}
    mine = repository(out / "mine", files)
    run = [python, "-m", "pre_commit", "run", "--all-files"]
    env = {**around, "PRE_COMMIT_HOME": str(out / "kept")}
    passed = subprocess.run(run, cwd=mine, env=env, capture_output=True, text=True)
    assert passed.returncode == 0 and "Passed" in passed.stdout, passed.stdout + passed.stderr
    (mine / "stacks/bad.yaml").write_text(BAD)
    subprocess.run(["git", "add", "-A"], cwd=mine, check=True)
    failed = subprocess.run(run, cwd=mine, env=env, capture_output=True, text=True)
    assert failed.returncode == 1 and "bad.yaml:3" in failed.stdout and "left-out" not in failed.stdout, failed.stdout + failed.stderr
    return mine


def push(mine, around, workflow):
    """The checks of the workflow annotate the fault and write SARIF that names it."""
    checks = re.findall(r"run: (hotplate .+)", workflow)
    assert len(checks) == 2, checks
    github, sarif = [subprocess.run(["sh", "-c", check], cwd=mine, env=around, capture_output=True, text=True) for check in checks]
    assert github.returncode == 1 and "::error file=stacks/bad.yaml,line=3" in github.stdout, github.stdout + github.stderr
    assert sarif.returncode == 1, sarif.stderr
    (run,) = json.loads((mine / "hotplate.sarif").read_text())["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert set(places) == {"stacks/bad.yaml"}, places


def check(python, out, around):
    """All of it; `around` is the environment in which `hotplate` is found."""
    given = samples()
    mine = hook(python, out, around, given["Before each commit"])
    push(mine, around, given["With each push"])
