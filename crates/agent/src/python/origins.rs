//! Where the text that a Python script wrote came from, as far as that is certain.
//!
//! Inside the engine text is only text. Afterwards, what stands there just as an input, a command or a file had it keeps
//! its origin; all the rest counts as written by the script.

use super::call::Call;
use crate::environment::with_origins;
use crate::{Errand, Origin, Text};

/// Lines of standard input that are looked for in what a script writes.
const MOST_LINES: usize = 200;

/// Texts whose origins are known.
pub(super) struct Known<'a> {
    call: &'a Call,
    parts: Vec<Text>,
}

impl<'a> Known<'a> {
    /// What the script was given by inputs, by the facts that it may ask for, and by the commands it started.
    pub(super) fn of(job: &Errand, call: &'a Call, written: &[Text]) -> Self {
        let mut parts = job.parts.clone();
        parts.extend(written.iter().map(Text::trim_newlines));
        parts.extend(call.stdin.lines().take(MOST_LINES));
        let script = &call.script;
        if ["socket", "uname", "platform"].iter().any(|word| script.contains(word)) {
            let facts = &job.instance.facts;
            for (name, value) in [("hostname", &facts.hostname), ("ipaddress", &facts.ipaddress)] {
                parts.push(Text::from_origin(value, Origin::new(&job.instance.name, name)));
            }
        }
        Self { call, parts }
    }

    /// A text that was written, with what is known of it.
    pub(super) fn trace(&self, text: &str) -> Text {
        with_origins(text, &self.parts, &str::to_owned)
    }

    /// The same for a file: what stood there before is as it was.
    pub(super) fn trace_file(&self, path: &str, text: &str) -> Text {
        let before = self.call.files.get(path);
        match before.and_then(|before| Some((before, text.strip_prefix(before.as_str())?))) {
            Some((before, added)) => {
                let mut whole = before.clone();
                whole.push(&self.trace(added));
                whole
            }
            None => self.trace(text),
        }
    }
}
