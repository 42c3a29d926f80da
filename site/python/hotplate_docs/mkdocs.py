"""The plugin `hotplate` for MkDocs: a fenced block that names a template becomes its drawing, or its exchange."""

import re
from html import escape
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.utils import get_relative_url

from .draw import VIEWS, Failure, draw

log = get_plugin_logger(__name__)

#: A block of three or more backticks, the word, a view if need be, the name of a file.
BLOCK = re.compile(r"^(`{3,})[ \t]*hotplate(?:[ \t]+(\S+))?[ \t]*\n[ \t]*(\S[^\n]*?)[ \t]*\n\1[ \t]*$", re.MULTILINE)


class Settings(Config):
    command = config_options.Type(str, default="hotplate")
    script = config_options.Optional(config_options.Type(str))
    page = config_options.Optional(config_options.Type(str))
    upgrade = config_options.Type(bool, default=False)


class HotplatePlugin(BasePlugin[Settings]):
    def on_config(self, config):
        self.drawings = {}

    def on_page_markdown(self, markdown, page, config, files):
        """Leaves a mark for every block: what Markdown makes of a whole drawing is nobody's wish."""
        names = self.drawings[page.file.src_uri] = []

        def mark(block):
            names.append((block[3], block[2] or VIEWS[0]))
            return f"\n<div>hotplate-drawing-{len(names) - 1}</div>\n"

        return BLOCK.sub(mark, markdown)

    def on_page_content(self, html, page, config, files):
        for number, (name, view) in enumerate(self.drawings.pop(page.file.src_uri, [])):
            html = html.replace(f"<div>hotplate-drawing-{number}</div>", self._drawing(name, view, page, config))
        return html

    def _drawing(self, name, view, page, config):
        template = Path(page.file.abs_src_path).parent / name
        if name.startswith("/"):
            template = Path(config["docs_dir"]) / name.lstrip("/")
        root = get_relative_url(".", page.url).rstrip("/")
        try:
            prefix = "" if root == "." else f"{root}/"
            html, complaints = draw(template, config["docs_dir"], config["site_dir"], prefix, self.config.command, view)
        except Failure as failure:
            log.warning("%s: %s", page.file.src_uri, failure)
            return f"<p>The template <code>{escape(name)}</code> could not be shown: {escape(str(failure))}.</p>"
        if complaints:
            log.warning("%s: %s", page.file.src_uri, complaints)
        return html

    def on_post_page(self, output, page, config):
        script = self.config.script
        if not script:
            return output
        if not re.match(r"[a-z]+:|/", script):
            script = get_relative_url(script, page.url)
        about = f' src="{escape(script)}"'
        about += f' data-page="{escape(self.config.page)}"' if self.config.page else ""
        about += " data-upgrade" if self.config.upgrade else ""
        return output.replace("</head>", f'<script type="module"{about}></script>\n</head>', 1)
