//! The templates that are timed: those of the gallery that have about 3 KB; the sample that opens with the page, with
//! 100 instances; one shape with 100, 1,000 and 10,000 resources, to see what each resource costs; and 1,000 resources
//! one behind the other.

use std::borrow::Cow;
use std::fmt::Write;

/// The names of those that are made here.
const MADE: [&str; 5] = ["exchange-100", "hundred", "thousand", "ten-thousand", "chain"];

/// A template of the gallery.
macro_rules! gallery {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../../site/gallery/", $name, ".yaml")))),*]
    };
}

/// Those of the gallery, by name: all between 2.5 and 3.7 KB.
const GALLERY: [(&str, &str); 12] = gallery!(
    "cluster" "component" "hostfile" "hosts" "leader" "mpi-keys" "nfs" "one-fails" "ring" "structured" "swarm" "two-rounds"
);

/// The names of all, those of the gallery first.
pub fn templates() -> impl Iterator<Item = &'static str> {
    GALLERY.map(|(name, _)| name).into_iter().chain(MADE)
}

/// Whether a template is one of the gallery.
pub(crate) fn is_of_gallery(name: &str) -> bool {
    GALLERY.iter().any(|(other, _)| *other == name)
}

/// The text of a template; nothing for another name.
pub fn text(name: &str) -> Cow<'static, str> {
    if let Some((_, text)) = GALLERY.iter().find(|(other, _)| *other == name) {
        return (*text).into();
    }
    match name {
        "exchange-100" => text("hosts").replacen("default: 3", "default: 100", 1).into(),
        "hundred" => instances(25).into(),
        "thousand" => instances(250).into(),
        "ten-thousand" => instances(2500).into(),
        "chain" => chain(1000).into(),
        _ => "".into(),
    }
}

/// Values of which each is the one before.
fn chain(length: usize) -> String {
    let mut text = String::from("heat_template_version: 2021-04-16\nresources:\n");
    for number in 0..length {
        let before = match number.checked_sub(1) {
            None => "first".to_owned(),
            Some(before) => format!("{{ get_attr: [value_{before}, value] }}"),
        };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "  value_{number}:\n    type: OS::Heat::Value\n    properties: {{ value: {before} }}\n"
        );
    }
    text
}

/// Instances, each with a script, its deployment and a value, in chains of ten.
fn instances(count: usize) -> String {
    let mut text = String::from(
        "heat_template_version: 2021-04-16\n\
         parameters:\n  \
           reservation_id: { type: string }\n\
         resources:\n",
    );
    for number in 0..count {
        let before = match number % 10 {
            0 => "none".to_owned(),
            _ => format!("{{ get_attr: [value_{}, value] }}", number - 1),
        };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            r#"  server_{number}:
    type: OS::Nova::Server
    properties:
      name: node-{number}
      flavor: baremetal
      image: CC-Ubuntu22.04
      networks: [ {{ network: sharednet1 }} ]
      scheduler_hints: {{ reservation: {{ get_param: reservation_id }} }}
      user_data_format: SOFTWARE_CONFIG
      software_config_transport: POLL_SERVER_HEAT
  config_{number}:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [ {{ name: before }} ]
      outputs: [ {{ name: line }} ]
      config: |
        #!/bin/sh
        echo "$(facter ipaddress) $(facter hostname) after $before" > "${{heat_outputs_path}}.line"
  deployment_{number}:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {{ get_resource: config_{number} }}
      server: {{ get_resource: server_{number} }}
      input_values: {{ before: {before} }}
      signal_transport: HEAT_SIGNAL
  value_{number}:
    type: OS::Heat::Value
    properties:
      value: {{ get_attr: [deployment_{number}, line] }}
"#
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{GALLERY, templates, text};
    use hotplate_hot::{Severity, Source, read};
    use hotplate_schema::Catalog;

    #[test]
    fn the_templates_are_free_of_mistakes_and_as_large_as_they_say() {
        let sizes: Vec<usize> = templates()
            .map(|name| {
                let reading = read(&Source::new(name, &text(name)), &Catalog::full());
                let mistakes = reading.diagnostics.iter().filter(|found| found.severity != Severity::Note);
                let mistakes: Vec<_> = mistakes.map(|found| found.code.0).collect();
                // Heat would not read 10,000 resources; here they must not cost more than their share.
                let expected: &[&str] = if name == "ten-thousand" { &["template-too-large"] } else { &[] };
                assert_eq!(mistakes, expected, "{name}");
                reading.template.resources.len()
            })
            .collect();
        assert_eq!(sizes[GALLERY.len()..], [5, 100, 1000, 10_000, 1000]);
        assert!(GALLERY.iter().all(|(_, text)| (2_500..=3_700).contains(&text.len())));
    }
}
