//! What an environment's registry makes of types.

use hotplate_hot::Source;
use hotplate_plan::{Inputs, NoFiles, read_environment};

use crate::show;

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
