//! What the properties of a type ask of each other.

use std::borrow::Cow;

use hotplate_hot::{Diagnostic, Part, Path, Place, Refusal, Step, Template, codes, is_misspelt};
use hotplate_schema::{IndexMap, Key, PropertySchema, Value};

use super::convert::convert;
use super::view::View;
use crate::Resolved;
use crate::parameters::as_float;

/// Properties, or one item of a property, and where they stand.
pub(super) struct Site<'a> {
    pub(super) given: View<'a>,
    /// What of that is otherwise to Heat before anything exists.
    pub(super) seen: &'a [(&'a Key, Resolved)],
    pub(super) schemas: &'a IndexMap<String, PropertySchema>,
    pub(super) at: &'a Path,
    /// Whether what seems missing may only be unread.
    pub(super) partial: bool,
    /// Whether it is said of names that there are not.
    pub(super) named: bool,
    /// The template whose resources stand beside it; none beside what a group repeats.
    pub(super) template: Option<&'a Template>,
}

impl<'a> Site<'a> {
    /// What is given for a name, or for the older name behind its `|`.
    pub(super) fn get(&self, names: &str) -> Option<View<'a>> {
        names.split('|').find_map(|name| {
            let seen = self.seen.iter().find(|(key, _)| key.as_str() == Some(name));
            seen.map(|(_, value)| View::of(value)).or_else(|| self.given.get(name))
        })
    }

    /// Whether it is given. By its older name an item may also have what is not there yet, and then it has nothing.
    fn is_given(&self, names: &str) -> bool {
        let is_item = matches!(self.at.steps(), [.., Step::Index(_)]);
        self.get(names).is_some_and(|view| {
            let is_old = is_item && self.given.get(plain(names)).is_none();
            !is_old || view.whole().is_some_and(|value| *value != Value::Null)
        })
    }

    /// Whether it is given, and not as what is empty or false.
    pub(super) fn has(&self, names: &str) -> bool {
        self.get(names).is_some_and(|view| !view.is_empty())
    }

    /// Whether it stands there under a name that there is not, of which it is said what it seems to mean.
    pub(super) fn is_misspelt(&self, name: &str) -> bool {
        self.named && is_misspelt(name, self.given.names(), self.schemas)
    }

    fn is_zero(&self, names: &str) -> bool {
        self.get(names).and_then(View::whole) == Some(&Value::Int(0))
    }

    /// Its value as the property has it, or its default; `None` if it is not known.
    pub(super) fn value(&self, names: &str) -> Option<Cow<'a, Value>> {
        let schema = self.schemas.get(plain(names))?;
        let given = self.get(names).unwrap_or(View::Whole(&Value::Null));
        convert(given, schema).unwrap_or_else(|_| given.whole().map(Cow::Borrowed))
    }

    /// The same as text.
    pub(super) fn word(&self, names: &str) -> Option<String> {
        self.value(names).map(|value| value.python_str())
    }

    /// A fault of one of these properties.
    pub(super) fn fault(&self, names: &str, message: &str, help: &str) -> Diagnostic {
        let name = signed(names).0.split('|').find(|name| self.given.get(name).is_some());
        let place = match (name, self.at.steps()) {
            (Some(name), _) => Place::Path(self.at.key(name), Part::Key),
            (None, [.., Step::Index(_)]) => Place::Path(self.at.clone(), Part::Value),
            // What is not there is missed where its resource is named.
            (None, _) => {
                let mut at = self.at.clone();
                at.pop();
                Place::Path(at, Part::Key)
            }
        };
        let diagnostic = Diagnostic::error(codes::CONFLICTING_PROPERTIES, place, message);
        diagnostic.help(help).refused_by(Refusal::Create)
    }
}

