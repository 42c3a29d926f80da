//! A jq program as a tree.

use super::json::Json;
use crate::Text;

/// What turns one value into any number of others.
#[derive(Debug)]
pub(super) enum Filter {
    /// `.`
    Same,
    /// `..`
    Recurse,
    Value(Json),
    /// `"text \(filter)"`, each filter's value through a format.
    Text(Vec<Piece>, Option<&'static str>),
    /// `.name`, `.["name"]`, `.[0]`
    Index(Box<Filter>, Box<Filter>),
    /// `.[from:to]`
    Slice(Box<Filter>, Option<Box<Filter>>, Option<Box<Filter>>),
    /// `.[]`
    Each(Box<Filter>),
    /// `[filter]`
    Array(Option<Box<Filter>>),
    Object(Vec<(Filter, Filter)>),
    Negative(Box<Filter>),
    Pipe(Box<Filter>, Box<Filter>),
    Comma(Box<Filter>, Box<Filter>),
    /// Arithmetic, comparisons, `and`, `or`, `//`.
    Binary(&'static str, Box<Filter>, Box<Filter>),
    /// `=`, `|=`, `+=` and their kin.
    Update(&'static str, Box<Filter>, Box<Filter>),
    If(Box<Filter>, Box<Filter>, Box<Filter>),
    /// `filter?`, `try filter catch filter`
    Try(Box<Filter>, Option<Box<Filter>>),
    Variable(String),
    /// `source as $name | body`
    Bind(Box<Filter>, String, Box<Filter>),
    /// `reduce source as $name (start; step)`
    Reduce(Box<Filter>, String, Box<Filter>, Box<Filter>),
    Call(&'static str, Vec<Filter>),
    /// `@csv` and its kin.
    Format(&'static str),
}

/// A part of a string.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Text),
    Filter(Filter),
}

/// The functions, with the number of arguments they may have.
pub(super) const FUNCTIONS: [(&str, &[usize]); 68] = [
    ("add", &[0, 1]),
    ("all", &[0, 1]),
    ("any", &[0, 1]),
    ("arrays", &[0]),
    ("ascii_downcase", &[0]),
    ("ascii_upcase", &[0]),
    ("booleans", &[0]),
    ("ceil", &[0]),
    ("contains", &[1]),
    ("del", &[1]),
    ("empty", &[0]),
    ("endswith", &[1]),
    ("env", &[0]),
    ("error", &[0, 1]),
    ("first", &[0, 1]),
    ("flatten", &[0]),
    ("floor", &[0]),
    ("from_entries", &[0]),
    ("fromjson", &[0]),
    ("group_by", &[1]),
    ("gsub", &[2]),
    ("has", &[1]),
    ("in", &[1]),
    ("index", &[1]),
    ("inside", &[1]),
    ("isvalid", &[1]),
    ("iterables", &[0]),
    ("join", &[1]),
    ("keys", &[0]),
    ("keys_unsorted", &[0]),
    ("last", &[0, 1]),
    ("length", &[0]),
    ("limit", &[2]),
    ("ltrimstr", &[1]),
    ("map", &[1]),
    ("map_values", &[1]),
    ("max", &[0]),
    ("max_by", &[1]),
    ("min", &[0]),
    ("min_by", &[1]),
    ("not", &[0]),
    ("nth", &[1]),
    ("nulls", &[0]),
    ("numbers", &[0]),
    ("objects", &[0]),
    ("range", &[1, 2]),
    ("recurse", &[0]),
    ("reverse", &[0]),
    ("round", &[0]),
    ("rtrimstr", &[1]),
    ("scalars", &[0]),
    ("select", &[1]),
    ("sort", &[0]),
    ("sort_by", &[1]),
    ("split", &[1]),
    ("startswith", &[1]),
    ("strings", &[0]),
    ("sub", &[2]),
    ("test", &[1]),
    ("to_entries", &[0]),
    ("tojson", &[0]),
    ("tonumber", &[0]),
    ("tostring", &[0]),
    ("trim", &[0]),
    ("type", &[0]),
    ("unique", &[0]),
    ("unique_by", &[1]),
    ("with_entries", &[1]),
];

/// The formats.
pub(super) const FORMATS: [&str; 8] =
    ["@base64", "@base64d", "@csv", "@json", "@sh", "@text", "@tsv", "@uri"];
