//! "Did you mean": the one known name that a misspelt one is nearest to.

use hotplate_schema::{IndexMap, PropertySchema, SupportStatus};

/// Letters that a name may have wrong at most.
const MOST: usize = 2;

/// The name that is certainly meant: the one that differs only in case, `_`, `-` or spaces; else the only one within a
/// third of the letters, and two of them.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain: Vec<char> = letters(name).collect();
    let reach = (plain.len() / 3).min(MOST);
    let mut near: Vec<(usize, &str)> = Vec::new();
    let own = kinds(name);
    for other in names {
        // Most names are out of reach by their length or their letters alone: no change of a letter makes more than two
        // of their kinds come or go.
        let may_be = || (kinds(other) ^ own).count_ones() as usize <= 2 * reach;
        if other != name && count(other).abs_diff(plain.len()) <= reach && may_be() {
            let letters: Vec<char> = letters(other).collect();
            near.extend(distance(&plain, &letters, reach).map(|distance| (distance, other)));
        }
    }
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, only), (second, _), ..] if first < second => Some(only),
        _ => None,
    }
}

/// Whether a property that is missing stands misspelt among the names that are given.
pub fn is_misspelt(
    missing: &str,
    given: impl IntoIterator<Item = impl AsRef<str>>,
    known: &IndexMap<String, PropertySchema>,
) -> bool {
    given.into_iter().any(|name| {
        !known.contains_key(name.as_ref()) && likely_property(name.as_ref(), known) == Some(missing)
    })
}

/// The property that a name which is none seems to mean.
pub fn likely_property<'a>(name: &str, known: &'a IndexMap<String, PropertySchema>) -> Option<&'a str> {
    let supported = known.iter().filter(|(_, schema)| schema.status == SupportStatus::Supported);
    nearest(name, supported.map(|(name, _)| name.as_str()))
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase)
}

/// Which letters a name has: a bit for each kind. Upper and lower case are of one kind in ASCII by themselves.
pub(crate) fn kinds(name: &str) -> u32 {
    let kind = |letter: u32| 1 << (letter % u32::BITS);
    match name.is_ascii() {
        true => kinds_of_ascii(name),
        false => letters(name).fold(0, |kinds, letter| kinds | kind(letter.into())),
    }
}

/// The same of a name in ASCII, while compiling.
pub(crate) const fn kinds_of_ascii(name: &str) -> u32 {
    let (name, mut kinds, mut at) = (name.as_bytes(), 0, 0);
    while at < name.len() {
        if is_letter(&name[at]) {
            kinds |= 1 << (name[at] as u32 % u32::BITS);
        }
        at += 1;
    }
    kinds
}

/// Whether names that have these letters may be near each other at all.
pub(crate) fn may_be_near(kinds: u32, others: u32) -> bool {
    (kinds ^ others).count_ones() as usize <= 2 * MOST
}

const fn is_letter(byte: &u8) -> bool {
    !matches!(byte, b'_' | b'-' | b' ')
}

/// How many letters a name has.
fn count(name: &str) -> usize {
    match name.is_ascii() {
        true => name.bytes().filter(is_letter).count(),
        false => letters(name).count(),
    }
}

/// Letters to change, add, drop or swap, if they are not more than `reach`.
fn distance(a: &[char], b: &[char], reach: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (row[j - 1] + change).min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            next.push(best);
        }
        // Later rows grow out of the last two.
        if row.iter().chain(&next).all(|distance| *distance > reach) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    Some(row[b.len()]).filter(|distance| *distance <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_certain_name_is_meant() {
        let names = ["server_group", "server_groups", "network", "port_a", "port_b", "net", "depends_on"];
        for (name, expected) in [
            ("sever_group", Some("server_group")),
            ("netwrok", Some("network")),
            ("port_c", None),
            ("nte", Some("net")),
            ("x", None),
            ("server-group", Some("server_group")),
            ("DependsOn", Some("depends_on")),
            ("network", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
    }
}
