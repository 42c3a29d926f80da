//! The bodies of here-documents.

use super::super::syntax::{Part, Word};
use super::{Parsed, Parser};

impl Parser<'_> {
    /// Takes the bodies of the here-documents that were announced, the cursor being at the start of a line.
    pub(super) fn documents(&mut self) -> Parsed<()> {
        for pending in std::mem::take(&mut self.pending) {
            let strip = |line: &str| {
                if pending.strip_tabs { line.trim_start_matches('\t').to_owned() } else { line.to_owned() }
            };
            let start = self.at;
            let mut body = String::new();
            let mut end = self.text.len();
            while !self.at_end() {
                let line_start = self.at;
                let line = self.take_while(|c| c != '\n');
                self.take("\n");
                if strip(line) == pending.delimiter {
                    end = line_start;
                    break;
                }
                body.push_str(&strip(line));
                body.push('\n');
            }
            let word = if pending.quoted {
                Word(vec![Part::Quoted(body)])
            } else {
                // Tabs are stripped before expansion, so that text is another one than the script's.
                let text = if pending.strip_tabs { body.as_str() } else { &self.text[start..end] };
                let line = self.line_at(start);
                self.read_apart(text, line, true)?
            };
            // Set only once: each body belongs to one redirection.
            let _ = pending.body.set(word);
        }
        Ok(())
    }
}
