"""Drawings of Heat templates in documentation: `sphinx` and `mkdocs` ask `draw` for them while pages are built."""

__version__ = "0.1.0"
