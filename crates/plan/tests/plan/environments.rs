//! What an environment's registry makes of types.

use expect_test::expect;
use hotplate_hot::Source;
use hotplate_plan::{Inputs, NoFiles, read_environment};

use crate::show;

#[test]
fn what_is_misspelt_is_missing_where_nobody_says_that_it_is_misspelt() {
    let environment =
        read_environment(&Source::new("env.yaml", "resource_registry: {'My::*': 'OS::Nova::*'}"));
    let text = "heat_template_version: 2021-04-16
resources:
  own: {type: 'My::Server', properties: {flavor: f, imgae: i}}
  many: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: 'My::Server', properties: {flavor: f, imgae: i}}}}
";
    let inputs = Inputs { environments: vec![environment.value], ..Inputs::default() };
    expect![[r#"
        error (create) key resources.own: this server has nothing to start from: neither `image` nor a volume to boot
          help: add `image`
        error (create) key resources.many.properties.resource_def: this server has nothing to start from: neither `image` nor a volume to boot
          help: add `image`
    "#]].assert_eq(&show::diagnostics(&show::planned_with(text, &inputs, &NoFiles).diagnostics));
}

#[test]
fn a_type_may_stand_for_a_group() {
    let environment = read_environment(&Source::new(
        "env.yaml",
        "resource_registry: {'My::Group': 'OS::Heat::ResourceGroup'}",
    ));
    assert_eq!(environment.diagnostics, []);
    let text = "heat_template_version: 2021-04-16
resources:
  g: {type: 'My::Group', properties: {count: 2, resource_def: {type: OS::Heat::None}}}
";
    let inputs = Inputs { environments: vec![environment.value], ..Inputs::default() };
    let plan = show::planned_with(text, &inputs, &NoFiles).value;
    assert_eq!(
        plan.stack.iter().map(|resource| resource.path.to_string()).collect::<Vec<_>>(),
        ["g", "g[0]", "g[1]"]
    );
}
