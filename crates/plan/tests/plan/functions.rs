//! Each function on the values that decide how it works, as the engine itself answers. The engine's answers were asked
//! for one by one; where it says less than we do (an attribute is null before anything exists) the value is pending.

use hotplate_hot::Source;
use hotplate_plan::{AsPreviewed, Inputs};
use hotplate_schema::IndexMap;

use crate::show;

const NEWEST: &str = "2021-04-16";

/// Evaluates each snippet as an output. A fault is shown as its message.
fn check(version: &str, cases: &[(&str, &str)]) {
    for (snippet, expected) in cases {
        let text = format!(
            "heat_template_version: {version}
parameters:
  s: {{type: string, default: str}}
  n: {{type: number, default: 5}}
  l: {{type: comma_delimited_list, default: 'a,b,c'}}
  j: {{type: json, default: {{k: v, list: [1, 2, {{x: y}}]}}}}
  b: {{type: boolean, default: true}}
  none: {{type: string}}
resources:
  r: {{type: OS::Heat::RandomString}}
outputs:
  o: {{value: {snippet}}}
"
        );
        let files = IndexMap::from_iter([("a.txt".to_owned(), Source::new("a.txt", "content\n"))]);
        let inputs = Inputs { stack_name: "stack".to_owned(), ..Inputs::default() };
        let planned = show::planned_with(&text, &inputs, &files);
        let faults: Vec<_> =
            planned.diagnostics.iter().filter(|found| found.code.0 != "missing-parameter-value").collect();
        let shown = match faults.as_slice() {
            [] => show::value(&planned.value.outputs["o"].value),
            [fault, ..] => format!("error: {}", fault.message),
        };
        assert_eq!(&shown, expected, "{snippet} in {version}");
    }
}

