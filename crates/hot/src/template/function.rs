//! The functions of HOT and the versions that have them.

use crate::TemplateVersion;
use crate::TemplateVersion::*;
use crate::diagnostic::told;
use crate::nearest::{kinds, kinds_of_ascii, may_be_near, nearest};

/// A function of HOT, by its name in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Function(&'static str);

/// When a function came and went.
struct Row {
    name: &'static str,
    /// The first version that has it.
    since: TemplateVersion,
    /// The first version that refuses it.
    removed: Option<TemplateVersion>,
    /// The first version that knows nothing of it.
    until: Option<TemplateVersion>,
    /// A call as it should look, for people.
    usage: &'static str,
    /// Which letters its name has.
    kinds: u32,
}

const fn row(name: &'static str, since: TemplateVersion, usage: &'static str) -> Row {
    Row { name, since, removed: None, until: None, usage: told(usage), kinds: kinds_of_ascii(name) }
}

/// One of the functions that 2013-05-23 shares with CloudFormation's format.
const fn old(name: &'static str, removed: TemplateVersion, usage: &'static str) -> Row {
    Row { removed: Some(removed), ..row(name, V2010_09_09, usage) }
}

/// One of CloudFormation's own.
const fn foreign(name: &'static str, until: TemplateVersion, usage: &'static str) -> Row {
    Row { until: Some(until), ..row(name, V2010_09_09, usage) }
}

/// The functions of values: `functions` of each class in `heat/engine/hot/template.py`.
const FUNCTIONS: [Row; 33] = [
    row("get_param", V2013_05_23, "{ get_param: NAME } or { get_param: [NAME, KEY, …] }"),
    row("get_resource", V2013_05_23, "{ get_resource: RESOURCE }"),
    row("get_attr", V2013_05_23, "{ get_attr: [RESOURCE, ATTRIBUTE, KEY, …] }"),
    row("get_file", V2013_05_23, "{ get_file: PATH }"),
    row("resource_facade", V2013_05_23, "{ resource_facade: metadata }"),
    row("list_join", V2013_05_23, "{ list_join: [DELIMITER, LIST, …] }"),
    row("str_replace", V2013_05_23, "{ str_replace: { template: TEXT, params: MAP } }"),
    row("digest", V2015_04_30, "{ digest: [ALGORITHM, VALUE] }"),
    row("repeat", V2015_04_30, "{ repeat: { template: VALUE, for_each: MAP } }"),
    row("str_split", V2015_10_15, "{ str_split: [DELIMITER, TEXT, INDEX] }"),
    row("map_merge", V2016_04_08, "{ map_merge: [MAP, …] }"),
    row("yaql", V2016_10_14, "{ yaql: { expression: TEXT, data: MAP } }"),
    row("map_replace", V2016_10_14, "{ map_replace: [MAP, { keys: MAP, values: MAP }] }"),
    row("if", V2016_10_14, "{ if: [CONDITION, VALUE, OTHERWISE] }"),
    row("filter", V2017_02_24, "{ filter: [VALUES, LIST] }"),
    row("str_replace_strict", V2017_02_24, "{ str_replace_strict: { template: TEXT, params: MAP } }"),
    row("contains", V2017_09_01, "{ contains: [VALUE, SEQUENCE] }"),
    row("list_concat", V2017_09_01, "{ list_concat: [LIST, …] }"),
    row("list_concat_unique", V2017_09_01, "{ list_concat_unique: [LIST, …] }"),
    row("make_url", V2017_09_01, "{ make_url: { scheme: TEXT, host: TEXT, port: NUMBER, path: TEXT } }"),
    row("str_replace_vstrict", V2017_09_01, "{ str_replace_vstrict: { template: TEXT, params: MAP } }"),
    old("Ref", V2014_10_16, "get_param or get_resource"),
    old("Fn::Base64", V2014_10_16, "the text itself"),
    old("Fn::GetAZs", V2014_10_16, "a parameter"),
    old("Fn::Join", V2014_10_16, "list_join"),
    old("Fn::MemberListToMap", V2014_10_16, "a map"),
    old("Fn::Replace", V2014_10_16, "str_replace"),
    old("Fn::ResourceFacade", V2014_10_16, "resource_facade"),
    old("Fn::Split", V2014_10_16, "str_split"),
    old("Fn::Select", V2015_10_15, "a path in get_attr or get_param"),
    foreign("Fn::GetAtt", V2013_05_23, "{ Fn::GetAtt: [RESOURCE, ATTRIBUTE] }"),
    foreign("Fn::FindInMap", V2013_05_23, "{ Fn::FindInMap: [MAPPING, KEY, KEY] }"),
    foreign("Fn::If", V2012_12_12, "{ Fn::If: [CONDITION, VALUE, OTHERWISE] }"),
];

