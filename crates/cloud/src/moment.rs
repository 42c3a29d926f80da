//! Points in time as the services write them. The only file that knows jiff.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize};

/// Seconds since 1970 began in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Moment(pub i64);

impl Moment {
    /// Reads a moment in any of the services' forms: Keystone's with a zone, the others' without one, which is UTC,
    /// with a `T` or a space, with fractions of a second or without seconds.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(Self(moment.as_second()));
        }
        let written =
            text.parse::<DateTime>().or_else(|_| DateTime::strptime("%Y-%m-%d %H:%M", text)).ok()?;
        TimeZone::UTC.to_timestamp(written).ok().map(|moment| Self(moment.as_second()))
    }

    /// Reads HTTP's form: `Tue, 01 Dec 2026 09:00:00 GMT`.
    pub(crate) fn of_header(text: &str) -> Option<Self> {
        rfc2822::parse(text.trim()).ok().map(|zoned| Self(zoned.timestamp().as_second()))
    }

    /// The form that Blazar takes, in UTC: `2026-12-01 09:00`.
    pub fn to_minute(self) -> String {
        self.written("%Y-%m-%d %H:%M")
    }

    fn written(self, form: &str) -> String {
        Timestamp::from_second(self.0).map(|moment| moment.strftime(form).to_string()).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Moment;

    #[test]
    fn every_form_of_the_services_is_read() {
        let rows = [
            ("2026-11-22T11:47:00.000000Z", Some(1_795_348_020)),
            ("2026-11-22T11:47:00Z", Some(1_795_348_020)),
            ("2026-11-22T11:47:00.000000", Some(1_795_348_020)),
            ("2026-11-22 11:47:47", Some(1_795_348_067)),
            ("2026-11-22 11:47", Some(1_795_348_020)),
            ("1970-01-01 00:00", Some(0)),
            ("2026-02-30 11:47", None),
            ("now", None),
            ("", None),
        ];
        for (text, seconds) in rows {
            assert_eq!(Moment::read(text).map(|moment| moment.0), seconds, "{text}");
        }
    }

    #[test]
    fn a_header_says_when() {
        let said = |text| Moment::of_header(text).map(|moment| moment.0);
        assert_eq!(said("Tue, 01 Dec 2026 12:00:00 GMT"), Some(1_796_126_400));
        assert_eq!((said("2026-12-01"), said("")), (None, None));
    }

    proptest! {
        #[test]
        fn minutes_come_back(minutes in -30_000_000_i64..130_000_000) {
            let moment = Moment(minutes * 60);
            prop_assert_eq!(Moment::read(&moment.to_minute()), Some(moment));
        }

        #[test]
        fn no_text_is_a_panic(text in "\\PC{0,40}") {
            let _ = Moment::read(&text);
        }
    }
}
