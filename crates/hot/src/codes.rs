//! Every fault by name: the one registry. Each has a page in `site/checks`.

use crate::{Code, Severity};

/// What is known of a code before it is ever found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// How bad it usually is.
    pub severity: Severity,
    /// What it means, in one line.
    pub summary: &'static str,
}

/// Declares codes: a constant for each, and the list of all.
macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $name: Code = Code($code);
        )*

        /// Every code, in the order of reading a template.
        pub const CODES: &[CodeEntry] = &[
            $(CodeEntry { code: $name, severity: Severity::$severity, summary: $summary },)*
        ];
    };
}

codes! {
    INVALID_YAML "invalid-yaml" Error "the text is not YAML";
    SEVERAL_DOCUMENTS "several-documents" Error "the text holds more than one YAML document";
    NESTING_TOO_DEEP "nesting-too-deep" Error "values are nested deeper than can be read";
    EXPANSION_TOO_LARGE "expansion-too-large" Error "aliases grow beyond what can be read";
    UNKNOWN_ANCHOR "unknown-anchor" Error "an alias names an anchor that is not there";
    DUPLICATE_ANCHOR "duplicate-anchor" Error "two anchors have the same name";
    RECURSIVE_ALIAS "recursive-alias" Error "a value contains itself";
    INVALID_TAG "invalid-tag" Error "a YAML tag that Heat does not take";
    INVALID_MERGE "invalid-merge" Error "`<<` merges something that is not a mapping";
    BARE_SIGN "bare-sign" Error "a bare `=` or `<<` where a value stands";
    UNHASHABLE_KEY "unhashable-key" Error "a key that is a list or a mapping";
    DUPLICATE_KEY "duplicate-key" Warning "a key is given twice, and the first value is lost";
}
