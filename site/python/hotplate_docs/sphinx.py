"""The directive `.. hotplate:: stack.yaml` for Sphinx: the drawing or the exchange in HTML, the template's text elsewhere."""

import posixpath
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from . import __version__
from .draw import VIEWS, Failure, draw

log = logging.getLogger(__name__)


class drawing(nodes.General, nodes.Element):
    """A drawing; what is in it stands where there can be none."""


def a_view(argument):
    return directives.choice(argument, VIEWS)


class Hotplate(SphinxDirective):
    """Names a template, from the page's own folder or, with a slash before it, from the source folder."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"view": a_view}

    def run(self):
        _, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(path)
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise self.error(f"the template {self.arguments[0]} cannot be read: {error}")
        source = nodes.literal_block(text, text, language="yaml")
        node = drawing("", source, template=path, view=self.options.get("view", VIEWS[0]))
        self.set_source_info(node)
        return [node]


def visit_html(translator, node):
    builder = translator.builder
    here = builder.get_target_uri(builder.current_docname)
    root = posixpath.join(posixpath.dirname(relative_uri(here, "_") or "_"), "")
    try:
        html, complaints = draw(node["template"], builder.srcdir, builder.outdir, root, builder.config.hotplate_command, node["view"])
    except Failure as failure:
        log.warning("%s", failure, location=node)
        return
    if complaints:
        log.warning("%s", complaints, location=node)
    translator.body.append(html)
    raise nodes.SkipNode


def visit_other(translator, node):
    pass


def depart(translator, node):
    pass


def add_script(app):
    if app.config.hotplate_script:
        about = {"type": "module", "data-page": app.config.hotplate_page}
        if app.config.hotplate_upgrade:
            about["data-upgrade"] = ""
        app.add_js_file(app.config.hotplate_script, **{name: value for name, value in about.items() if value is not None})


def setup(app):
    app.add_config_value("hotplate_command", "hotplate", "html")
    app.add_config_value("hotplate_script", None, "html")
    app.add_config_value("hotplate_page", None, "html")
    app.add_config_value("hotplate_upgrade", False, "html")
    others = {name: (visit_other, depart) for name in ("latex", "text", "man", "texinfo")}
    app.add_node(drawing, html=(visit_html, depart), **others)
    app.add_directive("hotplate", Hotplate)
    app.connect("builder-inited", add_script)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
