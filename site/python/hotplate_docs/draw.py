"""A template as a piece of HTML, a drawing or its exchange, made by the command `hotplate`."""

import hashlib
import os
import re
import subprocess
from pathlib import Path

#: The folder of a site that the pictures go to.
FOLDER = "_hotplate"

#: What can be shown of a template.
VIEWS = ("graph", "exchange")


class Failure(Exception):
    """No drawing was made; its words say why, and what to do."""


def draw(template, source, site, prefix, command="hotplate", view="graph"):
    """Writes a view of a file for a page of the built site in the folder `site`, which is made of the folder `source`.

    `prefix` is the way from the page to the site's root: empty, or something that ends with a slash. Returns the HTML
    and what the command complained of. Templates of one name in different folders stay apart, and the
    same sources always give the same names.
    """
    if view not in VIEWS:
        raise Failure(f"there is no view `{view}`: it is one of {', '.join(VIEWS)}")
    way = Path(os.path.relpath(template, source)).as_posix()
    place = hashlib.sha256(way.encode()).hexdigest()[:8]
    folder = Path(site) / FOLDER / place
    words = [command, "draw", str(template), "--html", str(folder), "--at", f"{prefix}{FOLDER}/{place}/", "--view", view]
    try:
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    except OSError as error:
        raise Failure(f"{command} cannot be started ({error.strerror}): put Hotplate's command on PATH") from None
    # 1 says that the template has errors: it is drawn all the same.
    if done.returncode not in (0, 1):
        raise Failure(done.stderr.strip() or f"{command} ended with status {done.returncode}")
    page = folder / f"{Path(template).stem}{'' if view == 'graph' else f'.{view}'}.html"
    html = page.read_text(encoding="utf-8")
    page.unlink()
    return html, re.sub(r"\x1b\[[0-9;]*m", "", done.stderr).strip()
