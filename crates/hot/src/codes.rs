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

    INVALID_ENVIRONMENT "invalid-environment" Error "an environment that is not a map of sections";
    UNKNOWN_ENVIRONMENT_SECTION "unknown-environment-section" Error "a section that environments do not have";
    EMPTY_ENVIRONMENT_SECTION "empty-environment-section" Error "a section of an environment is there and empty";
    UNDECLARED_PARAMETER "undeclared-parameter" Error "a value is given for a parameter that is not declared";
    MISSING_PARAMETER_VALUE "missing-parameter-value" Note "a parameter without a default has no value yet";
    INVALID_PARAMETER_VALUE "invalid-parameter-value" Error "a value breaks its parameter's type or constraints";
    INVALID_DEFAULT "invalid-default" Error "a default breaks its parameter's type or constraints";
    UNCHECKED_PATTERN "unchecked-pattern" Note "a pattern that only Heat can check";
    INVALID_CONDITION "invalid-condition" Error "a condition that is neither true nor false";
    CONDITION_CYCLE "condition-cycle" Error "a condition refers to itself";
    UNKNOWN_PARAMETER "unknown-parameter" Error "a parameter is read that is not declared";
    UNKNOWN_RESOURCE "unknown-resource" Error "a resource is named that is not there";
    UNKNOWN_CONDITION "unknown-condition" Error "a condition is named that is not there";
    DISABLED_RESOURCE "disabled-resource" Error "a resource is read that its condition leaves out";
    EXTERNAL_DEPENDENCY "external-dependency" Error "a resource that exists elsewhere waits for another";
    DEPENDENCY_CYCLE "dependency-cycle" Error "resources wait for each other in a circle";
    MALFORMED_CALL "malformed-call" Error "a function's argument has the wrong form";
    FAILED_CALL "failed-call" Error "a function cannot work on its values";
    TOO_MANY_RESOURCES "too-many-resources" Error "more resources than Heat allows in a stack";
}
