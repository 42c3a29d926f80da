//! Lines to fields and back.

use super::memory::ELEMENT;
use super::run::Machine;
use super::value::Value;
use crate::Text;
use crate::shell::Flow;

impl Machine<'_> {
    pub(super) fn join_fields(&mut self) -> Result<(), Flow> {
        let separator = self.variable("OFS").text();
        let sizes = self.fields.iter().flatten().map(|field| field.size() + separator.len() + 1);
        self.shell.world.meter.hold(sizes.fold(0, usize::saturating_add))?;
        let texts: Vec<Text> = self.fields.iter().flatten().map(Value::text).collect();
        self.line = Text::join(&texts, separator.as_str());
        Ok(())
    }

    pub(super) fn split_line(&mut self) -> Result<&mut Vec<Value>, Flow> {
        if self.fields.is_none() {
            let separator = self.variable("FS").text();
            let line = self.line.clone();
            let pieces = self.split(&line, separator.as_str())?;
            self.fields = Some(pieces.into_iter().map(Value::Input).collect());
        }
        Ok(self.fields.get_or_insert_default())
    }

    /// The pieces of a text between separators: blanks, one character, or a regular expression.
    pub(super) fn split(&mut self, text: &Text, separator: &str) -> Result<Vec<Text>, Flow> {
        self.shell.world.meter.handle(text.len())?;
        let source = text.as_str();
        if source.is_empty() {
            return Ok(Vec::new());
        }
        let mut chars = separator.chars();
        let fits = |count: usize| self.shell.world.meter.fits(count.saturating_mul(ELEMENT));
        match (chars.next(), chars.next()) {
            (Some(' '), None) => {
                fits(source.split_ascii_whitespace().count())?;
                let mut pieces = Vec::new();
                let mut start = None;
                for (at, byte) in source.bytes().enumerate().chain([(source.len(), b' ')]) {
                    match (start, byte.is_ascii_whitespace()) {
                        (None, false) => start = Some(at),
                        (Some(from), true) => {
                            pieces.push(text.slice(from..at));
                            start = None;
                        }
                        _ => {}
                    }
                }
                Ok(pieces)
            }
            (Some(char), None) if char != '\\' => {
                fits(source.matches(char).count())?;
                Ok(text.split(char).collect())
            }
            (None, _) => {
                fits(source.len())?;
                let pieces = source.char_indices().map(|(at, char)| text.slice(at..at + char.len_utf8()));
                Ok(pieces.collect())
            }
            _ => {
                let regex = self.compiled(separator)?;
                let mut pieces = Vec::new();
                let (mut start, mut from) = (0, 0);
                while let Some(found) = regex.find(source, from, &mut self.shell.world.meter)? {
                    if found.is_empty() {
                        from = found.end + 1;
                        if from > source.len() {
                            break;
                        }
                        continue;
                    }
                    pieces.push(text.slice(start..found.start));
                    self.shell.world.meter.fits(pieces.len() * ELEMENT)?;
                    start = found.end;
                    from = found.end;
                }
                pieces.push(text.slice(start..source.len()));
                Ok(pieces)
            }
        }
    }
}
