//! Who knows whom in the end.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::SimulatedInstance;

/// For each instance, which instances its files name: by address or host name, as a whole word. Only files that a
/// script made or changed count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Knowledge {
    /// `knows[i][j]`: instance `i` has learnt of instance `j`.
    pub knows: Vec<Vec<bool>>,
}

impl Knowledge {
    /// How many pairs know each other, itself included, and how many there are.
    pub fn pairs(&self) -> (usize, usize) {
        let known = self.knows.iter().flatten().filter(|&&knows| knows).count();
        (known, self.knows.len() * self.knows.len())
    }
}

/// Reads what the instances' files name.
pub(crate) fn learn(instances: &[SimulatedInstance]) -> Knowledge {
    let mut named: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, instance) in instances.iter().enumerate() {
        for name in BTreeSet::from([instance.facts.ipaddress.as_str(), instance.facts.hostname.as_str()]) {
            named.entry(name).or_default().push(index);
        }
    }
    let knows = instances.iter().map(|instance| {
        let mut knows = vec![false; instances.len()];
        for (path, text) in &instance.after {
            if instance.before.get(path).map(|before| before.as_str()) != Some(text.as_str()) {
                for index in words(text.as_str()).filter_map(|word| named.get(word)).flatten() {
                    knows[*index] = true;
                }
            }
        }
        knows
    });
    Knowledge { knows: knows.collect() }
}

/// The words of a text that may be a host name or an address. A domain name is also the host it begins with.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')));
    words.flat_map(|word| {
        let word = word.trim_matches(['.', '-']);
        let host = word.split_once('.').map(|(host, _)| host);
        [Some(word), host.filter(|host| host.contains(char::is_alphabetic))].into_iter().flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).filter(|word| !word.is_empty()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_whole() {
        check("10.140.81.1 hosts-1\n", &["10.140.81.1", "hosts-1"]);
        check("server=10.140.81.11:8080;", &["server", "10.140.81.11", "8080"]);
        check("hosts-0.novalocal.", &["hosts-0.novalocal", "hosts-0"]);
    }
}
