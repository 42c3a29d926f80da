//! The agent's hook for the group `json-file`: each key of the config is a path, its value becomes a JSON file there.
//!
//! After heat-agents' `hook-json-file.py`: four blanks for each level, keys in order, everything beyond ASCII escaped,
//! no newline at the end.

use crate::disk::absolute;
use crate::environment::with_origins;
use crate::tools::{Json, Layout, Reader};
use crate::{Completion, Errand, Run, Text};

/// Writes the files of a config.
pub(crate) fn run(job: &Errand, run: &mut Run) {
    let escaped = |part: &str| Json::String(part.into()).write(&Layout::default()).as_str().to_owned();
    let config = with_origins(&job.script, &job.parts, &escaped);
    let Some(Ok(Json::Object(files))) = Reader::new(&config).next() else {
        run.completion =
            Completion::NotRun("the config of the group `json-file` is no map of paths".to_owned());
        return;
    };
    let layout = Layout { indent: Some("    ".to_owned()), sorted: true };
    for (path, value) in files {
        run.files.insert(absolute("/", &path), ascii(&value.write(&layout)));
    }
    run.completion = Completion::Exited(0);
}

/// A JSON text with `\u` escapes for all that is not ASCII.
fn ascii(text: &Text) -> Text {
    text.map_chars(|char, new| {
        if char.is_ascii() {
            return new.push(char);
        }
        for unit in char.encode_utf16(&mut [0; 2]) {
            new.push_str(&format!("\\u{unit:04x}"));
        }
    })
}
