//! The files as a zip archive: each as it is, one behind the other, then their list.

use hotplate_hot::Source;
use hotplate_schema::Value;

use crate::{Engine, Tab};

/// What `hotplate open` calls them too.
const ENVIRONMENT: &str = "environment.yaml";
const PARAMETERS: &str = "parameters.yaml";

/// Names are in UTF-8.
const FLAGS: u16 = 1 << 11;
/// What a reader must know: version 2.0 of the format.
const VERSION: u16 = 20;
/// The first of January 1980, the first day that the format knows: the same files are the same bytes.
const DAY: u16 = (1 << 5) | 1;

impl Engine {
    /// The files as a zip archive, the parameters as one more environment. The values of hidden parameters stay out.
    pub(crate) fn archive(&self, mut hidden: Vec<String>) -> Vec<u8> {
        hidden.extend(self.hidden());
        let mut files: Vec<Source> = Vec::new();
        for (tab, file) in self.project.tabs() {
            match tab {
                Tab::ENVIRONMENT if file.text.trim().is_empty() => {}
                Tab::ENVIRONMENT => files.push(Source { name: ENVIRONMENT.into(), text: file.text.clone() }),
                _ => files.push(Source { name: inside(&file.name).into(), text: file.text.clone() }),
            }
        }
        let mut parameters = "parameters:\n".to_owned();
        let mut given = false;
        for (name, value) in &self.answers {
            if !hidden.contains(name) {
                given = true;
                for part in ["  ", &quoted(name), ": ", &quoted(value), "\n"] {
                    parameters.push_str(part);
                }
            }
        }
        if given {
            files.push(Source::new(PARAMETERS, &parameters));
        }
        zip(&files)
    }
}

/// A text as JSON writes it, which YAML reads too.
fn quoted(text: &str) -> String {
    Value::from(text).to_json(false)
}

/// A name that leads nowhere but into the folder where the archive is unpacked.
fn inside(name: &str) -> String {
    let mut steps = Vec::new();
    for step in name.split(['/', '\\']) {
        if !matches!(step, "" | "." | "..") {
            steps.push(step.replace(|c: char| c == ':' || c.is_control(), "_"));
        }
    }
    if steps.is_empty() { "file".to_owned() } else { steps.join("/") }
}

fn zip(files: &[Source]) -> Vec<u8> {
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    for Source { name, text } in files {
        let offset = archive.len() as u32;
        let mut about = Vec::new();
        for number in [VERSION, FLAGS, 0, 0, DAY] {
            about.extend(number.to_le_bytes());
        }
        let length = text.len() as u32;
        for number in [sum(text.as_bytes()), length, length] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0; 2]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name.as_bytes());
        archive.extend(text.as_bytes());
        list.extend(b"PK\x01\x02");
        list.extend(VERSION.to_le_bytes());
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (count, start) = (files.len() as u16, archive.len() as u32);
    archive.extend(&list);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend((list.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

/// CRC-32, as the format wants it.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_usual_one() {
        assert_eq!(sum(b"123456789"), 0xcbf4_3926);
        assert_eq!(sum(b""), 0);
    }

    #[test]
    fn names_stay_inside() {
        let names = ["a.yaml", "./lib//a.yaml", "../../etc/passwd", "/root", "c:\\x\n", "..", ""];
        let kept = names.map(inside);
        assert_eq!(kept, ["a.yaml", "lib/a.yaml", "etc/passwd", "root", "c_/x_", "file", "file"]);
    }

    #[test]
    fn an_archive_lists_its_files() {
        let zip = zip(&[Source::new("a", "one"), Source::new("é", "")]);
        let end = &zip[zip.len() - 22..];
        assert_eq!(end[..12], *b"PK\x05\x06\0\0\0\0\x02\0\x02\0");
        let [length, start] =
            [12, 16].map(|at| u32::from_le_bytes(end[at..at + 4].try_into().unwrap()) as usize);
        assert_eq!(start + length + end.len(), zip.len());
        assert_eq!(zip[start..start + 4], *b"PK\x01\x02");
        // The list says where each file begins.
        let second = start + 46 + 1 + 42;
        let at = u32::from_le_bytes(zip[second..second + 4].try_into().unwrap()) as usize;
        assert_eq!(&zip[at..at + 4], b"PK\x03\x04");
        assert_eq!(&zip[at + 30..at + 32], "é".as_bytes());
    }
}
