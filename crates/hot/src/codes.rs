//! Every fault by name: the one registry. Each has a page in `site/checks`.

use crate::{Code, Severity};

/// Which part of the work finds a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the template by itself: [`read()`](crate::read()).
    Read,
    /// Planning with values, environments and files.
    Plan,
    /// Playing the exchange of what is planned.
    Exchange,
}

/// What is known of a code before it is ever found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// How bad it usually is.
    pub severity: Severity,
    /// What it means, in one line.
    pub summary: &'static str,
    /// What finds it.
    pub stage: Stage,
}

/// Declares codes by stage: a constant for each, and the list of all.
macro_rules! codes {
    ($($stage:ident { $($name:ident $code:literal $severity:ident $summary:literal;)* })*) => {
        $($(
            #[doc = $summary]
            pub const $name: Code = Code($code);
        )*)*

        /// The names of all codes, in the order of [`CODES`].
        #[cfg(feature = "wire")]
        pub(crate) const NAMES: &[&str] = &[$($($code,)*)*];

        /// Every code, in the order in which faults are found.
        pub const CODES: &[CodeEntry] = &[
            $($(
                CodeEntry { code: $name, severity: Severity::$severity, summary: $summary, stage: Stage::$stage },
            )*)*
        ];
    };
}

codes! {
    Read {
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

        TEMPLATE_TOO_LARGE "template-too-large" Error "the template is longer than Heat reads";
        MISSING_VERSION "missing-version" Error "the template does not say its version";
        UNKNOWN_VERSION "unknown-version" Error "a version that Heat does not know";
        AMBIGUOUS_VERSION "ambiguous-version" Error "the template names two languages";
        OTHER_FORMAT "other-format" Note "a template in CloudFormation's format, which is only partly checked";
        WRONG_SHAPE "wrong-shape" Error "a value of another kind than its place asks for";
        UNKNOWN_SECTION "unknown-section" Error "a section that templates do not have";
        UNKNOWN_KEY "unknown-key" Error "a key that a parameter or a resource does not have";
        NEWER_KEY "newer-key" Error "a key or section that came with a later version";
        IGNORED_KEY "ignored-key" Warning "a key that Heat ignores";
        INVALID_NAME "invalid-name" Error "a name that Heat does not take";
        SHARED_NAME "shared-name" Error "a parameter and a resource have the same name";
        MISSING_TYPE "missing-type" Error "a parameter or a resource does not say its type";
        UNKNOWN_PARAMETER_TYPE "unknown-parameter-type" Error "a type that parameters cannot have";
        INVALID_CONSTRAINT "invalid-constraint" Error "a constraint that is not declared as Heat asks";
        UNKNOWN_CUSTOM_CONSTRAINT "unknown-custom-constraint" Warning "a custom constraint that stock Heat does not have";
        IGNORED_CONSTRAINT "ignored-constraint" Warning "a second constraint in one item, which Heat ignores";
        INVALID_PARAMETER_GROUP "invalid-parameter-group" Error "a group of parameters that is not declared as Heat asks";
        MISSING_VALUE "missing-value" Error "an output without a value";
        INVALID_DELETION_POLICY "invalid-deletion-policy" Error "a deletion policy that is not there or not supported";
        NEWER_FUNCTION "newer-function" Warning "a function that came with a later version, and is plain data here";
        REMOVED_FUNCTION "removed-function" Error "a function that is gone from this version";
        UNKNOWN_FUNCTION "unknown-function" Warning "a misspelt function, which is plain data";
        SIBLING_KEY "sibling-key" Warning "a function that is not called because a key stands beside it";
        MISPLACED_FUNCTION "misplaced-function" Error "a function of values in a condition, or the reverse";
        UNADOPTABLE_TYPE "unadoptable-type" Error "Heat cannot take over a thing of this type by its id";
        UNKNOWN_RESOURCE_TYPE "unknown-resource-type" Note "a resource type that stock Heat does not have";
        RETIRED_TYPE "retired-type" Warning "a resource type that Heat takes and does nothing with";
        UNKNOWN_PROPERTY "unknown-property" Error "a property that the resource type does not have";
        RETIRED_PROPERTY "retired-property" Note "a property that is going away";
        MISSING_PROPERTY "missing-property" Error "a property that the resource type needs is not given";
        UNKNOWN_ATTRIBUTE "unknown-attribute" Error "an attribute that the resource does not have";
        SURPRISING_VALUE "surprising-value" Warning "a value that YAML 1.1 reads as something else than it looks like";

        MISSING_USER_DATA_FORMAT "missing-user-data-format" Error "a server that deployments go to without the agent's configuration";
        MISSING_TRANSPORT "missing-transport" Note "a server whose agent asks a service that a testbed may not offer";
        UNSUPPLIED_INPUT "unsupplied-input" Warning "a deployment gives no value for an input of its config";
        UNDECLARED_INPUT "undeclared-input" Note "a deployment gives a value that its config does not declare";
        MAP_INTO_TEXT "map-into-text" Note "a map given to an input that is text";
        UNWRITTEN_OUTPUT "unwritten-output" Warning "an output that the script never writes";
        UNDECLARED_OUTPUT "undeclared-output" Warning "an output that the script writes and the config does not declare";
        PYTHON2_ONLY_CALL "python2-only-call" Warning "a Python script that only Python 2 can run";
        FIXED_RESERVATION "fixed-reservation" Warning "a reservation's id is written out, and each lease has another";
        LEASE_CONSTRAINT "lease-constraint" Note "a constraint that stock Heat checks for leases, not for reservations";
        UNREPLACED_INDEX "unreplaced-index" Warning "an index where the group does not put the number in";
        UNUSED_DIRECTIVE "unused-directive" Warning "a comment that allows what is not there";
    }

    Plan {
        INVALID_ENVIRONMENT "invalid-environment" Error "an environment that is not a map of sections";
        UNKNOWN_ENVIRONMENT_SECTION "unknown-environment-section" Error "a section that environments do not have";
        EMPTY_ENVIRONMENT_SECTION "empty-environment-section" Error "a section of an environment is there and empty";
        INVALID_MAPPING "invalid-mapping" Error "a registry maps a type to something that is no type";
        INVALID_HOOK "invalid-hook" Error "a hook or a restricted action that is not there";
        INVALID_EVENT_SINK "invalid-event-sink" Error "an event sink that Heat does not have";
        FAILED_MERGE "failed-merge" Error "values of environments that cannot be merged";
        ENDLESS_MAPPING "endless-mapping" Error "environments let a type stand for itself";
        MISSING_FILE "missing-file" Error "a file is named that is not there";
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
        INVALID_ARGUMENT "invalid-argument" Error "a function's argument that it can never work on";
        FAILED_CALL "failed-call" Error "a function cannot work on its values";
        UNFIT_TEMPLATE "unfit-template" Error "a template in a type's place does not look like the type";
        UNSUITABLE_LIST "unsuitable-list" Error "a list for a nested template holds something else than text";
        CONTRADICTING_SIZES "contradicting-sizes" Error "a group is to be larger than it may be";
        TOO_MANY_LEVELS "too-many-levels" Error "stacks are nested deeper than Heat allows";
        WRONG_KIND "wrong-kind" Error "a property's value of the wrong kind";
        INVALID_PROPERTY_VALUE "invalid-property-value" Error "a property's value that breaks its constraints";
        CONFLICTING_PROPERTIES "conflicting-properties" Error "properties of a resource that do not go together";
        UNEVALUATED_EXPRESSION "unevaluated-expression" Note "an expression that is only evaluated in Heat";
        TOO_MANY_RESOURCES "too-many-resources" Error "more resources than Heat allows in a stack";
    }

    Exchange {
        UNFIT_IMAGE "unfit-image" Warning "an image without what the server's deployments need";
    }
}
