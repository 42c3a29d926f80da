//! Whatever is written, planning ends and says what it thinks.

use std::sync::Arc;

use hotplate_hot::{Source, lower, parse};
use hotplate_plan::{
    AsPreviewed, Inputs, Limits, NoFiles, Nothing, Precedence, Resolved, plan, read_environment, read_in,
};
use hotplate_schema::{Catalog, IndexMap};
use proptest::prelude::*;

/// Plans a text and evaluates everything again.
fn survives(text: &str) {
    let template = Arc::new(lower(&parse(&Source::new("any.yaml", text)).value).value);
    let limits = Limits { made: 1 << 20, members: 500, ..Limits::default() };
    let planned = plan(&template, &Inputs::default(), &NoFiles, &Catalog::full(), &limits).value;
    for resource in planned.stack.iter() {
        assert_eq!(planned.properties(resource.id, &Nothing), resource.properties, "{}", resource.path);
        planned.properties(resource.id, &AsPreviewed);
    }
    for (name, output) in &planned.outputs {
        assert_eq!(planned.output(name, &Nothing).as_ref(), Some(&output.value), "{name}");
        planned.output(name, &AsPreviewed);
    }
    let placed: usize = planned.waves.iter().map(|wave| wave.resources.len()).sum();
    let enabled = planned.stack.top().filter(|resource| resource.enabled != Some(false)).count();
    assert_eq!(placed < enabled, !planned.cycles.is_empty(), "what is in no wave is in or behind a cycle");
}

#[test]
fn what_reads_a_circle_comes_out_the_same_whenever_it_is_asked() {
    survives(
        "heat_template_version: 2021-04-16
resources:
  a: {type: OS::Heat::Value, properties: {value: [{get_attr: [d, resource.0.x, d]}]}}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [c, value]}}}
  c: {type: OS::Heat::Value, properties: {value: [{get_attr: [b, value]}]}}
  d: {type: OS::Heat::SoftwareDeploymentGroup, properties: {config: {get_attr: [d, a]}, servers: {}}}
",
    );
}

#[test]
fn values_that_are_asked_for_later_stay_within_the_limit_together() {
    let text = "x".repeat(1000);
    let mut template = format!(
        "heat_template_version: 2021-04-16\nparameters: {{ s: {{ type: string, default: {text} }} }}\noutputs:\n"
    );
    for at in 0..200 {
        let parts = "{ get_param: s }, ".repeat(10);
        template.push_str(&format!("  o{at}: {{ value: {{ list_join: ['', [{parts}]] }} }}\n"));
    }
    let template = Arc::new(lower(&parse(&Source::new("any.yaml", &template)).value).value);
    let limits = Limits { made: 100_000, ..Limits::default() };
    let planned = plan(&template, &Inputs::default(), &NoFiles, &Catalog::full(), &limits);
    let told: Vec<_> = planned.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(told, ["what `list_join` comes to is too large to be worked out here"], "it is said once");
    let planned = planned.value;
    let later = planned.outputs.keys().filter_map(|name| planned.output(name, &Nothing));
    let known = later.filter(|value| matches!(value, Resolved::Known(_))).count();
    assert!(known < 10, "{known} texts of 10,000 letters each");
}

/// Plans a text with a file that may be used as a type, also by itself, and evaluates everything again.
fn survives_nested(text: &str, file: &str, environment: &str) {
    let template = Arc::new(lower(&parse(&Source::new("any.yaml", text)).value).value);
    let files = IndexMap::from_iter([("n.yaml".to_owned(), Source::new("n.yaml", file))]);
    let inputs = Inputs {
        environments: vec![read_environment(&Source::new("env.yaml", environment)).value],
        precedence: Precedence::Environment,
        ..Inputs::default()
    };
    let limits = Limits { made: 1 << 20, members: 40, ..Limits::default() };
    let catalog = Catalog::full();
    read_in(&Source::new("any.yaml", text), &catalog, &inputs, &files);
    let planned = plan(&template, &inputs, &files, &catalog, &limits).value;
    for resource in planned.stack.iter() {
        planned.properties(resource.id, &AsPreviewed);
        if let Some(nested) = planned.stack.nested(resource.id) {
            for name in nested.outputs.keys() {
                planned.nested_output(resource.id, name, &Nothing);
            }
        }
    }
    for name in planned.outputs.keys() {
        planned.output(name, &AsPreviewed);
    }
}

