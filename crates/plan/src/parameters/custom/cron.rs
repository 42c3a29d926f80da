//! `cron_expression` (Heat: croniter).

use super::Fault;

/// The fields of an expression: name, least and greatest number, and the words that stand for numbers.
const FIELDS: [(&str, u32, u32, &str); 7] = [
    ("minute", 0, 59, ""),
    ("hour", 0, 23, ""),
    ("day", 1, 31, ""),
    ("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    ("day of the week", 0, 7, "sun mon tue wed thu fri sat"),
    ("second", 0, 59, ""),
    ("year", 1970, 2099, ""),
];

/// Whole expressions that have a name.
const NAMES: [&str; 7] = ["@midnight", "@hourly", "@daily", "@weekly", "@monthly", "@yearly", "@annually"];

/// Whether croniter takes it.
pub(super) fn expression(text: &str) -> Result<(), Fault> {
    let text = text.to_ascii_lowercase();
    if NAMES.contains(&text.trim()) {
        return Ok(());
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    if !(5..=7).contains(&fields.len()) {
        return Err(format!("it has {} fields, and cron's have 5", fields.len()));
    }
    for (index, field) in fields.into_iter().enumerate() {
        if let Some(part) = field.split(',').find(|part| !is_part(part, index)) {
            return Err(format!("`{part}` is no {}", FIELDS[index].0));
        }
    }
    Ok(())
}

/// One of the parts of a field that commas part.
fn is_part(part: &str, index: usize) -> bool {
    let (_, least, greatest, words) = FIELDS[index];
    let (days, weekdays) = (index == 2, index == 4);
    // A random place, which croniter takes anywhere.
    if part.starts_with('r') && part.len() == 1 {
        return true;
    }
    let (part, step) = match part.split_once('/') {
        Some((part, step)) => (part, Some(step)),
        None => (part, None),
    };
    if step.is_some_and(|step| {
        !step.bytes().all(|byte| byte.is_ascii_digit()) || step.trim_start_matches('0').is_empty()
    }) {
        return false;
    }
    let word = |text: &str| {
        let at = words.split(' ').position(|word| word == text && !text.is_empty())?;
        Some(at as u32 + least)
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = if digits { text.parse().ok() } else { word(text) };
        // The last day of a month.
        let value = value.or((days && text == "l").then_some(greatest))?;
        (least..=greatest).contains(&value).then_some(value)
    };
    if part == "*" || part == "?" && (days || weekdays) {
        return true;
    }
    if weekdays {
        if let Some((day, week)) = part.split_once('#') {
            return number(day).is_some() && ["1", "2", "3", "4", "5"].contains(&week);
        }
        if let Some(day) = part.strip_prefix('l') {
            return number(day).is_some();
        }
    }
    match part.split_once('-') {
        Some((first, last)) => number(first).is_some() && number(last).is_some(),
        None => number(part).is_some(),
    }
}
