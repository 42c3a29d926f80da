//! The versions of HOT, and the two of CloudFormation's format that Heat reads besides.

use std::fmt;

/// A version that Heat knows. Ordered by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemplateVersion {
    /// CloudFormation's format, as `AWSTemplateFormatVersion`.
    V2010_09_09,
    /// The same with some functions more and without conditions, as `HeatTemplateFormatVersion`.
    V2012_12_12,
    /// `2013-05-23`
    V2013_05_23,
    /// `2014-10-16`
    V2014_10_16,
    /// `2015-04-30`
    V2015_04_30,
    /// `2015-10-15`
    V2015_10_15,
    /// `2016-04-08`
    V2016_04_08,
    /// `2016-10-14`, `newton`
    V2016_10_14,
    /// `2017-02-24`, `ocata`
    V2017_02_24,
    /// `2017-09-01`, `pike`
    V2017_09_01,
    /// `2018-03-02`, `queens`
    V2018_03_02,
    /// `2018-08-31`, `rocky`
    V2018_08_31,
    /// `2021-04-16`, `wallaby`
    V2021_04_16,
}

use TemplateVersion::*;

/// Every version with its date and, since 2016, its name.
const VERSIONS: [(TemplateVersion, &str, Option<&str>); 13] = [
    (V2010_09_09, "2010-09-09", None),
    (V2012_12_12, "2012-12-12", None),
    (V2013_05_23, "2013-05-23", None),
    (V2014_10_16, "2014-10-16", None),
    (V2015_04_30, "2015-04-30", None),
    (V2015_10_15, "2015-10-15", None),
    (V2016_04_08, "2016-04-08", None),
    (V2016_10_14, "2016-10-14", Some("newton")),
    (V2017_02_24, "2017-02-24", Some("ocata")),
    (V2017_09_01, "2017-09-01", Some("pike")),
    (V2018_03_02, "2018-03-02", Some("queens")),
    (V2018_08_31, "2018-08-31", Some("rocky")),
    (V2021_04_16, "2021-04-16", Some("wallaby")),
];

impl TemplateVersion {
    /// The newest: what is assumed of a template that names none that Heat knows.
    pub const LATEST: Self = V2021_04_16;

    /// Whether it is a version of HOT.
    pub fn is_hot(self) -> bool {
        self >= V2013_05_23
    }

    /// Whether it has conditions.
    pub fn has_conditions(self) -> bool {
        self >= V2016_10_14 || self == V2010_09_09
    }

    /// The version of HOT of that date or name.
    pub fn find(text: &str) -> Option<Self> {
        let row = VERSIONS
            .iter()
            .filter(|(version, ..)| version.is_hot())
            .find(|(_, date, name)| *date == text || *name == Some(text));
        row.map(|(version, _, _)| *version)
    }

    /// All versions of HOT, oldest first.
    pub fn all() -> impl Iterator<Item = Self> {
        VERSIONS.iter().map(|(version, _, _)| *version).filter(|version| version.is_hot())
    }

    /// Its date, as a template writes it.
    pub fn date(self) -> &'static str {
        VERSIONS[self as usize].1
    }

    /// Its name, if it has one: `pike`.
    pub fn name(self) -> Option<&'static str> {
        VERSIONS[self as usize].2
    }
}

impl fmt::Display for TemplateVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_is_found_by_date_and_name() {
        for version in TemplateVersion::all() {
            assert_eq!(TemplateVersion::find(version.date()), Some(version));
            assert_eq!(version.name().map_or(Some(version), TemplateVersion::find), Some(version));
        }
        assert_eq!(TemplateVersion::find("pike"), Some(V2017_09_01));
        assert_eq!(TemplateVersion::find("stein"), None);
    }
}
