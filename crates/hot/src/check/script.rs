//! The scripts inside configs, as far as they can be read without running them. No rule by itself.

use std::ops::Range;

use super::deployment::{Config, call};
use crate::Document;
use crate::{Node, Place};

/// The text of a script that a template holds.
pub(super) struct Script<'a> {
    node: &'a Node,
    pub(super) text: &'a str,
}

impl<'a> Script<'a> {
    /// The script of a config that an agent runs as a program: written in place, or as a template of `str_replace`.
    pub(super) fn of(config: &Config<'a>) -> Option<Self> {
        if config.definition.property("group")?.as_str() != Some("script") {
            return None;
        }
        let node: &Node = config.definition.property("config")?;
        let replaced = ["str_replace", "str_replace_strict", "str_replace_vstrict"];
        let template = replaced.iter().find_map(|name| call(node, name)?.get("template"));
        let node = template.map_or(node, |node| node);
        Some(Self { node, text: node.as_str()? })
    }

    /// Where a piece of the script stands in the source: the piece itself if it is written there as it is, otherwise
    /// all of the script.
    pub(super) fn place(&self, piece: &Range<usize>, document: &Document) -> Place {
        Place::Span(document.locate(self.node, piece.clone()).unwrap_or(self.node.span))
    }

    /// Whether a place of this script is exact, so that a change there is certain.
    pub(super) fn is_exact(&self, place: &Place) -> bool {
        *place != Place::Span(self.node.span)
    }

    /// The lines with where each begins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end_matches(['\n', '\r'])))
        })
    }
}
