//! What a text is read as, and what is said about it.

use std::fmt::Write;

use expect_test::{Expect, expect};

use crate::{Document, Path, Source, Span, parse};

fn read(text: &str) -> (Document, String) {
    let outcome = parse(&Source::new("test.yaml", text));
    let mut shown = outcome.value.root().map_or("nothing".to_owned(), |root| root.to_value().python_repr());
    for diagnostic in &outcome.diagnostics {
        let place = outcome.value.slice(outcome.value.span(diagnostic.place()));
        let _ = write!(shown, "\n{} at {place:?}: {}", diagnostic.code, diagnostic.message);
    }
    (outcome.value, shown)
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&read(text).1);
}

#[test]
fn nothing_at_all() {
    check("", expect!["nothing"]);
    check("# only a comment\n", expect!["nothing"]);
    check("---\n", expect!["None"]);
}

#[test]
fn scalars_in_every_style() {
    check(
        "plain: yes\nquoted: 'yes'\nblock: |\n  1\nfolded: >-\n  a\n  b\n'0777': 0777\n2015-10-15: 2015-10-15\n",
        expect![
            "{'plain': True, 'quoted': 'yes', 'block': '1\\n', 'folded': 'a b', '0777': 511, '2015-10-15': '2015-10-15'}"
        ],
    );
    check(
        "{a: !!str 5, b: !!int \"0x1F\", c: !!float 1, d: ! 5, e: !!timestamp 2015-10-15}",
        expect!["{'a': '5', 'b': 31, 'c': 1.0, 'd': 5, 'e': '2015-10-15'}"],
    );
}

