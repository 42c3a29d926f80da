//! Everywhere that a parameter, a resource, a condition or an output is named, and what another name changes.

use std::collections::BTreeSet;

use super::reference::{Reference, at};
use crate::document::prefix;
use crate::{Document, Edit, Node, NodeKind, Part, Path, Place, Reading, Source, Span, Step, parse};

/// A thing of the template by its section and name, with the places that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrences {
    /// The section that defines it.
    pub section: &'static str,
    /// Its name.
    pub name: String,
    /// Its key where it is defined, if it is.
    pub definition: Option<Span>,
    /// Where it is referred to, in the order of the text.
    pub uses: Vec<Span>,
}

/// The places that name what a byte stands on, be it a definition or a reference.
pub fn occurrences(reading: &Reading, byte: u32) -> Option<Occurrences> {
    let document = &reading.document;
    let path = document.path_at(byte);
    let (section, name) = named(&path, document)?;
    // Beside a value, or behind a definition's key, the byte stands on no name.
    let part = if path.steps().len() == 2 && at(&path, document).is_none() { Part::Key } else { Part::Value };
    let here = document.span(&Place::Path(path.clone(), part));
    if byte < here.start || here.end < byte {
        return None;
    }
    let definition = Path::keys([section, &name]);
    let definition = document.node(&definition).map(|_| document.span(&Place::Path(definition, Part::Key)));
    let definition = definition.map(|span| content(span, document));
    let mut search = Search { document, section, name: &name, seen: BTreeSet::new(), uses: BTreeSet::new() };
    if let Some(root) = document.root() {
        search.walk(root, &mut Path::root());
    }
    let uses = search.uses.into_iter().collect();
    Some(Occurrences { section, name, definition, uses })
}

/// The edits that give what a byte stands on another name everywhere, or why that cannot be.
pub fn rename(reading: &Reading, byte: u32, new: &str) -> Result<Vec<Edit>, String> {
    let Some(found) = occurrences(reading, byte) else {
        return Err("nothing that has a name in this template stands here".to_owned());
    };
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if new.is_empty() || !new.chars().all(sign) {
        return Err(format!("`{new}` cannot be a name: use letters, digits, `_`, `-` and `.`"));
    }
    // Heat takes no name for a parameter and a resource at once (stack.py, `validate`).
    let sections = match found.section {
        "parameters" | "resources" => vec!["parameters", "resources"],
        section => vec![section],
    };
    let is_taken = |section: &&str| reading.document.node(&Path::keys([*section, new])).is_some();
    if let Some(section) = sections.into_iter().find(is_taken).filter(|_| new != found.name) {
        return Err(format!("`{new}` is there already, in `{section}`"));
    }
    let text = written(new);
    let places = found.definition.into_iter().chain(found.uses);
    Ok(places.map(|span| Edit { place: Place::Span(span), text: text.clone() }).collect())
}

/// The part of a span that says a name, behind anchor and tag.
fn content(span: Span, document: &Document) -> Span {
    Span { start: span.start + prefix(document.slice(span)) as u32, ..span }
}

/// A name as YAML reads it back: in quotes where it would be a number or a truth without.
fn written(name: &str) -> String {
    let read = parse(&Source::new("", name)).value;
    let plain = read.root().and_then(|root| root.as_str()) == Some(name);
    if plain { name.to_owned() } else { ["'", name, "'"].concat() }
}

/// The section and the name of what a path defines or refers to.
fn named(path: &Path, document: &Document) -> Option<(&'static str, String)> {
    match at(path, document) {
        Some(Reference::Parameter(name)) => return Some(("parameters", name)),
        Some(Reference::Resource(name)) => return Some(("resources", name)),
        Some(Reference::Condition(name)) => return Some(("conditions", name)),
        Some(Reference::Attribute { .. }) => return None,
        None => {}
    }
    let [Step::Key(section), Step::Key(name)] = path.steps() else { return None };
    let sections = ["parameters", "resources", "conditions", "outputs"];
    let section = sections.into_iter().find(|known| **known == **section)?;
    Some((section, name.to_string()))
}

struct Search<'a> {
    document: &'a Document,
    section: &'static str,
    name: &'a str,
    /// Collections that were walked through: an alias leads to one again.
    seen: BTreeSet<Span>,
    uses: BTreeSet<Span>,
}

