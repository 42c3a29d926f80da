//! The versions of HOT.

/// A version that Heat knows. Ordered by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemplateVersion {
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