/// A value in flow style, made of functions, names and scalars.
fn snippet() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "a",
            "b",
            "g",
            "d",
            "p",
            "j",
            "c",
            "refs",
            "refs_map",
            "resource.0.x",
            "'%index%'",
            "1",
            "-1",
            "true",
            "null",
            "1.5",
            "''",
            "'0'",
            "abc",
            "OS::stack_id",
            "sha256",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let names = prop::sample::select(vec![
            "get_param",
            "get_resource",
            "get_attr",
            "get_file",
            "list_join",
            "str_replace",
            "str_replace_vstrict",
            "repeat",
            "str_split",
            "map_merge",
            "map_replace",
            "if",
            "equals",
            "not",
            "and",
            "or",
            "contains",
            "filter",
            "list_concat",
            "list_concat_unique",
            "digest",
            "make_url",
            "resource_facade",
            "yaql",
            "template",
            "params",
            "for_each",
            "keys",
            "values",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            (names.clone(), inner.clone()).prop_map(|(name, value)| format!("{{{name}: {value}}}")),
            prop::collection::vec((names, inner), 0..4).prop_map(|entries| {
                let entries: Vec<_> =
                    entries.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_values(a in snippet(), b in snippet(), count in snippet(), servers in snippet(), c in snippet(), o in snippet()) {
        survives(&format!("heat_template_version: 2021-04-16
parameters:
  p: {{type: string, default: x}}
  j: {{type: json, default: {{a: [1, 2]}}}}
conditions: {{c: {c}}}
resources:
  a: {{type: OS::Heat::Value, properties: {{value: {a}}}}}
  b: {{type: OS::Heat::None, condition: {c}, properties: {{value: {b}}}, metadata: {{m: {a}}}}}
  g: {{type: OS::Heat::ResourceGroup, properties: {{count: {count}, resource_def: {{type: OS::Nova::Server, properties: {{x: {b}}}}}}}}}
  d: {{type: OS::Heat::SoftwareDeploymentGroup, properties: {{config: {a}, servers: {servers}}}}}
outputs: {{o: {{value: {o}, condition: {c}}}}}
"));
    }

    #[test]
    fn any_text(text in "[ -~\n]{0,200}") {
        survives(&text);
        survives_nested("heat_template_version: 2021-04-16\nresources: {a: {type: n.yaml}}\n", &text, &text);
    }
}

proptest! {
    // Each reads and plans two templates with all that is nested in them.
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_nested(a in snippet(), b in snippet(), c in snippet(), o in snippet(), p in snippet()) {
        let file = format!("heat_template_version: 2021-04-16
parameters:
  p: {{type: json, default: {{}}}}
  j: {{type: comma_delimited_list, default: ''}}
conditions: {{c: {{not: {{equals: [{{get_param: p}}, {c}]}}}}}}
resources:
  a: {{type: n.yaml, condition: c, properties: {{p: {a}, j: {b}}}}}
  g: {{type: OS::Heat::ResourceChain, properties: {{resources: [n.yaml, OS::Heat::None], resource_properties: {{p: {b}}}}}}}
  d: {{type: 'X::Y', properties: {{p: {p}}}}}
outputs: {{x: {{value: {o}}}, b: {{value: {{get_attr: [a, b]}}}}}}
");
        let top = file.replace("n.yaml, OS::Heat::None", "n.yaml, {get_param: p}");
        survives_nested(&top, &file, "resource_registry: {'X::*': 'OS::Heat::*', 'X::Y': n.yaml}");
        survives_nested(&format!("heat_template_version: 2021-04-16
resources:
  a: {{type: OS::Heat::AutoScalingGroup, properties: {{min_size: {a}, max_size: 3, resource: {{type: n.yaml, properties: {b}}}}}}}
  b: {{type: n.yaml, properties: {{p: {{get_attr: [a, outputs, {p}]}}, j: {{get_attr: [a, {c}]}}}}}}
outputs: {{o: {{value: {{get_attr: [b, x]}}}}}}
"), &file, &format!("parameters: {{p: {p}}}\nparameter_merge_strategies: {{p: deep_merge}}"));
    }
}

#[test]
fn the_deepest_value_that_can_be_read() {
    for (open, close) in
        [("[", "]"), ("{a: ", "}"), ("{not: ", "}"), ("{list_concat: [", "]}"), ("{if: [true, ", ", 1]}")]
    {
        let deep = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        for depth in [90, 190, 1000] {
            let value = deep(depth);
            survives(&format!(
                "heat_template_version: 2021-04-16
conditions: {{c: {value}}}
resources: {{a: {{type: OS::Heat::Value, properties: {{value: {value}}}}}}}
outputs: {{o: {{value: {value}}}}}
"
            ));
        }
    }
}