#[test]
fn get_param() {
    check(
        NEWEST,
        &[
            ("{get_param: s}", r#""str""#),
            ("{get_param: n}", "5"),
            ("{get_param: [j, list, 2, x]}", r#""y""#),
            ("{get_param: [j, list, '2', x]}", r#""y""#),
            ("{get_param: [j, list, -1, x]}", r#""y""#),
            ("{get_param: [j, nope]}", r#""""#),
            ("{get_param: [j, list, 9]}", r#""""#),
            ("{get_param: [j, list, abc]}", r#""""#),
            ("{get_param: [l, 1]}", r#""b""#),
            ("{get_param: [s, 0]}", r#""s""#),
            ("{get_param: [n, 0]}", r#""""#),
            ("{get_param: none}", "?the parameter `none` has no value?"),
            ("{get_param: 'OS::stack_name'}", r#""stack""#),
            ("{get_param: 'OS::stack_id'}", "?`OS::stack_id` is known once the stack exists?"),
            ("{get_param: []}", "error: `get_param` needs the name of a parameter"),
            ("{get_param: null}", "error: `get_param` needs the name of a parameter"),
            (
                "{get_param: 5}",
                "error: `get_param` takes the name of a parameter, or a list that begins with one",
            ),
            (
                "{get_param: {a: b}}",
                "error: `get_param` takes the name of a parameter, or a list that begins with one",
            ),
            ("{get_param: {get_param: s}}", "error: there is no parameter `str`"),
            ("{get_param: zzz}", "error: there is no parameter `zzz`"),
            ("{get_param: s, x: y}", r#"{"get_param": "s", "x": "y"}"#),
        ],
    );
}

#[test]
fn get_resource() {
    check(
        NEWEST,
        &[
            ("{get_resource: r}", "<r>"),
            ("[{get_resource: r}, 1]", "[<r>, 1]"),
            ("{get_resource: zzz}", "error: there is no resource `zzz`"),
            ("{get_resource: {get_param: s}}", "error: there is no resource `str`"),
            ("{get_resource: [r]}", "error: there is no resource `['r']`"),
        ],
    );
}

#[test]
fn get_attr() {
    let form = "error: the argument of `get_attr` must be `[RESOURCE, ATTRIBUTE, ...]`";
    check(
        NEWEST,
        &[
            ("{get_attr: [r, value]}", "<r value>"),
            ("{get_attr: [r, value, 0]}", "<r value 0>"),
            ("{get_attr: [r, {get_param: s}]}", "error: `OS::Heat::RandomString` has no attribute `str`"),
            (
                "{get_attr: [r, 5]}",
                "error: an attribute is named by text, and the way into it goes by names and numbers",
            ),
            ("{get_attr: [r]}", "<r None>"),
            ("{get_attr: r}", "<r None>"),
            ("{get_attr: [r, {get_param: none}]}", "?the parameter `none` has no value?"),
            ("{get_attr: [zzz, value]}", "error: there is no resource `zzz`"),
            ("{get_attr: rr}", form),
            ("{get_attr: []}", form),
        ],
    );
    check("2015-04-30", &[("{get_attr: [r, value]}", "<r value>"), ("{get_attr: [r]}", form)]);
}

#[test]
fn get_file() {
    check(
        NEWEST,
        &[
            ("{get_file: a.txt}", r#""content\n""#),
            ("{get_file: nope.txt}", "error: `get_file` finds no file `nope.txt`"),
            ("{get_file: [a]}", "error: `get_file` takes the name of a file"),
        ],
    );
}

#[test]
fn str_replace() {
    let form =
        "error: the argument of `str_replace` must be `{template: TEXT, params: {PLACEHOLDER: VALUE}}`";
    check(
        NEWEST,
        &[
            (
                "{str_replace: {template: 'a $x b $y $x', params: {$x: 1, $y: {k: [1, true, null]}}}}",
                r#""a 1 b {\"k\": [1, true, null]} 1""#,
            ),
            ("{str_replace: {template: foobar foo, params: {foo: A, foobar: B, bar: C}}}", r#""B A""#),
            ("{str_replace: {template: x y, params: {x: y, y: z}}}", r#""y z""#),
            ("{str_replace: {template: a-$x-, params: {$x: null}}}", r#""a--""#),
            ("{str_replace: {template: $x, params: {$x: true}}}", r#""True""#),
            ("{str_replace: {template: $x, params: {$x: 1.50}}}", r#""1.5""#),
            ("{str_replace: {template: a, params: {a: b}, foo: 1}}", r#""b""#),
            ("{str_replace: {template: $k, params: {get_param: j}}}", r#""$v""#),
            ("{str_replace: {template: x $a, params: {$a: {get_attr: [r, value]}}}}", "<r value>"),
            ("{str_replace: {template: $x}}", form),
            ("{str_replace: [a, b]}", form),
            ("{str_replace: {template: a, params: [a]}}", form),
            (
                "{str_replace: {template: 5, params: {a: b}}}",
                "error: `str_replace` needs text as `template`, not a number",
            ),
            (
                "{str_replace: {template: '1', params: {1: b}}}",
                "error: `str_replace` has a placeholder that is not text: `1`",
            ),
            (
                "{str_replace: {template: abc, params: {'': b}}}",
                "error: `str_replace` has an empty placeholder",
            ),
        ],
    );
    check(
        "2015-04-30",
        &[(
            "{str_replace: {template: $x, params: {$x: {a: b}}}}",
            "error: `str_replace` takes text and numbers in this version, and `$x` is a map",
        )],
    );
}

#[test]
fn str_replace_strict() {
    let empty = "error: `str_replace_vstrict` needs a value that is not empty for `a`";
    check(
        NEWEST,
        &[
            ("{str_replace_strict: {template: a z, params: {a: b, z: ''}}}", r#""b ""#),
            (
                "{str_replace_strict: {template: a, params: {zz: b, q: c}}}",
                "error: `str_replace_strict` does not find `zz`, `q` in its template",
            ),
            ("{str_replace_vstrict: {template: a, params: {a: 0}}}", r#""0""#),
            ("{str_replace_vstrict: {template: a, params: {a: ''}}}", empty),
            ("{str_replace_vstrict: {template: a, params: {a: null}}}", empty),
            ("{str_replace_vstrict: {template: a, params: {a: []}}}", empty),
        ],
    );
    check(
        "2017-02-24",
        &[(
            "{str_replace_vstrict: {template: a, params: {a: b}}}",
            r#"{"str_replace_vstrict": {"template": "a", "params": {"a": "b"}}}"#,
        )],
    );
}

#[test]
fn list_join() {
    check(
        NEWEST,
        &[
            ("{list_join: [',', [a, b], [c]]}", r#""a,b,c""#),
            (
                "{list_join: [',', [{b: 1, a: 2}, [1, x], null, '']]}",
                r#""{\"a\": 2, \"b\": 1},[1, \"x\"],,""#,
            ),
            ("{list_join: [',', null]}", r#""""#),
            ("{list_join: ['-', {get_param: l}]}", r#""a-b-c""#),
            ("{list_join: [',', [a, {get_attr: [r, value]}], [{get_resource: r}]]}", "<r value, r>"),
            ("{list_join: [',', [a, {if: [false, b]}, c]]}", r#""a,c""#),
            ("{list_join: [',', [1, 2]]}", "error: `list_join` joins text, and `1` is a number"),
            ("{list_join: [',', [true]]}", "error: `list_join` joins text, and `True` is a boolean"),
            ("{list_join: [',', abc]}", "error: `list_join` joins lists, not text"),
            ("{list_join: [1, [a, b]]}", "error: `list_join` needs text as its delimiter, not a number"),
            (
                "{list_join: [',']}",
                "error: the argument of `list_join` must be `[DELIMITER, [TEXT, ...], ...]`",
            ),
            (
                "{list_join: {a: b}}",
                "error: the argument of `list_join` must be `[DELIMITER, [TEXT, ...], ...]`",
            ),
        ],
    );
    check(
        "2015-04-30",
        &[
            ("{list_join: [',', [a, null]]}", r#""a,""#),
            ("{list_join: [',', [{a: b}]]}", "error: `list_join` joins text, and `{'a': 'b'}` is a map"),
            (
                "{list_join: [',', [a], [b]]}",
                "error: the argument of `list_join` must be `[DELIMITER, [TEXT, ...]]`",
            ),
        ],
    );
}

#[test]
fn repeat() {
    let form =
        "error: the argument of `repeat` must be `{template: VALUE, for_each: {PLACEHOLDER: [TEXT, ...]}}`";
    check(
        NEWEST,
        &[
            (
                "{repeat: {template: {'%k%': 'v-%k%'}, for_each: {'%k%': {get_param: l}}}}",
                r#"[{"a": "v-a"}, {"b": "v-b"}, {"c": "v-c"}]"#,
            ),
            (
                "{repeat: {template: '%a%-%b%', for_each: {'%a%': [1x, 2x], '%b%': [p, q]}}}",
                r#"["1x-p", "1x-q", "2x-p", "2x-q"]"#,
            ),
            (
                "{repeat: {template: '%a%-%b%', permutations: false, for_each: {'%a%': [x, y], '%b%': [p, q]}}}",
                r#"["x-p", "y-q"]"#,
            ),
            (
                "{repeat: {template: ['%a%', {get_attr: [r, value]}], for_each: {'%a%': [x, y]}}}",
                r#"[["x", <r value>], ["y", <r value>]]"#,
            ),
            ("{repeat: {template: '%a%', for_each: {'%a%': {get_attr: [r, value]}}}}", "<r value>"),
            ("{repeat: {template: '%a%', for_each: {'%a%': {k1: v1, k2: v2}}}}", r#"["k1", "k2"]"#),
            ("{repeat: {template: '%a%', for_each: {'%a%': null}}}", "[]"),
            ("{repeat: {template: '%a%', for_each: {'%a%': []}}}", "[]"),
            (
                "{repeat: {template: '%a%-%b%', permutations: false, for_each: {'%a%': [x], '%b%': [p, q]}}}",
                "error: `repeat` needs lists of one length when `permutations` is false",
            ),
            (
                "{repeat: {template: '%a%', for_each: {'%a%': abc}}}",
                "error: `repeat` goes over lists and maps, not text",
            ),
            (
                "{repeat: {template: '%a%', for_each: {'%a%': [1, 2]}}}",
                "error: `repeat` puts in text, and `1` is a number",
            ),
            (
                "{repeat: {template: '%a%', for_each: {'%a%': [{x: y}]}}}",
                "error: `repeat` puts in text, and `{'x': 'y'}` is a map",
            ),
            ("{repeat: {template: a, for_each: {}}}", "error: `repeat` has nothing in its `for_each`"),
            ("{repeat: {template: '%a%'}}", form),
            ("{repeat: {template: '%a%', for_each: [a]}}", "error: `repeat` needs a map as `for_each`"),
            (
                "{repeat: {template: a, for_each: {x: [1]}, permutations: 'no'}}",
                "error: `repeat` needs true or false as `permutations`",
            ),
        ],
    );
    check(
        "2016-04-08",
        &[(
            "{repeat: {template: '%a%', for_each: {'%a%': {k1: v1}}}}",
            "error: `repeat` goes over lists, not a map",
        )],
    );
    check(
        "2014-10-16",
        &[(
            "{repeat: {template: a, for_each: {a: [b]}}}",
            r#"{"repeat": {"template": "a", "for_each": {"a": ["b"]}}}"#,
        )],
    );
}

#[test]
fn what_would_fill_the_memory_is_unknown() {
    let thousand = format!("[{}]", ["x"; 1000].join(", "));
    let each: Vec<_> = ('a'..='h').map(|c| format!("'%{c}%': {thousand}")).collect();
    let snippet = format!("{{repeat: {{template: '%a%', for_each: {{{}}}}}}}", each.join(", "));
    check(NEWEST, &[(&snippet, "error: what `repeat` comes to is too large to be worked out here")]);
    let mut nested = "'%a%%a%%a%%a%%a%%a%%a%%a%%a%%a%'".to_owned();
    for _ in 0..20 {
        nested = format!(
            "{{str_replace: {{template: '%a%%a%%a%%a%%a%%a%%a%%a%%a%%a%', params: {{'%a%': {nested}}}}}}}"
        );
    }
    check(NEWEST, &[(&nested, "error: what `str_replace` comes to is too large to be worked out here")]);
}

#[test]
fn digest() {
    check(
        NEWEST,
        &[
            (
                "{digest: [sha256, abc]}",
                r#""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#,
            ),
            ("{digest: [MD5, abc]}", r#""900150983cd24fb0d6963f7d28e17f72""#),
            ("{digest: [sha1, é]}", r#""1599e9fa41ec68c80230491902786bee889f5bcb""#),
            ("{digest: [sha3_256, abc]}", "?`sha3_256` is not computed here?"),
            ("{digest: [sha256, {get_attr: [r, value]}]}", "<r value>"),
            ("{digest: [foo, abc]}", "error: `digest` knows no algorithm `foo`: `sha256` is the usual one"),
            ("{digest: [sha256]}", "error: `digest` takes `[ALGORITHM, TEXT]`, both text"),
            ("{digest: [sha256, 5]}", "error: `digest` takes `[ALGORITHM, TEXT]`, both text"),
            ("{digest: [sha256, 世]}", "error: `digest` only works on text whose letters are all in Latin-1"),
        ],
    );
}

#[test]
fn str_split() {
    check(
        NEWEST,
        &[
            ("{str_split: [',', 'a,b,c']}", r#"["a", "b", "c"]"#),
            ("{str_split: [',', 'a,b,c', 1]}", r#""b""#),
            ("{str_split: [',', 'a,b,c', '-1']}", r#""c""#),
            ("{str_split: [',', null]}", "null"),
            ("{str_split: [',', {get_attr: [r, value]}, 0]}", "<r value>"),
            (
                "{str_split: [',', 'a,b,c', 9]}",
                "error: `str_split` has no part 9: there are 3, counted from 0",
            ),
            (
                "{str_split: [',', 'a,b,c', x]}",
                "error: `str_split` needs a whole number as its index, not `x`",
            ),
            (
                "{str_split: [',']}",
                "error: `str_split` takes `[DELIMITER, TEXT]` or `[DELIMITER, TEXT, INDEX]`",
            ),
            ("{str_split: ['', abc]}", "error: `str_split` needs a delimiter that is not empty"),
            (
                "{str_split: 'a,b'}",
                "error: the argument of `str_split` must be `[DELIMITER, TEXT]` or `[DELIMITER, TEXT, INDEX]`",
            ),
        ],
    );
}

#[test]
fn map_merge() {
    check(
        NEWEST,
        &[
            ("{map_merge: [{a: 1, b: 2}, null, {b: 3}]}", r#"{"a": 1, "b": 3}"#),
            ("{map_merge: [{a: 1}, {b: {get_attr: [r, value]}}]}", r#"{"a": 1, "b": <r value>}"#),
            ("{map_merge: [{a: 1}, {get_attr: [r, value]}]}", "<r value>"),
            ("{map_merge: [[a], {b: 3}]}", "error: `map_merge` merges maps: an item is something else"),
            ("{map_merge: {a: 1}}", "error: `map_merge` takes a list of maps"),
            ("{map_merge: abc}", "error: `map_merge` takes a list of maps"),
        ],
    );
    check("2015-10-15", &[("{map_merge: [{a: 1}]}", r#"{"map_merge": [{"a": 1}]}"#)]);
}

#[test]
fn map_replace() {
    let form = "error: `map_replace` takes `[MAP, {keys: {OLD: NEW}, values: {OLD: NEW}}]`";
    check(
        NEWEST,
        &[
            (
                "{map_replace: [{k1: v1, k2: v2}, {keys: {k1: K1}, values: {v2: V2}}]}",
                r#"{"K1": "v1", "k2": "V2"}"#,
            ),
            ("{map_replace: [{k1: {get_attr: [r, value]}}, {keys: {k1: K1}}]}", r#"{"K1": <r value>}"#),
            (
                "{map_replace: [{k1: v1, k2: v2}, {keys: {k1: k2}}]}",
                "error: `map_replace` puts the key `k2` in twice",
            ),
            ("{map_replace: [{k1: v1}, {key: {k1: k2}}]}", form),
            ("{map_replace: [{k1: v1}]}", form),
        ],
    );
}

#[test]
fn if_() {
    let form = "error: the argument of `if` must be `[CONDITION, VALUE, OTHERWISE]`";
    check(
        NEWEST,
        &[
            ("{if: [true, yes_, no_]}", r#""yes_""#),
            ("{if: [{equals: [{get_param: s}, str]}, a, b]}", r#""a""#),
            ("[a, {if: [false, b]}, c]", r#"["a", "c"]"#),
            ("{a: 1, b: {if: [false, x]}}", r#"{"a": 1}"#),
            ("{if: [false, a]}", "null"),
            ("{if: [{equals: [{get_param: none}, str]}, a, b]}", "?its condition is not known?"),
            ("{if: [zzz, a, b]}", "error: there is no condition `zzz`"),
            ("{if: [true, a, b, c]}", form),
            ("{if: abc}", form),
        ],
    );
    check("2018-08-31", &[("{if: [false, a]}", form)]);
}

#[test]
fn filter() {
    check(
        NEWEST,
        &[
            ("{filter: [[a, b], [a, c, b, d]]}", r#"["c", "d"]"#),
            ("{filter: [[1], [1.0, true, '1']]}", r#"["1"]"#),
            ("{filter: [null, [a]]}", r#"["a"]"#),
            ("{filter: [[a]]}", "error: the argument of `filter` must be `[VALUES, LIST]`"),
            ("{filter: [a, [a]]}", "error: `filter` takes the values to leave out as a list"),
            ("{filter: [[a], abc]}", "error: `filter` only works on a list"),
        ],
    );
    check("2016-10-14", &[("{filter: [[a], [a]]}", r#"{"filter": [["a"], ["a"]]}"#)]);
}

#[test]
fn contains() {
    check(
        NEWEST,
        &[
            ("{contains: [a, [a, b]]}", "true"),
            ("{contains: [c, [a, b]]}", "false"),
            ("{contains: [a, abc]}", "true"),
            ("{contains: [a, {a: b}]}", "error: `contains` looks into a list or text"),
            ("{contains: [1, abc]}", "error: `contains` looks into text only for text"),
        ],
    );
}

#[test]
fn make_url() {
    check(
        NEWEST,
        &[
            (
                "{make_url: {scheme: http, host: '::1', port: 80, path: /a b, query: {x: '1 2', y: a/b}, fragment: f, username: u@, password: 'p:'}}",
                r#""http://u%40:p%3A@[::1]:80/a%20b?x=1+2&y=a/b#f""#,
            ),
            ("{make_url: {scheme: https, host: h, path: p}}", r#""https://h/p""#),
            ("{make_url: {host: {get_attr: [r, value]}}}", "<r value>"),
            ("{make_url: {port: 99999}}", "error: `make_url` needs a port from 1 to 65535, not `99999`"),
            (
                "{make_url: {foo: x}}",
                "error: `make_url` has no part `foo`: it has scheme, username, password, host, port, path, query, fragment",
            ),
            ("{make_url: [a]}", "error: `make_url` takes a map of the parts of a URL"),
            ("{make_url: {query: a}}", "error: `make_url` needs a map as its `query`"),
        ],
    );
}

#[test]
fn list_concat() {
    check(
        NEWEST,
        &[
            ("{list_concat: [[a], null, [b, a]]}", r#"["a", "b", "a"]"#),
            ("{list_concat: [[a, {get_resource: r}], [b]]}", r#"["a", <r>, "b"]"#),
            ("{list_concat: [[a], b]}", "error: `list_concat` joins lists: an item is something else"),
            ("{list_concat_unique: [[a, b], [b, c]]}", r#"["a", "b", "c"]"#),
        ],
    );
}

#[test]
fn the_oldest_functions() {
    check(
        "2013-05-23",
        &[
            ("{Ref: s}", r#""str""#),
            ("{Ref: r}", "<r>"),
            ("{Ref: zzz}", "error: there is no parameter `zzz`"),
            ("{'Fn::Join': [',', [a, b]]}", r#""a,b""#),
            ("{'Fn::Select': [1, [a, b]]}", r#""b""#),
            ("{'Fn::Select': ['7', [a, b]]}", r#""""#),
            ("{'Fn::Select': [k, {get_param: j}]}", r#""v""#),
            (
                "{'Fn::Select': [0]}",
                "error: the argument of `Fn::Select` must be `[INDEX, LIST]` or `[KEY, MAP]`",
            ),
            ("{'Fn::Base64': a}", r#""a""#),
        ],
    );
    check("2015-10-15", &[("{Ref: s}", r#"{"Ref": "s"}"#)]);
}

#[test]
fn the_rest_says_why_it_is_not_known() {
    check(
        NEWEST,
        &[
            (
                "{yaql: {expression: \"'a' =~ '.'\"}}",
                "error: the expression is not evaluated here, only in Heat: `=~` is not evaluated here",
            ),
            (
                "{yaql: {expression: '1', dat: 1}}",
                "error: the argument of `yaql` must be `{expression: YAQL, data: VALUE}`",
            ),
            ("{resource_facade: metadata}", "error: `resource_facade` only works in a nested template"),
            (
                "{resource_facade: foo}",
                "error: the argument of `resource_facade` must be `metadata`, `deletion_policy` or `update_policy`",
            ),
            ("{get_foo: bar}", r#"{"get_foo": "bar"}"#),
            ("{equals: [a, b]}", r#"{"equals": ["a", "b"]}"#),
        ],
    );
}

/// Evaluates each expression over some data.
fn check_yaql(cases: &[(&str, &str)]) {
    let data = "{x: [3, 1, 2], s: [b, a, b], t: 'a,b c ', n: null, m: {a: 1, b: {c: z}}, p: [{k: n1, v: 2}, {k: n2, v: 1}]}";
    let snippet = |expression: &str| {
        format!("{{yaql: {{expression: '{}', data: {data}}}}}", expression.replace('\'', "''"))
    };
    let snippets: Vec<_> =
        cases.iter().map(|(expression, expected)| (snippet(expression), *expected)).collect();
    let cases: Vec<_> = snippets.iter().map(|(snippet, expected)| (snippet.as_str(), *expected)).collect();
    check(NEWEST, &cases);
}

#[test]
fn yaql_goes_into_data_and_over_it() {
    check_yaql(&[
        ("$.data.m.b.c", r#""z""#),
        ("$.data.m?.a", "1"),
        ("$.data.n?.a", "null"),
        ("$.data.p.k", r#"["n1", "n2"]"#),
        ("$.data.x[0] + $.data.x[-1]", "5"),
        ("$.data.m.get(q, 7)", "7"),
        ("$.data.x.where($ > 1).select($ * 2)", "[6, 4]"),
        ("$.data.p.where($.v = 1).select($.k).first()", r#""n2""#),
        ("$.data.p.orderBy($.v).select($.k)", r#"["n2", "n1"]"#),
        ("$.data.s.distinct().join('-')", r#""b-a""#),
        ("$.data.x.sum() / 4", "1"),
        ("$.data.x.aggregate($1 * $2, 10)", "60"),
        ("dict($.data.p.select([$.k, $.v]))", r#"{"n1": 2, "n2": 1}"#),
        ("$.data.p.toDict($.k, $.v)", r#"{"n1": 2, "n2": 1}"#),
        ("$.data.s.groupBy($)", r#"[["b", ["b", "b"]], ["a", ["a"]]]"#),
        ("[$.data.x, [[4]]].flatten()", "[3, 1, 2, 4]"),
        ("{a => $.data.x.len(), b => [c]}", r#"{"a": 3, "b": ["c"]}"#),
        ("let(2, y => $.data.x) -> $y.len() + $1", "5"),
        ("switch($.data.x.len() > 5 => many, true => few)", r#""few""#),
        ("$.data.t.trim().toUpper().split(',')", r#"["A", "B C"]"#),
        ("not 1 in $.data.x and null or yes", r#""yes""#),
        ("-7 / 2", "-4"),
        ("-7 mod 3", "2"),
    ]);
}

#[test]
fn yaql_fails_where_it_fails_in_heat() {
    let not_there = |name: &str| format!("error: `yaql` finds no `{name}` for these values");
    check_yaql(&[
        ("$.data.m.zz", "error: `yaql` finds no `zz` in a map: `get(zz)` gives null then"),
        ("$.data.x.where($ > 5).first()", "error: `yaql` finds no items: `first(null)` gives null then"),
        ("$.data.n.len()", &not_there("len")),
        ("true + 1", &not_there("+")),
        ("$.data.m.values().len()", &not_there("len")),
        (
            "$.data.x.select($)[0]",
            "error: `yaql` takes `[...]` only of a list or a map (`toList()` makes a list)",
        ),
        ("range(300)", "error: `yaql` goes over more than the 200 items that Heat allows"),
        ("'0123456789' * 1000", "error: `yaql` needs more memory than Heat allows"),
        ("$.data.x.(", "error: `yaql` cannot be read: it does not go on as it should"),
        // Nobody asks for what would fail.
        ("[1, 0].select(1 / $).first()", "1"),
        ("$.data.x.any() or $.data.zz", "true"),
    ]);
}

#[test]
fn before_anything_exists_heat_answers_null_and_names() {
    let text = "heat_template_version: 2021-04-16
resources:
  r: {type: OS::Heat::RandomString}
outputs:
  id: {value: {get_resource: r}}
  all: {value: {get_attr: [r]}}
  text: {value: {str_replace: {template: 'x $a', params: {$a: {get_attr: [r, value]}}}}}
";
    let plan = show::planned(text).value;
    let previewed = |name| show::value(&plan.output(name, &AsPreviewed).expect("there is such an output"));
    assert_eq!([previewed("id"), previewed("all"), previewed("text")], [r#""r""#, "null", r#""x ""#]);
}
