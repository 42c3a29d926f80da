//! Moments and time zones (Heat: oslo's timeutils over iso8601, Python's zoneinfo).

use hotplate_hot::nearest;

use super::Fault;

/// The year in which this was written: what is before it is over.
const THIS_YEAR: u32 = 2026;

/// `iso_8601`
pub(super) fn moment(text: &str) -> Result<(), Fault> {
    year(text)
        .map(drop)
        .ok_or_else(|| "it is not a time as ISO 8601 writes it, such as `2030-01-31T12:00:00Z`".to_owned())
}

/// `expiration`: there is no clock here, so only what is long over is refused.
pub(super) fn expiration(text: &str) -> Result<(), Fault> {
    moment(text.trim())?;
    match year(text.trim()) {
        Some(year) if year < THIS_YEAR => Err("that is over".to_owned()),
        _ => Ok(()),
    }
}

/// The year of a moment, if the text is one.
fn year(text: &str) -> Option<u32> {
    let mut rest = text;
    let year = digits(&mut rest, 4, 4)?;
    let (mut month, mut day) = (1, 1);
    if !rest.is_empty() {
        let dashed = rest.starts_with('-');
        month = part(&mut rest, dashed)?;
        // `YYYYMM` could as well be something else.
        if rest.is_empty() && !dashed {
            return None;
        }
        if !rest.is_empty() {
            let dashed = rest.starts_with('-');
            day = part(&mut rest, dashed)?;
        }
        if let Some(behind) = rest.strip_prefix([' ', 'T']) {
            rest = behind;
            clock(&mut rest)?;
        }
    }
    let days = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (rest.is_empty() && year > 0 && (1..=12).contains(&month) && (1..=days).contains(&day)).then_some(year)
}

fn part(rest: &mut &str, dashed: bool) -> Option<u32> {
    if dashed {
        *rest = &rest[1..];
    }
    digits(rest, if dashed { 1 } else { 2 }, 2)
}

/// Hour, minute, second, fraction and zone, of which only the hour must be there.
fn clock(rest: &mut &str) -> Option<()> {
    let hour = digits(rest, 2, 2)?;
    let (mut minute, mut second) = (0, 0);
    if let Some(value) = behind_colon(rest, 2) {
        minute = value;
        if let Some(value) = behind_colon(rest, 1) {
            second = value;
            if let Some(mut fraction) = rest.strip_prefix(['.', ',']) {
                digits(&mut fraction, 1, usize::MAX)?;
                *rest = fraction;
            }
        }
    }
    if let Some(behind) = rest.strip_prefix('Z') {
        *rest = behind;
    } else if let Some(mut zone) = rest.strip_prefix(['+', '-']) {
        let hours = digits(&mut zone, 2, 2)?;
        let minutes = behind_colon(&mut zone, 2).unwrap_or(0);
        *rest = zone.strip_prefix(':').unwrap_or(zone);
        if hours * 60 + minutes >= 24 * 60 {
            return None;
        }
    }
    (hour < 24 && minute < 60 && second < 60).then_some(())
}

/// Digits, which a colon may stand before; nothing is taken if they are not there.
fn behind_colon(rest: &mut &str, least: usize) -> Option<u32> {
    let mut behind = rest.strip_prefix(':').unwrap_or(rest);
    let value = digits(&mut behind, least, 2)?;
    *rest = behind;
    Some(value)
}

fn digits(rest: &mut &str, least: usize, most: usize) -> Option<u32> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at_checked(count).filter(|_| count >= least)?;
    *rest = behind;
    // A fraction may have more digits than a number; only whether they are digits counts there.
    Some(number.parse().unwrap_or(0))
}

/// The names of the time zone database, region by region; those outside all regions behind a dash.
const ZONES: &str = include_str!("zones.txt");

/// `timezone`. The engine looks where its own system has the database, which may have the older forms beside it.
pub(super) fn zone(text: &str) -> Result<(), Fault> {
    let name = text.strip_prefix("posix/").or(text.strip_prefix("right/")).unwrap_or(text);
    let (region, place) = match name.rsplit_once('/') {
        Some(("-", _)) => return Err(UNKNOWN.to_owned()),
        Some(both) => both,
        None => ("-", name),
    };
    let places = ZONES.lines().find_map(|line| line.strip_prefix(region)?.strip_prefix(' '));
    match places {
        Some(places) if places.split(' ').any(|known| known == place) => Ok(()),
        Some(places) => Err(match nearest(place, places.split(' ')) {
            Some(meant) if region != "-" => {
                format!("there is no such time zone: `{region}/{meant}` is meant")
            }
            _ => UNKNOWN.to_owned(),
        }),
        None => Err(UNKNOWN.to_owned()),
    }
}

const UNKNOWN: &str = "there is no such time zone; they are named as `Europe/Berlin`";
