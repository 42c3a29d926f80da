//! The text form of a catalog: facts, a line each, made by `catalog/generate.py` and `catalog/facts.py`.
//!
//! ```text
//! OS::Heat::ResourceGroup ?          a type; ? any attribute, * any property, & Snapshot policy, ~ deprecated, - hidden
//!  count i^ =1 range:0..             a property: kind and flags; default; constraints
//!  removal_policies l^ =[]
//!   * m                              one deeper: the items of a list, or the keys of a map
//!    resource_list l =[]
//!  %rolling_update m                 an update policy
//!  @refs l                           an attribute
//!  /networks any port subnet         what the type asks of its properties beyond that: see `catalog/rules.txt`
//! +OS::Quantum* OS::Neutron*         a name that stands for another; alone, a type of which nothing else is said
//! !nova.flavor                       a custom constraint
//! =2023.1                            from here: what is otherwise in that release
//! -OS::Aodh::PrometheusAlarm         a type, or with ! a custom constraint, that it does not have
//! ```
//!
//! A `*` at the end of a name stands for anything. Flags of a property: `!` required, `^` updated in place, `$` a text
//! will do for a list, and a list or a text for a map, `#` there but refused, `'` looked at by
//! the type's class, `"` whose value decides there, `~` and `-` as of types.
//!
//! Kinds are the first letters of string, number, integer, boolean, list, map and any. Words are parted by spaces, items
//! of lists by commas; a space, comma or percent sign inside is `%` and its two hexadecimal digits.

use crate::decimal::read_float;
use crate::{
    AttributeSchema, Constraint, IndexMap, Map, PropertySchema, ResourceType, ResourceTypeName, Rule,
    SupportStatus, Value, ValueKind,
};

/// Reads the lines of one type. What cannot be read is left out.
pub(crate) fn read_type(text: &str) -> ResourceType {
    let mut lines = text.lines().peekable();
    let header = lines.next().unwrap_or_default();
    let (name, flags) = header.split_once(' ').unwrap_or((header, ""));
    let mut read = ResourceType {
        name: ResourceTypeName::new(name),
        status: status(flags),
        properties: IndexMap::default(),
        update_policy: IndexMap::default(),
        attributes: IndexMap::default(),
        rules: Vec::new(),
        any_attribute: flags.contains(['?', '*']),
        any_property: flags.contains('*'),
        snapshot: flags.contains('&'),
    };
    while let Some(line) = lines.next() {
        let (name, rest) = line.trim_start().split_once(' ').unwrap_or_default();
        if let Some(name) = name.strip_prefix('@') {
            let attribute = AttributeSchema { kind: kind(rest), status: status(rest) };
            read.attributes.insert(name.to_owned(), attribute);
            continue;
        }
        if name.starts_with('/') {
            let rule = line.trim_start().strip_prefix('/');
            read.rules.extend(rule.map(|rule| rule.split(' ').map(str::to_owned).collect()));
            continue;
        }
        let schema = read_schema(rest, 1, &mut lines);
        match name.strip_prefix('%') {
            Some(name) => read.update_policy.insert(name.to_owned(), schema),
            None => read.properties.insert(name.to_owned(), schema),
        };
    }
    read
}

type Lines<'a> = std::iter::Peekable<std::str::Lines<'a>>;

