//! Files that are sent with a template: Heat reads every one that looks like a template, whatever it is used for
//! (Heat: `Template.all_param_schemata`).

use hotplate_hot::{Refusal, Source, codes, read};
use hotplate_schema::Catalog;

use crate::evaluate::Ledger;
use crate::nested::is_of_sending;

/// Reports what makes Heat refuse the whole request for these files.
pub(crate) fn check_fetched(files: &[Source], ledger: &mut Ledger) {
    // A file that is no template at all is none of Heat's business.
    for source in files.iter().filter(|source| source.text.contains("heat_template_version")) {
        let found = read(source, &Catalog::default()).diagnostics;
        // Neither is one that cannot be read.
        if found.iter().any(|found| found.code == codes::INVALID_YAML) {
            continue;
        }
        let refusing = found.into_iter().filter(|found| found.refusal == Some(Refusal::Validate));
        for found in refusing.filter(is_of_sending) {
            ledger.diagnostics.push(found.in_source(&source.name));
        }
    }
}
