//! The known differences and their reasons.
//!
//! A reason stands at the start of its line; the lines indented below it name what differs for that reason:
//!
//! ```text
//! Heat asks a service that is not there.
//!     some/case: ok, outputs
//! ```

use std::collections::BTreeSet;
use std::fs;

use crate::recorded::folder;

/// The differences listed in `differences.txt`, as id and field.
pub(crate) fn read() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(folder().join("differences.txt")).unwrap();
    let mut known = BTreeSet::new();
    let mut reason = "";
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let Some(entry) = line.strip_prefix("    ") else {
            reason = line;
            continue;
        };
        assert!(!reason.is_empty(), "no reason is given for `{entry}`");
        let (id, fields) =
            entry.rsplit_once(": ").unwrap_or_else(|| panic!("write `{entry}` as `id: field, field`"));
        for field in fields.split(", ") {
            assert!(known.insert((id.to_owned(), field.to_owned())), "`{id}: {field}` is listed twice");
        }
    }
    known
}