/// The functions of conditions: `condition_functions` of each class.
const CONDITION_FUNCTIONS: [Row; 13] = [
    row("get_param", V2016_10_14, "{ get_param: NAME }"),
    row("equals", V2016_10_14, "{ equals: [VALUE, VALUE] }"),
    row("not", V2016_10_14, "{ not: CONDITION }"),
    row("and", V2016_10_14, "{ and: [CONDITION, CONDITION, …] }"),
    row("or", V2016_10_14, "{ or: [CONDITION, CONDITION, …] }"),
    row("contains", V2017_09_01, "{ contains: [VALUE, SEQUENCE] }"),
    row("yaql", V2017_09_01, "{ yaql: { expression: TEXT, data: MAP } }"),
    foreign("Fn::Equals", V2012_12_12, "{ Fn::Equals: [VALUE, VALUE] }"),
    foreign("Ref", V2012_12_12, "{ Ref: PARAMETER }"),
    foreign("Fn::FindInMap", V2012_12_12, "{ Fn::FindInMap: [MAPPING, KEY, KEY] }"),
    foreign("Fn::Not", V2012_12_12, "{ Fn::Not: [CONDITION] }"),
    foreign("Fn::And", V2012_12_12, "{ Fn::And: [CONDITION, CONDITION, …] }"),
    foreign("Fn::Or", V2012_12_12, "{ Fn::Or: [CONDITION, CONDITION, …] }"),
];

impl Row {
    fn is_in(&self, version: TemplateVersion) -> bool {
        let before = |end: Option<TemplateVersion>| end.is_none_or(|end| version < end);
        self.since <= version && before(self.removed) && before(self.until)
    }
}

impl Function {
    /// The function of that name in that version, where a template's values stand.
    pub fn find(name: &str, version: TemplateVersion) -> Option<Self> {
        find(&FUNCTIONS, name, version)
    }

    /// The function of that name in that version, where a condition stands: the `conditions` section, `condition` of a
    /// resource or an output, the first argument of `if`.
    pub fn find_condition(name: &str, version: TemplateVersion) -> Option<Self> {
        find(&CONDITION_FUNCTIONS, name, version)
    }

    /// The functions of a version, where values stand.
    pub fn all(version: TemplateVersion) -> impl Iterator<Item = Self> {
        FUNCTIONS.iter().filter(move |row| row.is_in(version)).map(|row| Self(row.name))
    }

    /// The name of the function that a misspelt one means. Short words that are no functions are keys like any other.
    pub(crate) fn meant_by(name: &str, version: TemplateVersion) -> Option<&'static str> {
        let kinds = kinds(name);
        let may_be = |row: &&Row| row.name.len() > 4 && may_be_near(kinds, row.kinds) && row.is_in(version);
        nearest(name, FUNCTIONS.iter().filter(may_be).map(|row| row.name))
    }

    /// The functions of a version, where conditions stand.
    pub fn all_condition(version: TemplateVersion) -> impl Iterator<Item = Self> {
        CONDITION_FUNCTIONS.iter().filter(move |row| row.is_in(version)).map(|row| Self(row.name))
    }

    /// The first version that has a function of that name, where values stand.
    pub fn since(name: &str) -> Option<TemplateVersion> {
        FUNCTIONS
            .iter()
            .find(|row| row.name == name && row.removed.is_none() && row.until.is_none())
            .map(|row| row.since)
    }

    /// What took the place of a function that the version refuses.
    pub fn removed(name: &str, version: TemplateVersion) -> Option<&'static str> {
        let gone = |row: &&Row| row.name == name && row.removed.is_some_and(|removed| removed <= version);
        FUNCTIONS.iter().find(gone).map(|row| row.usage)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// How a call looks.
    pub fn usage(self) -> &'static str {
        let rows = FUNCTIONS.iter().chain(&CONDITION_FUNCTIONS);
        rows.into_iter().find(|row| row.name == self.0).map_or("", |row| row.usage)
    }
}

fn find(table: &'static [Row], name: &str, version: TemplateVersion) -> Option<Function> {
    table.iter().find(|row| row.name == name && row.is_in(version)).map(|row| Function(row.name))
}