impl Search<'_> {
    fn walk(&mut self, node: &Node, path: &mut Path) {
        match &node.kind {
            NodeKind::Scalar(_) => {
                let names = node.as_str() == Some(self.name);
                if names
                    && at(path, self.document).is_some()
                    && named(path, self.document).is_some_and(|(section, _)| section == self.section)
                {
                    self.uses.insert(content(node.span, self.document));
                }
            }
            _ if !self.seen.insert(node.span) => {}
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    self.walk(item, path);
                    path.pop();
                }
            }
            NodeKind::Mapping(entries) => {
                for (key, _, value) in entries {
                    path.push(key.into());
                    self.walk(value, path);
                    path.pop();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use hotplate_schema::Catalog;

    use super::*;
    use crate::read;

    const TEXT: &str = "heat_template_version: 2018-08-31
parameters:
  size: { type: number }
  other: { type: string }
conditions:
  big: { equals: [{ get_param: size }, 3] }
resources:
  \"size\": { type: OS::Heat::Value, condition: big, properties: { value: { get_param: 'size' } } }
  last:
    type: OS::Heat::Value
    depends_on: [size]
    properties: { value: [{ get_attr: [size, value] }, { get_param: [size, x] }, { if: [big, 1, 2] }] }
outputs:
  size: { value: { get_resource: size } }
";

    /// The lines of the text that change where the thing at the `n`th place of `word` is renamed.
    fn renamed(word: &str, n: usize, new: &str) -> Result<String, String> {
        renamed_in(TEXT, word, n, new)
    }

    fn renamed_in(before: &str, word: &str, n: usize, new: &str) -> Result<String, String> {
        let at = before.match_indices(word).nth(n).unwrap().0 as u32;
        let reading = read(&Source::new("t.yaml", before), &Catalog::core());
        let mut edits = rename(&reading, at, new)?;
        edits.sort_by_key(|edit| std::cmp::Reverse(reading.document.span(&edit.place)));
        let mut text = before.to_owned();
        edits
            .iter()
            .for_each(|edit| text.replace_range(reading.document.span(&edit.place).range(), &edit.text));
        Ok(text
            .lines()
            .zip(before.lines())
            .filter(|(a, b)| a != b)
            .map(|(a, _)| format!("{}\n", a.trim_start()))
            .collect())
    }

    #[test]
    fn a_name_changes_everywhere_and_nothing_else_does() {
        expect_test::expect![[r#"
            count: { type: number }
            big: { equals: [{ get_param: count }, 3] }
            "size": { type: OS::Heat::Value, condition: big, properties: { value: { get_param: count } } }
            properties: { value: [{ get_attr: [size, value] }, { get_param: [count, x] }, { if: [big, 1, 2] }] }
        "#]]
        .assert_eq(&renamed("size", 0, "count").unwrap());
        assert_eq!(renamed("size", 0, "count"), renamed("size", 1, "count"), "from a definition or a use");
        expect_test::expect![[r#"
            '10': { type: OS::Heat::Value, condition: big, properties: { value: { get_param: 'size' } } }
            depends_on: ['10']
            properties: { value: [{ get_attr: ['10', value] }, { get_param: [size, x] }, { if: [big, 1, 2] }] }
            size: { value: { get_resource: '10' } }
        "#]]
        .assert_eq(&renamed("size", 2, "10").unwrap());
        expect_test::expect![[r#"
              way: { value: { get_resource: size } }
        "#]]
        .assert_eq(&renamed("size", 7, "way").unwrap());
    }

    #[test]
    fn anchor_and_tag_of_a_name_stay() {
        let text = "heat_template_version: 2018-08-31
resources:
  &k a: { type: OS::Heat::None }
  b: { type: OS::Heat::None, depends_on: &d a }
  c: { type: OS::Heat::None, depends_on: [*d, !!str a] }
";
        expect_test::expect![[r#"
            &k new: { type: OS::Heat::None }
            b: { type: OS::Heat::None, depends_on: &d new }
            c: { type: OS::Heat::None, depends_on: [*d, !!str new] }
        "#]]
        .assert_eq(&renamed_in(text, "a: {", 0, "new").unwrap());
    }

    #[test]
    fn a_name_that_cannot_be_is_refused() {
        assert_eq!(renamed("size", 0, "other").unwrap_err(), "`other` is there already, in `parameters`");
        assert_eq!(renamed("last", 0, "other").unwrap_err(), "`other` is there already, in `parameters`");
        assert_eq!(renamed("other", 0, "last").unwrap_err(), "`last` is there already, in `resources`");
        assert!(renamed("size", 0, "a b").unwrap_err().starts_with("`a b` cannot be a name"));
        assert!(renamed("OS::Heat", 0, "x").is_err());
        assert!(renamed("number", 0, "x").is_err());
    }

    #[test]
    fn aliases_are_walked_through_once() {
        let mut text = String::from(
            "heat_template_version: 2018-08-31\nparameters: {a: {type: string}}\nx0: &x0 [{get_param: a}]\n",
        );
        for n in 1..60 {
            text += &format!("x{n}: &x{n} [*x{0}, *x{0}]\n", n - 1);
        }
        let reading = read(&Source::new("t.yaml", &text), &Catalog::core());
        let at = text.find("a: {type").unwrap() as u32;
        assert_eq!(occurrences(&reading, at).unwrap().uses.len(), 1);
    }
}
