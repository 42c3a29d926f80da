//! Who knows whom, and since when.

use std::collections::BTreeSet;

use hotplate_schema::IndexMap;

use crate::Exchange;

/// For each instance, which instances its files name: by address or host name, as a whole word. Only files that a
/// script made or changed count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Knowledge {
    /// For each instance those that it has learnt of, in order, each with the second since when.
    knows: Vec<Vec<(usize, u32)>>,
}

impl Knowledge {
    /// How many instances there are.
    pub fn instances(&self) -> usize {
        self.knows.len()
    }

    /// Those that an instance knows by a second, in order.
    pub fn by(&self, instance: usize, second: u32) -> impl Iterator<Item = usize> {
        let known = self.knows.get(instance).into_iter().flatten();
        known.filter(move |(_, since)| *since <= second).map(|(other, _)| *other)
    }

    /// How many pairs know each other by a second, itself included, and how many there are.
    pub fn pairs_by(&self, second: u32) -> (usize, usize) {
        let known = self.knows.iter().flatten().filter(|(_, since)| *since <= second);
        (known.count(), self.knows.len() * self.knows.len())
    }

    /// How many pairs know each other in the end.
    pub fn pairs(&self) -> (usize, usize) {
        self.pairs_by(u32::MAX)
    }
}

/// Reads what the instances' files name, and since which run.
pub(crate) fn learn(exchange: &Exchange) -> Knowledge {
    let instances = &exchange.instances;
    let mut named: IndexMap<&str, Vec<usize>> = IndexMap::default();
    for (index, instance) in instances.iter().enumerate() {
        for name in BTreeSet::from([instance.facts.ipaddress.as_str(), instance.facts.hostname.as_str()]) {
            named.entry(name).or_default().push(index);
        }
    }
    let mut knows = vec![Vec::new(); instances.len()];
    for deployment in &exchange.deployments {
        let (Some(instance), Some(at), Some(run)) =
            (deployment.instance, deployment.timing.ran, &deployment.run)
        else {
            continue;
        };
        let named =
            run.files.values().flat_map(|text| words(text.as_str())).filter_map(|word| named.get(word));
        knows[instance].extend(named.flatten().map(|other| (*other, at)));
    }
    for known in &mut knows {
        known.sort_unstable();
        known.dedup_by_key(|(other, _)| *other);
    }
    Knowledge { knows }
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
