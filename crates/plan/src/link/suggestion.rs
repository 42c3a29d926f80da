//! "Did you mean": the one known name that a misspelt one is nearest to.

/// The name that is certainly meant: the only one within a third of the letters, and two of them.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let reach = (name.chars().count() / 3).min(2);
    let (mut best, mut nearest) = (reach + 1, None);
    for other in names {
        let distance = distance(name, other, reach);
        if distance < best {
            (best, nearest) = (distance, Some(other));
        } else if distance == best {
            nearest = None;
        }
    }
    nearest
}

/// Letters to change, add, drop or swap; above `reach` any number above it.
fn distance(a: &str, b: &str, reach: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > reach {
        return reach + 1;
    }
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
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_certain_name_is_suggested() {
        let names = ["server_group", "server_groups", "network", "port_a", "port_b", "net"];
        let cases = [
            ("sever_group", Some("server_group")),
            ("netwrok", Some("network")),
            ("port_c", None),
            ("nte", Some("net")),
            ("x", None),
            ("server-group", Some("server_group")),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(name, names.iter().copied()), expected, "{name}");
        }
    }
}
