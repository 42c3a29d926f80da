//! Whatever is written, planning ends and says what it thinks.

use hotplate_hot::{Source, lower, parse};
use hotplate_plan::{AsPreviewed, Inputs, Limits, NoFiles, Nothing, plan, read_environment};
use hotplate_schema::Catalog;
use proptest::prelude::*;

/// Plans a text and evaluates everything again.
fn survives(text: &str) {
    let template = lower(&parse(&Source::new("any.yaml", text)).value).value;
    let limits = Limits { made: 1 << 20, members: 500, ..Limits::default() };
    let planned = plan(&template, &Inputs::default(), &NoFiles, &Catalog::core(), &limits).value;
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
        let _ = read_environment(&Source::new("env.yaml", &text));
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