/// Reads a property behind its name, and what stands deeper below it.
fn read_schema(text: &str, depth: usize, lines: &mut Lines<'_>) -> PropertySchema {
    let mut words = text.split(' ');
    let flags = words.next().unwrap_or_default();
    let kind = kind(flags);
    let mut schema = PropertySchema {
        kind,
        required: flags.contains('!'),
        update_allowed: flags.contains('^'),
        convertible: flags.contains('$'),
        implemented: !flags.contains('#'),
        looked_at: flags.contains('\''),
        decisive: flags.contains('"'),
        status: status(flags),
        default: None,
        constraints: Vec::new(),
        schema: IndexMap::default(),
    };
    for word in words {
        match word.strip_prefix('=') {
            Some(default) => schema.default = Some(value(default, kind)),
            None => schema.constraints.extend(
                word.split_once(':')
                    .and_then(|(name, rule)| read_rule(name, rule, kind))
                    .map(|rule| Constraint { rule, description: None }),
            ),
        }
    }
    let deeper = |line: &&str| line.len() - line.trim_start().len() > depth;
    while let Some(line) = lines.next_if(deeper) {
        let (name, rest) = line.trim_start().split_once(' ').unwrap_or_default();
        let nested = read_schema(rest, line.len() - line.trim_start().len(), lines);
        schema.schema.insert(name.to_owned(), nested);
    }
    schema
}

fn read_rule(name: &str, rule: &str, kind: ValueKind) -> Option<Rule> {
    Some(match name {
        "in" => Rule::AllowedValues(rule.split(',').flat_map(|word| values(word, kind)).collect()),
        "like" => Rule::AllowedPattern(unescape(rule)),
        "is" => Rule::Custom(rule.to_owned()),
        "range" => {
            let (min, max) = rule.split_once("..")?;
            Rule::Range { min: read_float(min), max: read_float(max) }
        }
        "length" => {
            let (min, max) = rule.split_once("..")?;
            Rule::Length { min: min.parse().ok(), max: max.parse().ok() }
        }
        "modulo" => {
            let (step, offset) = rule.split_once("..")?;
            Rule::Modulo { step: step.parse().ok()?, offset: offset.parse().ok()? }
        }
        _ => return None,
    })
}

/// A word of a list of values: one value, or whole numbers as `first..last`.
fn values(word: &str, kind: ValueKind) -> Vec<Value> {
    let numbers = word
        .split_once("..")
        .and_then(|(first, last)| Some((first.parse::<u8>().ok()?, last.parse::<u8>().ok()?)));
    match numbers {
        Some((first, last)) => (first..=last).map(|number| scalar(&number.to_string(), kind)).collect(),
        None => vec![scalar(word, kind)],
    }
}

fn value(word: &str, kind: ValueKind) -> Value {
    match word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
        Some("") => Value::List(Vec::new()),
        Some(items) => Value::List(items.split(',').map(|item| scalar(item, ValueKind::String)).collect()),
        None if word == "{}" => Value::Map(Map::new()),
        None => scalar(word, kind),
    }
}

fn scalar(word: &str, kind: ValueKind) -> Value {
    let text = || Value::from(unescape(word));
    match kind {
        ValueKind::Boolean => Value::Bool(word == "true"),
        ValueKind::Integer | ValueKind::Number => {
            let float = || read_float(word).map(Value::Float);
            word.parse().map(Value::Int).ok().or_else(float).unwrap_or_else(text)
        }
        ValueKind::Any | ValueKind::String | ValueKind::List | ValueKind::Map => text(),
    }
}

fn unescape(word: &str) -> String {
    let mut pieces = word.split('%');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2).unwrap_or(("", piece));
        text.extend(u8::from_str_radix(code, 16).map(char::from));
        text.push_str(rest);
    }
    text
}

fn kind(flags: &str) -> ValueKind {
    match flags.as_bytes().first() {
        Some(b's') => ValueKind::String,
        Some(b'n') => ValueKind::Number,
        Some(b'i') => ValueKind::Integer,
        Some(b'b') => ValueKind::Boolean,
        Some(b'l') => ValueKind::List,
        Some(b'm') => ValueKind::Map,
        _ => ValueKind::Any,
    }
}

fn status(flags: &str) -> SupportStatus {
    match flags {
        flags if flags.contains('~') => SupportStatus::Deprecated,
        flags if flags.contains('-') => SupportStatus::Hidden,
        _ => SupportStatus::Supported,
    }
}
