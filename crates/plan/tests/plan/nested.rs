//! Templates used as types: their parameters, their resources, their outputs, and what is wrong in them.

use expect_test::{Expect, expect};
use hotplate_hot::Source;
use hotplate_plan::{Files, Inputs, Known, Precedence, Reference, ResourcePath, read_environment};
use hotplate_schema::{IndexMap, Value};

use crate::show;

const VERSION: &str = "heat_template_version: 2021-04-16\n";

/// Files from `=== name` lines and what stands below them.
fn files(text: &str) -> IndexMap<String, Source> {
    let parts = text.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, text)| (name.to_owned(), Source::new(name, &format!("{VERSION}{text}")))).collect()
}

fn check(resources: &str, beside: &str, expected: Expect) {
    check_with(resources, beside, "", expected);
}

fn check_with(resources: &str, beside: &str, environment: &str, expected: Expect) {
    let environment = read_environment(&Source::new("env.yaml", environment));
    let inputs = Inputs {
        stack_name: "s".to_owned(),
        environments: vec![environment.value],
        precedence: Precedence::Environment,
        ..Inputs::default()
    };
    let planned = show::planned_with(&format!("{VERSION}{resources}"), &inputs, &files(beside));
    let plan = planned.value;
    let mut text = show::resources(&plan) + &show::outputs(&plan);
    for resource in plan.stack.iter() {
        let Some(nested) = plan.stack.nested(resource.id) else { continue };
        let names = |ids: &[hotplate_plan::ResourceId]| {
            ids.iter().map(|id| plan.stack[*id].path.name().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let waves: Vec<_> = nested.waves.iter().map(|wave| names(&wave.resources)).collect();
        text += &format!("inside {}: {}\n", resource.path, waves.join(" | "));
    }
    for found in &planned.diagnostics {
        let source = found.labels[0].source.as_deref().map_or(String::new(), |source| format!("{source}: "));
        text += &(source + &show::diagnostic(found));
    }
    expected.assert_eq(&text);
}

const NODE: &str = "=== node.yaml
parameters:
  size: {type: number}
  names: {type: comma_delimited_list, default: [x]}
resources:
  second: {type: OS::Heat::Value, properties: {value: {get_resource: first}}}
  first: {type: OS::Heat::Value, properties: {value: [{get_param: size}, {get_param: names}]}}
outputs:
  both: {value: [{get_param: size}, {get_attr: [second, value]}]}
";

#[test]
fn properties_are_parameters_and_attributes_outputs() {
    check(
        "resources:
  random: {type: OS::Heat::RandomString}
  node: {type: node.yaml, properties: {size: 5, names: [a, {get_attr: [random, value]}]}}
outputs:
  output: {value: {get_attr: [node, both, 0]}}
  pending: {value: {get_attr: [node, both, 1]}}
  member: {value: {get_resource: node}}
  inside: {value: {get_attr: [node, resource.first.value]}}
  unknown: {value: {get_attr: [node, neither]}}
",
        NODE,
        expect![[r#"
            random RandomString {}
            node node.yaml {"size": 5, "names": ["a", <random value>]}
            node[second] Value {"value": <node[first]>}
            node[first] Value {"value": [5, ["a", <random value>]]}
            output: 5
            pending: <node[first]>
            member: <node>
            inside: [5, ["a", <random value>]]
            unknown: ?`get_attr` finds no output `neither` in `node.yaml`?
            inside node: first | second
            error outputs.unknown.value.get_attr: `get_attr` finds no output `neither` in `node.yaml`
              help: Heat only finds out while it creates the stack
        "#]],
    );
}

#[test]
fn groups_may_have_templates_as_members() {
    check(
        "resources:
  nodes:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: node.yaml, properties: {size: '%index%'}}}
  chain: {type: OS::Heat::ResourceChain, properties: {resources: [node.yaml, OS::Heat::None], resource_properties: {size: 1}}}
  scaled:
    type: OS::Heat::AutoScalingGroup
    properties: {min_size: 2, max_size: 3, resource: {type: OS::Heat::Value, properties: {value: a}}}
outputs:
  sizes: {value: {get_attr: [nodes, both]}}
  named: {value: {get_attr: [nodes, attributes, resource.second]}}
  of_chain: {value: {get_attr: [chain, refs]}}
  outputs: {value: {get_attr: [scaled, outputs, value]}}
  list: {value: {get_attr: [scaled, outputs_list, value]}}
  one: {value: {get_attr: [scaled, resource.1]}}
  size: {value: {get_attr: [scaled, current_size]}}
",
        NODE,
        expect![[r#"
            nodes ResourceGroup {"count": 2, "resource_def": {"type": "node.yaml", "properties": {"size": "%index%"}}}
            chain ResourceChain {"resources": ["node.yaml", "OS::Heat::None"], "resource_properties": {"size": 1}}
            scaled AutoScalingGroup {"min_size": 2, "max_size": 3, "resource": {"type": "OS::Heat::Value", "properties": {"value": "a"}}}
            nodes[0] node.yaml {"size": "0"}
            nodes[1] node.yaml {"size": "1"}
            nodes[0][second] Value {"value": <nodes[0][first]>}
            nodes[0][first] Value {"value": [0, ["x"]]}
            nodes[1][second] Value {"value": <nodes[1][first]>}
            nodes[1][first] Value {"value": [1, ["x"]]}
            chain[0] node.yaml {"size": 1}
            chain[1] None {"size": 1}
            chain[0][second] Value {"value": <chain[0][first]>}
            chain[0][first] Value {"value": [1, ["x"]]}
            scaled[sample-1] Value {"value": "a"}
            scaled[sample-2] Value {"value": "a"}
            sizes: [[0, <nodes[0][first]>], [1, <nodes[1][first]>]]
            named: {"0": <nodes[0][second]>, "1": <nodes[1][second]>}
            of_chain: [<chain[0]>, <chain[1]>]
            outputs: {"sample-1": "a", "sample-2": "a"}
            list: ["a", "a"]
            one: <scaled[sample-2]>
            size: 2
            inside nodes[0]: first | second
            inside nodes[1]: first | second
            inside chain[0]: first | second
        "#]],
    );
}

#[test]
fn what_is_wrong_inside_is_said_of_the_file() {
    check(
        "resources:
  a: {type: a.yaml}
  b: {type: a.yaml}
  c: {type: missing.yaml}
",
        "=== a.yaml
resources:
  wrong: {type: OS::Heat::RandomString, properties: {lenght: 3}}
  inner: {type: b.yaml, properties: {list: [1]}}
=== b.yaml
parameters: {list: {type: comma_delimited_list}}
outputs:
  o: {value: {get_resource: nothing}}
",
        expect![[r#"
            a a.yaml {}
            b a.yaml {}
            c missing.yaml closed: the file `missing.yaml` is not there {}
            a[wrong] RandomString {"lenght": 3}
            a[inner] b.yaml {"list": [1]}
            b[wrong] RandomString {"lenght": 3}
            b[inner] b.yaml {"list": [1]}
            inside a: wrong inner
            inside b: wrong inner
            inside a[inner]: 
            inside b[inner]: 
            a.yaml: error (create) key resources.wrong.properties.lenght: `OS::Heat::RandomString` has no property `lenght`
              key resources.a: `a` stands for `a.yaml`
              help: did you mean `length`?
              fix: rename to length
            a.yaml: error (create) resources.inner.properties.list: `list` is handed on as text with commas, and its item 0 is a number
              key resources.a: `a` stands for `a.yaml`
              help: write every item as text, in quotes
            b.yaml: warning outputs.o.value.get_resource: there is no resource `nothing`
              key resources.inner: `a[inner]` stands for `b.yaml`
              key resources.a: `a` stands for `a.yaml`
              help: declare it under `resources`, or take the reference away
            error (validate) resources.c.type: the file `missing.yaml` is not there, and `c` is made of it
              help: add the file, or correct its name
        "#]],
    );
}

#[test]
fn a_template_may_take_the_place_of_a_type() {
    check_with(
        "resources:
  text: {type: OS::Heat::RandomString, properties: {length: 4}}
  mine: {type: 'My::Thing'}
outputs:
  text: {value: {get_attr: [text, value]}}
",
        "=== text.yaml
parameters: {length: {type: number, default: 3}}
resources:
  inner: {type: OS::Heat::RandomString, properties: {length: {get_param: length}}}
outputs:
  value: {value: {get_param: length}}
",
        "resource_registry: {'OS::Heat::RandomString': text.yaml, 'My::*': OS::Heat::None}",
        expect![[r#"
            text text.yaml {"length": 4}
            mine None {}
            text[inner] RandomString {"length": 4}
            text: 4
            inside text: inner
        "#]],
    );
}

#[test]
fn the_facade_is_read_from_inside() {
    check(
        "resources:
  node: {type: node.yaml, metadata: {a: b}, deletion_policy: Retain}
outputs:
  both: {value: {get_attr: [node, both]}}
",
        "=== node.yaml
outputs:
  both: {value: [{resource_facade: metadata}, {resource_facade: deletion_policy}]}
",
        expect![[r#"
            node node.yaml {}
            both: [{"a": "b"}, "Retain"]
            inside node: 
        "#]],
    );
}

#[test]
fn a_template_in_itself_ends() {
    check(
        "resources:\n  a: {type: a.yaml}\n",
        "=== a.yaml\nresources:\n  a: {type: a.yaml}\n",
        expect![[r#"
        a a.yaml {}
        a[a] a.yaml {}
        a[a][a] a.yaml {}
        a[a][a][a] a.yaml {}
        a[a][a][a][a] a.yaml {}
        a[a][a][a][a][a] a.yaml closed: stacks are nested too deeply {}
        inside a: a
        inside a[a]: a
        inside a[a][a]: a
        inside a[a][a][a]: a
        inside a[a][a][a][a]: a
        a.yaml: error (create) key resources.a: `a[a][a][a][a][a]` would be a stack on level 6: Heat allows 5
          key resources.a: `a[a][a][a][a]` stands for `a.yaml`
          key resources.a: `a[a][a][a]` stands for `a.yaml`
          key resources.a: `a[a][a]` stands for `a.yaml`
          key resources.a: `a[a]` stands for `a.yaml`
          key resources.a: `a` stands for `a.yaml`
          help: `a.yaml` must not stand for itself without end
    "#]],
    );
}

/// One attribute is known.
struct One;

impl Known for One {
    fn get(&self, reference: &Reference) -> Option<Value> {
        let named = reference.attribute.first().and_then(Value::as_str) == Some("value");
        (named && reference.resource == ResourcePath::root("random")).then(|| "told".into())
    }
}

#[test]
fn what_becomes_known_outside_is_known_inside() {
    let text = format!(
        "{VERSION}resources:
  random: {{type: OS::Heat::RandomString}}
  first: {{type: copy.yaml, properties: {{text: {{get_attr: [random, value]}}}}}}
  second: {{type: copy.yaml, properties: {{text: {{get_attr: [first, text]}}}}}}
outputs:
  o: {{value: {{get_attr: [second, text]}}}}
"
    );
    let files = files(
        "=== copy.yaml
parameters: {text: {type: string}}
conditions:
  told: {equals: [{get_param: text}, 'told']}
resources:
  v: {type: OS::Heat::RandomString, properties: {salt: {get_param: text}}}
outputs:
  text: {value: {if: [told, {get_param: text}, other]}}
",
    );
    let plan = show::planned_with(&text, &Inputs::default(), &files as &dyn Files).value;
    assert_eq!(show::value(&plan.output("o", &One).unwrap()), "\"told\"");
    let inner = plan.stack.find(&ResourcePath::root("second").member("v")).unwrap();
    assert_eq!(show::value(&plan.properties(inner.id, &One)), "{\"salt\": \"told\"}");
}

#[test]
fn a_long_row_of_stacks_that_read_each_other_is_no_burden() {
    let mut text = format!("{VERSION}resources:\n  n0: {{type: OS::Heat::RandomString}}\n");
    for n in 1..200 {
        let before = if n == 1 { "value" } else { "text" };
        let read = format!("{{get_attr: [n{}, {before}]}}", n - 1);
        text += &format!("  n{n}: {{type: copy.yaml, properties: {{text: {read}, again: {read}}}}}\n");
    }
    text += "outputs:\n  o: {value: {get_attr: [n199, text]}}\n";
    let files = files(
        "=== copy.yaml
parameters: {text: {type: string}, again: {type: string}}
outputs:
  text: {value: {list_join: ['', [{get_param: text}, {get_param: again}]]}}
",
    );
    let plan = show::planned_with(&text, &Inputs::default(), &files as &dyn Files).value;
    assert!(plan.output("o", &One).is_some());
}
