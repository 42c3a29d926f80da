//! Where things stand in a template: a small table, so that the page needs no document to know what the cursor is on
//! and which lines belong to what.

use hotplate_hot::{Document, Part, Path, Place, Span, Step};
use hotplate_plan::Plan;
use serde::{Deserialize, Serialize};

/// The sections whose entries a person can select.
const SECTIONS: [&str; 3] = ["parameters", "resources", "outputs"];

/// Where one thing is defined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmark {
    /// Its path: `resources.server_group`, or where a group's member definition stands.
    pub path: Path,
    /// The bytes of its key.
    pub key: Span,
    /// The bytes of key and value.
    pub entry: Span,
}

/// Every parameter, resource and output, and the definitions of groups' members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmarks {
    marks: Vec<Landmark>,
}

impl Landmarks {
    /// The landmarks of a document, and of the definitions that a plan of it names.
    pub(crate) fn of(document: &Document, plan: &Plan) -> Self {
        let mut marks: Vec<Landmark> = Vec::new();
        let mut add = |path: Path| {
            if document.node(&path).is_some() {
                let span = |part| document.span(&Place::Path(path.clone(), part));
                marks.push(Landmark { key: span(Part::Key), entry: span(Part::Entry), path });
            }
        };
        for section in SECTIONS {
            let node = document.node(&Path::keys([section])).and_then(|node| node.as_mapping());
            for (key, _, _) in node.unwrap_or_default() {
                add(Path::keys([section, &key.to_value().python_str()]));
            }
        }
        let mut last = None;
        let here = plan.stack.iter().filter(|resource| resource.source.is_none());
        for member in here.filter(|resource| resource.definition.steps().len() > 2) {
            if last != Some(&member.definition) {
                last = Some(&member.definition);
                add(member.definition.clone());
            }
        }
        Self { marks }
    }

    /// The landmark of that path.
    pub fn find(&self, path: &Path) -> Option<&Landmark> {
        self.marks.iter().find(|mark| mark.path == *path)
    }

    /// The section and the name of what stands at a byte.
    pub fn at(&self, byte: u32) -> Option<(&str, &str)> {
        let holds = |mark: &&Landmark| mark.entry.start <= byte && byte <= mark.entry.end;
        let own = self.marks.iter().filter(|mark| mark.path.steps().len() == 2);
        match own.filter(holds).max_by_key(|mark| mark.entry.start)?.path.steps() {
            [Step::Key(section), Step::Key(name)] => Some((section, name)),
            _ => None,
        }
    }
}
