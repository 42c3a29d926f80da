//! `tr`

use super::options;
use crate::Text;
use crate::shell::{Shell, Status, in_class, push_escape};

pub(super) fn tr(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(
        shell,
        arguments,
        "cCdst",
        &[("delete", 'd'), ("squeeze-repeats", 's'), ("complement", 'c')],
    );
    let complement = call.has('c') || call.has('C');
    let set = |index: usize| call.operands.get(index).map(|set| members(set.as_str())).unwrap_or_default();
    let (from, to) = (set(0), set(1));
    let squeezed = match (call.has('s'), call.operands.len(), call.has('d')) {
        (false, ..) => None,
        (true, 2.., _) => Some(&to),
        (true, _, _) => Some(&from),
    };
    let squeeze_complement = complement && call.operands.len() < 2;
    let text = shell.read_all()?;
    let mut last = None;
    let out = text.map_chars(|char, new| {
        let place = from.iter().position(|member| *member == char);
        let found = place.is_some() != complement;
        let mut char = char;
        if found && call.has('d') {
            return;
        }
        if found && !to.is_empty() && !call.has('d') {
            let index = if complement { to.len() - 1 } else { place.unwrap_or(0).min(to.len() - 1) };
            char = to[index];
        }
        let squeezes = squeezed.is_some_and(|set| set.contains(&char) != squeeze_complement);
        if squeezes && last == Some(char) {
            return;
        }
        last = Some(char);
        new.push(char);
    });
    shell.print(&out)?;
    Ok(0)
}

/// The characters of a set: ranges, classes and escapes written out.
fn members(set: &str) -> Vec<char> {
    let mut plain: Vec<(char, bool)> = Vec::new();
    let mut members = Vec::new();
    let mut at = 0;
    while let Some(char) = set[at..].chars().next() {
        if let Some(rest) = set[at..].strip_prefix("[:")
            && let Some((class, _)) = rest.split_once(":]")
        {
            plain.extend((0..128_u8).map(char::from).filter(|c| in_class(class, *c)).map(|c| (c, true)));
            at += class.len() + 4;
            continue;
        }
        at += char.len_utf8();
        if char == '\\' {
            let mut escaped = String::new();
            let length = push_escape(&set[at..], false, &mut escaped);
            plain.extend(
                escaped
                    .trim_start_matches(if escaped.len() > 1 { "\\" } else { "" })
                    .chars()
                    .map(|c| (c, true)),
            );
            at += length;
            continue;
        }
        plain.push((char, false));
    }
    let mut index = 0;
    while index < plain.len() {
        let (char, _) = plain[index];
        match (plain.get(index + 1), plain.get(index + 2)) {
            (Some(('-', false)), Some((end, _))) if *end >= char => {
                members.extend((char..=*end).take(0x1000));
                index += 3;
            }
            _ => {
                members.push(char);
                index += 1;
            }
        }
    }
    members
}
