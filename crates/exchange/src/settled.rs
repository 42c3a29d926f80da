//! A plan as a template again, as text: what Heat resolves before anything exists.

use hotplate_plan::Plan;

use crate::dump::dump_for_people;

/// What the file says of itself.
const HEAD: &str = "# What Heat makes of the template before anything exists: parameters and functions have their values as far as\n# they are known, what waits for the stack still stands as a call. Hidden parameters are left to be given.\n";

/// What it says where there is nothing to write.
const NONE: &str = "# Templates in CloudFormation's format are not resolved.\n";

/// Writes the template as far as it is resolved. Values of hidden parameters stay out.
pub fn resolved_template(plan: &Plan) -> String {
    match plan.settled() {
        Some(template) => {
            HEAD.to_owned() + &dump_for_people(&template).unwrap_or_else(|| template.to_json(true))
        }
        None => NONE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use hotplate_hot::{Source, read};
    use hotplate_plan::{Inputs, Limits, Plan, plan};
    use hotplate_schema::Catalog;
    use hotplate_schema::IndexMap;

    use super::*;

    fn planned(text: &str) -> Plan {
        let catalog = Catalog::core();
        let reading = read(&Source::new("t.yaml", text), &catalog);
        let mut files = IndexMap::default();
        files.insert("run.sh".to_owned(), Source::new("run.sh", "#!/bin/sh\necho 1\n"));
        plan(&reading.template, &Inputs::default(), &files, &catalog, &Limits::default()).value
    }

    #[test]
    fn what_is_known_stands_in_its_place_and_what_waits_stays_a_call() {
        let template = "heat_template_version: 2018-08-31
# a comment
parameters:
  size: { type: number, default: 2 }
  name: { type: string }
  key: { type: string, hidden: true, default: hunter2 }
conditions:
  many: { equals: [{ get_param: size }, 2] }
resources:
  gone: { type: OS::Heat::None, condition: { not: many } }
  config:
    type: OS::Heat::SoftwareConfig
    depends_on: seed
    properties: { config: { get_file: run.sh }, group: script }
  seed: { type: OS::Heat::RandomString, properties: { length: { get_param: size } } }
  all:
    type: OS::Heat::Value
    properties:
      value:
        text: { list_join: ['-', [a, b]] }
        later: { list_join: ['-', [{ digest: [md5, a] }, { get_attr: [seed, value] }]] }
        chosen: { if: [many, { get_resource: seed }, none] }
        open: { get_param: name }
        secret: { str_replace: { template: x-k, params: { k: { get_param: key } } } }
outputs:
  it: { value: { get_attr: [all, value] } }
";
        let text = resolved_template(&planned(template));
        expect![[r#"
            heat_template_version: '2018-08-31'
            parameters:
              name:
                type: string
              key:
                type: string
                hidden: true
            resources:
              config:
                type: OS::Heat::SoftwareConfig
                depends_on:
                - seed
                properties:
                  config: |
                    #!/bin/sh
                    echo 1
                  group: script
              seed:
                type: OS::Heat::RandomString
                properties:
                  length: 2
              all:
                type: OS::Heat::Value
                properties:
                  value:
                    text: a-b
                    later:
                      list_join:
                      - '-'
                      - - 0cc175b9c0f1b6a831c399e269772661
                        - get_attr:
                          - seed
                          - value
                    chosen:
                      get_resource: seed
                    open:
                      get_param: name
                    secret:
                      str_replace:
                        template: x-k
                        params:
                          k:
                            get_param: key
            outputs:
              it:
                value:
                  get_attr:
                  - all
                  - value
        "#]]
        .assert_eq(text.strip_prefix(HEAD).unwrap_or(&text));
        assert!(!text.contains("hunter2"));
    }

    #[test]
    fn another_format_is_left_alone() {
        let plan = planned("HeatTemplateFormatVersion: 2012-12-12\nResources: {}\n");
        assert_eq!(resolved_template(&plan), NONE);
    }
}
