//! Addresses, subnets and names (Heat: neutron-lib's validators, `common/netutils.py`).

use super::Fault;

/// `ip_addr`
pub(super) fn address(text: &str) -> Result<(), Fault> {
    let fits = if text.contains(':') { is_six(text) } else { is_four(text) };
    if fits { Ok(()) } else { Err("it is not an IP address".to_owned()) }
}

/// Four numbers up to 255, none with a zero before it.
fn is_four(text: &str) -> bool {
    let is_number = |part: &str| {
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (part == "0" || !part.starts_with('0')) && part.parse::<u8>().is_ok()
    };
    text.split('.').all(is_number) && text.split('.').count() == 4
}

/// Eight groups of up to four digits, of which one `::` leaves some out; the last two may be written in the old way.
fn is_six(text: &str) -> bool {
    let (head, tail) = match text.split_once("::") {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    };
    // How many groups, the old way only at the very end.
    let groups = |text: &str, last: bool| {
        let mut parts = text.split(':').peekable();
        let mut count = 0;
        while let Some(part) = parts.next().filter(|_| !text.is_empty()) {
            let hexadecimal =
                (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            count += match hexadecimal {
                true => 1,
                false if last && parts.peek().is_none() && is_four(part) => 2,
                false => return None,
            };
        }
        Some(count)
    };
    match (groups(head, tail.is_none()), tail.map(|tail| groups(tail, true))) {
        (Some(count), None) => count == 8,
        (Some(before), Some(Some(after))) => before + after < 8,
        _ => false,
    }
}

/// `net_cidr`
pub(super) fn subnet(text: &str) -> Result<(), Fault> {
    let wrong = || Err("it is not a subnet, such as `10.0.0.0/24`".to_owned());
    let Some((base, prefix)) = text.split_once('/') else { return wrong() };
    if address(base).is_err() || prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong();
    }
    let six = base.contains(':');
    // The old protocol's must be written as netaddr writes it.
    let plain = six || prefix == "0" || !prefix.starts_with('0');
    match prefix.parse::<u32>() {
        Ok(bits) if plain && bits <= if six { 128 } else { 32 } => Ok(()),
        _ => wrong(),
    }
}

/// `ip_or_cidr`
pub(super) fn address_or_subnet(text: &str) -> Result<(), Fault> {
    if text.contains('/') { subnet(text) } else { address(text) }
}

/// Ways to write a MAC address: groups, what parts them, and the least and most digits of each.
const MACS: [(usize, &[char], usize, usize); 4] =
    [(6, &[':', '-'], 1, 2), (3, &[':', '-', '.'], 1, 4), (2, &['-', ':'], 5, 6), (1, &[':'], 11, 12)];

/// `mac_addr`
pub(super) fn mac(text: &str) -> Result<(), Fault> {
    let written = |&(groups, signs, least, most): &(usize, &[char], usize, usize)| {
        signs.iter().any(|&sign| {
            let mut count = 0;
            let fits = text.split(sign).all(|group| {
                count += 1;
                (least..=most).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit())
            });
            fits && count == groups
        })
    };
    if MACS.iter().any(written) { Ok(()) } else { Err("it is not a MAC address".to_owned()) }
}

/// The longest name with its domain.
const LONGEST: usize = 255;

/// `dns_name`
pub(super) fn name(text: &str) -> Result<(), Fault> {
    let trimmed = text.strip_suffix('.').unwrap_or(text);
    if trimmed.chars().count() > LONGEST {
        return Err(format!("it is longer than {LONGEST} characters"));
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if let Some(label) = trimmed.split('.').find(|label| !is_label(label)) {
        return Err(format!(
            "`{label}` is not a label: 1 to 63 lower-case letters, digits and hyphens, none of these at an end"
        ));
    }
    let last = trimmed.rsplit('.').next().unwrap_or_default();
    if text.ends_with('.') && trimmed.contains('.') && last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("its top level is a number".to_owned());
    }
    Ok(())
}

/// `rel_dns_name`
pub(super) fn relative_name(text: &str) -> Result<(), Fault> {
    if text.ends_with('.') {
        return Err("it ends in a dot, and should be relative to its domain".to_owned());
    }
    if text.chars().count() > LONGEST - 3 {
        return Err("it leaves no room for the name of a domain".to_owned());
    }
    name(text)
}

/// `dns_domain`
pub(super) fn domain(text: &str) -> Result<(), Fault> {
    name(text)?;
    if text.ends_with('.') { Ok(()) } else { Err("the name of a domain must end in a dot".to_owned()) }
}
