//! How far Heat comes with a template: the stages in which it finds what it refuses, one after the other. It tells only
//! the first that it finds.

use hotplate_hot::{Code, Diagnostic, Part, Path, Place, Refusal, Step, codes, is_constraint};

/// A stage, by the oracle's word for it. Ordered as Heat goes through them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Text to mapping.
    Parse,
    /// The environments, and what the client makes of the files.
    Environment,
    /// Version, declarations of parameters, sections, skeletons of resources.
    Template,
    /// All else.
    Validate,
    /// Nothing is refused.
    Done,
}

impl Phase {
    /// The stage in which Heat finds something, in the template or in an environment.
    pub(crate) fn of(found: &Diagnostic, in_environment: bool) -> Self {
        if in_environment {
            let is_late = [codes::INVALID_HOOK, codes::INVALID_EVENT_SINK, codes::INVALID_MAPPING]
                .contains(&found.code);
            // How values are merged shows once they are.
            let merging = Step::Key("parameter_merge_strategies".into());
            let is_merging =
                matches!(found.place(), Place::Path(path, _) if path.steps().first() == Some(&merging));
            let is_late = is_late || found.code == codes::INVALID_ENVIRONMENT && is_merging;
            return if is_late { Self::Template } else { Self::Environment };
        }
        let is_elsewhere = found.labels[0].source.is_some();
        match found.place() {
            _ if found.code == codes::FAILED_MERGE => Self::Template,
            // Of the files that are sent along, versions and declarations of parameters are read at once.
            Place::Path(path, part) if is_elsewhere && found.refusal == Some(Refusal::Validate) => {
                let is_declaration = path.steps().first() == Some(&Step::Key("parameters".into()));
                let is_version = [codes::UNKNOWN_VERSION, codes::AMBIGUOUS_VERSION].contains(&found.code);
                let at_once = is_version
                    || is_declaration
                        && (found.code == codes::UNKNOWN_PARAMETER_TYPE
                            || Self::at(path, *part, found.code) == Self::Template);
                if at_once { Self::Template } else { Self::Validate }
            }
            _ if is_elsewhere => Self::Validate,
            _ if AT_ONCE.contains(&found.code) => Self::Template,
            _ if found.code == codes::RECURSIVE_ALIAS => Self::Environment,
            _ if found.code == codes::MISSING_VERSION => Self::Parse,
            Place::Span(_) => Self::Parse,
            Place::Path(path, part) => Self::at(path, *part, found.code),
        }
    }

    /// The stage that looks at a part of the template.
    fn at(path: &Path, part: Part, code: Code) -> Self {
        let section = match path.steps() {
            [] => return Self::Parse,
            [Step::Key(section), ..] => section.to_ascii_lowercase(),
            [..] => return Self::Validate,
        };
        let depth = path.steps().len();
        let is_shape = [codes::WRONG_SHAPE, codes::MISSING_TYPE, codes::UNKNOWN_KEY].contains(&code);
        // Whether a constraint fits the type is seen later than what is wrong with it by itself.
        let of_type =
            part == Part::Key && matches!(path.steps(), [.., Step::Key(name)] if is_constraint(name));
        let in_template = match section.as_str() {
            "parameters" => {
                is_shape || code == codes::NEWER_KEY || code == codes::INVALID_CONSTRAINT && !of_type
            }
            "resources" => is_shape && (depth < 3 || depth == 3 && code != codes::WRONG_SHAPE),
            _ => code == codes::NEWER_KEY && depth == 1,
        };
        if in_template { Self::Template } else { Self::Validate }
    }

    /// The oracle's word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Environment => "environment",
            Self::Template => "template",
            Self::Validate => "validate",
            Self::Done => "done",
        }
    }
}

/// What is found before there is a stack, wherever it stands.
const AT_ONCE: [Code; 8] = [
    codes::UNKNOWN_VERSION,
    codes::AMBIGUOUS_VERSION,
    codes::UNKNOWN_SECTION,
    codes::UNKNOWN_PARAMETER_TYPE,
    codes::INVALID_HOOK,
    codes::INVALID_EVENT_SINK,
    codes::FAILED_MERGE,
    codes::TOO_MANY_RESOURCES,
];
