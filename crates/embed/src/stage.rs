//! From a template's text to its stage: who is going to tell whom what, as far as can be said without running anything.

use hotplate_exchange::staged;
use hotplate_hot::Source;
use hotplate_plan::{Inputs, Limits, NoFiles, plan};
use hotplate_schema::Catalog;

use crate::conversation;
use crate::reading::read;

/// Writes the stage of a template as HTML, with the defaults of its parameters. Templates that it names stay closed.
pub fn stage(text: &str) -> String {
    let (template, faults) = read(&Source::new("template", text));
    let planned =
        plan(&template, &Inputs::default(), &NoFiles, &Catalog::default(), &Limits::default()).value;
    conversation::stage(&planned, &staged(&planned), &faults)
}
