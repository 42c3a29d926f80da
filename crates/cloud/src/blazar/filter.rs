//! Blazar's language for which machines: `["and", ["==", "$gpu", "yes"], [">=", "$vcpus", "8"]]`.
//!
//! Blazar answers a name that it does not know, and a word that it does not understand, with "Internal Server Error", so
//! both are found before anything is sent.

use serde_json::Value;

use super::Host;

/// The comparisons that Blazar has, each of a name and a value.
const COMPARISONS: [&str; 7] = ["==", "=", "!=", ">=", "<=", ">", "<"];

/// How deep filters may stand in each other.
const DEPTH: usize = 8;

/// A condition that machines are chosen by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// A property, a comparison, a value.
    Compare(String, String, String),
    /// All of them.
    All(Vec<Filter>),
}

/// Reads a filter; the empty text asks for nothing. What is wrong with it is said otherwise.
pub(super) fn read(text: &str) -> Result<Filter, String> {
    if text.trim().is_empty() {
        return Ok(Filter::All(Vec::new()));
    }
    let read = serde_json::from_str(text).ok().and_then(|value: Value| of(&value, DEPTH));
    read.ok_or_else(|| {
        format!("`{text}` is not a filter such as `[\"==\", \"$node_type\", \"compute_skylake\"]`")
    })
}

fn of(value: &Value, depth: usize) -> Option<Filter> {
    let depth = depth.checked_sub(1)?;
    let (first, rest) = value.as_array()?.split_first()?;
    let word = first.as_str()?;
    if word == "and" {
        let all: Option<Vec<Filter>> = rest.iter().map(|inner| of(inner, depth)).collect();
        return all.filter(|all| all.len() > 1).map(Filter::All);
    }
    let [name, wanted] = rest else { return None };
    let name = name.as_str()?.strip_prefix('$').filter(|name| !name.is_empty())?;
    let wanted = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
    COMPARISONS.contains(&word).then(|| Filter::Compare(name.to_owned(), word.to_owned(), wanted))
}

impl Filter {
    /// The names that it speaks of.
    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Self::Compare(name, ..) => vec![name],
            Self::All(all) => all.iter().flat_map(Self::names).collect(),
        }
    }

    /// Whether a machine is meant.
    pub(super) fn takes(&self, host: &Host) -> bool {
        match self {
            Self::All(all) => all.iter().all(|filter| filter.takes(host)),
            Self::Compare(name, comparison, wanted) => {
                let has = host.property(name);
                let order = match (has.parse::<f64>(), wanted.parse::<f64>()) {
                    (Ok(has), Ok(wanted)) => has.partial_cmp(&wanted),
                    _ => Some(has.as_str().cmp(wanted)),
                };
                order.is_some_and(|order| match comparison.as_str() {
                    "==" | "=" => order.is_eq(),
                    "!=" => order.is_ne(),
                    ">=" => order.is_ge(),
                    "<=" => order.is_le(),
                    ">" => order.is_gt(),
                    _ => order.is_lt(),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn filters_are_read_as_blazar_reads_them() {
        let good = [
            "",
            r#"["==", "$gpu", "yes"]"#,
            r#"[">=", "$vcpus", 8]"#,
            r#"["and", ["=", "$a", "1"], ["!=", "$b", "2"]]"#,
        ];
        for text in good {
            assert!(read(text).is_ok(), "{text}");
        }
        let bad = [
            "bogus",
            "[]",
            r#"["==", "gpu", "yes"]"#,
            r#"["==", "$gpu"]"#,
            r#"["or", ["==", "$a", "1"], ["==", "$b", "2"]]"#,
            r#"["and", ["==", "$a", "1"]]"#,
            r#"{"a": 1}"#,
        ];
        for text in bad {
            assert!(read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in "(\\[|\\]|\"and\"|\"==\"|\"\\$a\"|,|1|\\PC){0,40}") {
            let _ = read(&text);
        }
    }
}
