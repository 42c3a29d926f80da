//! Reads a Heat Orchestration Template: text in, a typed [`Template`] and every mistake out.
//!
//! ```text
//! Source --parse--> Document --lower--> Template --check(&Catalog)--> diagnostics
//!  text             nodes + spans       typed, by path
//! ```
//!
//! Reading never fails: each step gives the best value it could make, and [`Diagnostic`]s. A [`Template`] holds no
//! spans; a place in it is a [`Path`], which the [`Document`] turns into a byte range when somebody wants to see it.
//! So a template stays equal to itself while its comments are edited, and everything computed from it stands still.

pub mod arm;
mod assist;
mod check;
pub mod codes;
mod diagnostic;
mod directive;
mod document;
mod nearest;
mod outcome;
mod read;
mod source;
mod template;

pub use assist::{
    Completion, CompletionKind, Hover, Occurrences, complete, definition, hover, occurrences, rename,
};
pub use check::check;
pub use check::constraint::is_constraint;
pub use check::deletion_policy::is_deletion_policy;
pub use diagnostic::{Code, Diagnostic, Edit, Fix, Label, Part, Place, Refusal, Severity};
pub use directive::apply_directives;
pub use document::{Document, Node, NodeKind, Path, Step, is_plain_text, parse};
pub use nearest::{is_misspelt, likely_property, nearest};
pub use outcome::Outcome;
pub use read::{Reading, read, read_as};
pub use source::{LineColumn, LineIndex, Source, SourceName, Span};
pub use template::{
    Condition, Expression, Function, Output, PSEUDO_PARAMETERS, Parameter, ParameterGroup, ParameterKind,
    ResourceDefinition, Template, TemplateVersion, lower,
};