/// What is wrong, if a rule is not met; the catalog's `rules.txt` says what each asks.
pub(super) fn broken(rule: &str, words: &[String], site: &Site<'_>) -> Option<Diagnostic> {
    let (rule, of_all) = signed(rule);
    // Whether it is given, where the rule says what it thinks of what is empty.
    let stands = |names: &str| {
        let (names, counts) = signed(names);
        let counts = counts.or(of_all)?;
        Some(if counts { site.get(names).is_some() } else { site.has(names) })
    };
    if rule == "any" {
        let is_met = |names: &String| {
            stands(names).unwrap_or_else(|| site.is_given(names)) || site.is_misspelt(plain(names))
        };
        if site.partial || words.iter().any(is_met) {
            return None;
        }
        let names: Vec<&str> = words.iter().map(|names| plain(names)).collect();
        let one_of = if names.len() > 1 { "one of `" } else { "`" };
        let message = [one_of, &names.join("`, `"), "` is needed here"].concat();
        // One that is given is empty: now, or to Heat until what it reads exists.
        let given = names.iter().find(|name| site.given.get(name).is_some()).copied();
        let is_later = given.is_some_and(|name| site.seen.iter().any(|(key, _)| key.as_str() == Some(name)));
        let help = match given {
            Some(_) if is_later => {
                "to Heat this is empty until other resources exist: give it what is known before"
            }
            Some(_) => "give it a value",
            None => "add it",
        };
        return Some(site.fault(given.unwrap_or_default(), &message, help));
    }
    let [a, b, values @ ..] = words else { return None };
    let (first, second) = (plain(a), plain(b));
    let has = |names| stands(names).unwrap_or_else(|| site.has(names));
    let is_there = |names| stands(names).unwrap_or_else(|| site.get(names).is_some());
    let has_value = || site.word(b).filter(|word| values.contains(word));
    let say = |pieces: &[&str], at: &str, help: &str| Some(site.fault(at, &pieces.concat(), help));
    match rule {
        "apart" if has(a) && has(b) => {
            say(&["`", first, "` and `", second, "` cannot stand together"], b, "take one of them away")
        }
        "needs" if is_there(a) && !is_there(b) && !site.partial && !site.is_misspelt(second) => {
            say(&["`", first, "` needs `", second, "`"], a, "add it, or take this away")
        }
        "only"
            if stands(a).unwrap_or_else(|| site.has(a) || site.is_zero(a))
                && site.word(b).is_some()
                && has_value().is_none() =>
        {
            let values = values.join("` or `");
            say(
                &["`", first, "` is only for `", second, ": ", &values, "`"],
                a,
                "take it away, or change the other",
            )
        }
        "never" if has(a) => {
            let value = has_value()?;
            say(
                &["`", first, "` is not for `", second, ": ", &value, "`"],
                a,
                "take it away, or change the other",
            )
        }
        "for" if !has(a) && !site.partial && !site.is_misspelt(first) => {
            let value = has_value()?;
            say(&["`", second, ": ", &value, "` needs `", first, "`"], b, "add it")
        }
        "order" if stands(a) != Some(false) && stands(b) != Some(false) => {
            let number = |names| site.get(names).and_then(|_| as_float(&*site.value(names)?));
            if number(a)? <= number(b)? {
                return None;
            }
            let (low, high) = (site.word(a)?, site.word(b)?);
            say(&["`", a, "` (", &low, ") is greater than `", b, "` (", &high, ")"], a, "change one of them")
        }
        "same" if site.has(a) && site.has(b) && site.word(a)? != site.word(b)? => {
            say(&["`", first, "` and `", second, "` must have the same value"], b, "change one of them")
        }
        _ => None,
    }
}

/// The name itself, without the older one and what is said of emptiness.
fn plain(names: &str) -> &str {
    signed(names).0.split('|').next().unwrap_or(names)
}

/// A word of a rule, and whether what is empty counts as given to it, if it says so.
fn signed(word: &str) -> (&str, Option<bool>) {
    match (word.strip_suffix('+'), word.strip_suffix('-')) {
        (Some(word), _) => (word, Some(true)),
        (_, Some(word)) => (word, Some(false)),
        _ => (word, None),
    }
}

/// Python's truth.
pub(super) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        // As a property of kind boolean.
        Value::String(text) => !text.is_empty() && !text.eq_ignore_ascii_case("false"),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
    }
}