#[test]
fn characters_in_two_halves_are_read_where_the_text_is_json() {
    check(
        r#"{"a": "x\ud83d\ude00y\uD83D\uDE00", "b": "\\ud83d\u00e9"}"#,
        expect![[r#"
        {'a': 'x😀y😀', 'b': '\\ud83dé'}"#]],
    );
    let (document, _) = read(r#"{"\ud83d\ude00": "\ud83d\ude00", "b": 5}"#);
    let place = crate::Place::Path(Path::keys(["b"]), crate::Part::Value);
    assert_eq!(document.slice(document.span(&place)), "5");
    check(
        r#"a: "\ud83d\ude00""#,
        expect![[r#"
            nothing
            invalid-yaml at "d83d\\ude00\"": found invalid Unicode character escape code"#]],
    );
}

#[test]
fn keys_are_those_of_a_python_dict() {
    check(
        "{1: a, true: b, 1.0: c}",
        expect![
            "{1: 'c'}\nduplicate-key at \"true\": the key `True` is given twice, and only the second counts\nduplicate-key at \"1.0\": the key `1.0` is given twice, and only the second counts"
        ],
    );
    check(
        "{a: 1, b: 2, a: 3}",
        expect![[r#"
        {'a': 3, 'b': 2}
        duplicate-key at "a": the key `a` is given twice, and only the second counts"#]],
    );
    check("{=: 1, ~: 2, no: 3}", expect!["{'=': 1, None: 2, False: 3}"]);
    check(
        "{[a]: 1, b: 2}",
        expect![[r#"
        {'b': 2}
        unhashable-key at "[a]": a key must be one word, not a collection"#]],
    );
    check(
        "a: {{ name }}",
        expect![[r#"
        {'a': {}}
        unhashable-key at "{ name }": a key must be one word, not a collection"#]],
    );
}

#[test]
fn merges() {
    check(
        "a: &a {x: 1, y: 2}\nb:\n  z: 0\n  <<: *a\n  y: 3\n",
        expect!["{'a': {'x': 1, 'y': 2}, 'b': {'x': 1, 'y': 3, 'z': 0}}"],
    );
    check(
        "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n",
        expect!["{'a': {'x': 1}, 'b': {'x': 2, 'y': 2}, 'c': {'x': 1, 'y': 2}}"],
    );
    check(
        "a: {<<: 5, b: 1}",
        expect![[r#"
        {'a': {'b': 1}}
        invalid-merge at "5": `<<` merges a mapping or a list of mappings, and this is neither"#]],
    );
    check("a: {'<<': 5}", expect!["{'a': {'<<': 5}}"]);
    check(
        "[<<, =]",
        expect![[r#"
        ['<<', '=']
        bare-sign at "<<": a bare `<<` is not a value
        bare-sign at "=": a bare `=` is not a value"#]],
    );
}

#[test]
fn anchors() {
    check("a: &x [1]\nb: *x\n", expect!["{'a': [1], 'b': [1]}"]);
    check(
        "a: *x\n",
        expect![[r#"
        {'a': None}
        unknown-anchor at "*x": no anchor `&x` stands before `*x`"#]],
    );
    check(
        "a: &x 1\nb: &x 2\nc: *x\n",
        expect![[r#"
        {'a': 1, 'b': 2, 'c': 2}
        duplicate-anchor at "&x 2": the anchor `&x` is given twice"#]],
    );
    check(
        "a: &x [*x]\n",
        expect![[r#"
        {'a': [None]}
        recursive-alias at "*x": `*x` stands inside what it names"#]],
    );
}

#[test]
fn tags_that_heat_refuses() {
    check(
        "a: !foo 1\nb: !!python/none ''\nc: !!int x\nd: !!seq {}\n",
        expect![[r#"
        {'a': '1', 'b': '', 'c': 'x', 'd': {}}
        invalid-tag at "!foo 1": the tag `!foo` cannot be used here
        invalid-tag at "!!python/none ''": the tag `!!python/none` cannot be used here
        invalid-tag at "!!int x": the tag `!!int` cannot be used here
        invalid-tag at "!!seq {": the tag `!!seq` cannot be used here"#]],
    );
}

#[test]
fn just_one_document() {
    check(
        "a: 1\n---\nb: 2\n",
        expect![[r#"
        {'a': 1}
        several-documents at "---": a second document begins here, and Heat reads just one"#]],
    );
    check("%YAML 1.1\n---\na: 1\n...\n", expect!["{'a': 1}"]);
}

#[test]
fn reads_on_behind_faults() {
    check(
        "a: 1\nresources\n  b: 2\nc: [1\nd: @x\ne: f: g\nh: 'i\nj: 'k'\nl: 1\n",
        expect![[r#"
        {'a': 1, 'resources': {'b': 2}, 'c': None, 'd': None, 'e': None, 'h': None, 'j': 'k', 'l': 1}
        invalid-yaml at "resources": `resources` lacks its colon
        invalid-yaml at "[1": the list that opens here is not closed
        invalid-yaml at "@x": a value cannot begin with `@`
        invalid-yaml at ": g": a second `: ` on one line
        invalid-yaml at "'i": the quote that opens here is not closed on this line"#]],
    );
    check(
        "a:\n  b: 1\n   c: 2\n    d: 3\n  e: 4\n",
        expect![[r#"
        {'a': {'b': 1, 'e': 4}}
        invalid-yaml at "c": this line is indented as if it continued the value above it"#]],
    );
    check(
        "a:\n  - b: 1\n    c\n  - d: \"\\q\"\n\te: 1\nf: 1}\n",
        expect![[r#"
        {'a': [{'b': 1}, {'d': None}], 'f': '1}'}
        invalid-yaml at "c": this line is no `key: value`
        invalid-yaml at "\\q\"": not an escape that YAML knows
        invalid-yaml at "\te: 1": a tab cannot indent a line"#]],
    );
    check(
        "\u{feff}a: b\u{7}é\n",
        expect![[r#"
        {'a': 'b é'}
        invalid-yaml at "\u{7}": the invisible character U+0007 cannot stand in YAML"#]],
    );
    check(
        "a:b\nc: d\n",
        expect![[r#"
        {'a': 'b', 'c': 'd'}
        invalid-yaml at ":b": a space is missing after the `:`"#]],
    );
}

#[test]
fn deep_and_huge_texts_are_cut_off() {
    let deep = "[".repeat(100_000);
    assert!(read(&deep).1.contains("nested deeper than 200 levels"));
    let chain: String = (0..400).map(|i| format!("a{}: &a{} [*a{i}]\n", i + 1, i + 1)).collect();
    assert!(read(&format!("a0: &a0 x\n{chain}")).1.contains("nested deeper than 200 levels"));
    let mut bomb = "a0: &a0 [1, 2, 3]\n".to_owned();
    for i in 1..40 {
        let _ = writeln!(bomb, "a{i}: &a{i} [{}]", vec![format!("*a{}", i - 1); 9].join(", "));
    }
    let (document, shown) = read(&bomb);
    assert_eq!(shown.matches("expansion-too-large").count(), 1);
    assert!(document.root().is_some());
}

#[test]
fn spans_and_paths() {
    let text = "a:\n  - b: &x |\n      one\n      two\n    c: {d: 1}\n\n# end\ne: [f, *x]\n";
    let (document, _) = read(text);
    let path = Path::keys(["a"]).index(0);
    let slice = |path: &Path| document.slice(document.node(path).map_or(Span::default(), |node| node.span));
    assert_eq!(slice(&path), "b: &x |\n      one\n      two\n    c: {d: 1}");
    assert_eq!(slice(&path.key("b")), "&x |\n      one\n      two");
    assert_eq!(slice(&path.key("c").key("d")), "1");
    for (needle, expected) in [
        ("b:", "a[0].b"),
        ("two", "a[0].b"),
        ("d:", "a[0].c.d"),
        ("1}", "a[0].c.d"),
        ("f,", "e[0]"),
        ("*x", "e"),
        ("e:", "e"),
    ] {
        let at = text.find(needle).unwrap() as u32;
        assert_eq!(document.path_at(at).to_string(), expected, "{needle}");
    }
}
