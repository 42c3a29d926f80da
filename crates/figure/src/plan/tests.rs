//! Templates in, drawings out: what is said of them in small scenes, what always holds in random ones.

use expect_test::{Expect, expect};
use hotplate_hot::{Source, read};
use hotplate_plan::{Files, Inputs, Limits, NoFiles, Plan, ResourcePath};
use hotplate_schema::Catalog;
use proptest::prelude::*;

use super::{Fold, Language, PlanOptions, diagram, plan as draw};
use crate::{Class, Point, Rect, Scene, Shape, Target, Theme, svg};

fn plan(text: &str) -> Plan {
    plan_with(text, &NoFiles)
}

fn plan_with(text: &str, files: &dyn Files) -> Plan {
    let catalog = Catalog::full();
    let template = read(&Source::new("test.yaml", text), &catalog).template;
    hotplate_plan::plan(&template, &Inputs::default(), files, &catalog, &Limits::default()).value
}

/// A line for each group of shapes: its label, then the texts and the tell-tale classes of what is in it.
fn told(scene: &Scene) -> String {
    let mut told = format!("{}\n{}\n", scene.title, scene.description);
    tell(&scene.shapes, &mut told);
    told
}

fn tell(shapes: &[Shape], told: &mut String) {
    for shape in shapes {
        if let Shape::Group { label, shapes, .. } = shape {
            let own: Vec<String> = shapes.iter().filter_map(trait_of).collect();
            told.push_str(&format!("{label} [{}]\n", own.join("; ")));
            tell(shapes, told);
        }
    }
}

fn trait_of(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Text { text, .. } => Some(text.clone()),
        Shape::Path { class: class @ Class::Edge(_), .. }
        | Shape::Rect { class: class @ Class::Ghost, .. } => Some(class.css().to_owned()),
        Shape::Rect { .. } | Shape::Path { .. } | Shape::Group { .. } => None,
    }
}

fn check(text: &str, folds: &[(&str, Fold)], expected: Expect) {
    let plan = plan(text);
    let folds = folds
        .iter()
        .filter_map(|(name, fold)| Some((plan.stack.find(&ResourcePath::root(name))?.id, *fold)))
        .collect();
    expected.assert_eq(&told(&draw(&plan, &PlanOptions { folds, ..PlanOptions::default() })));
}

const EXCHANGE: &str = "
heat_template_version: 2018-08-31
resources:
  export:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, outputs: [{name: hosts}], config: x}
  export_all:
    type: OS::Heat::SoftwareDeploymentGroup
    properties: {config: {get_resource: export}, servers: {get_attr: [nodes, refs_map]}}
  populate:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, inputs: [{name: hosts}], config: x}
  populate_all:
    type: OS::Heat::SoftwareDeploymentGroup
    depends_on: export_all
    properties:
      config: {get_resource: populate}
      servers: {get_attr: [nodes, refs_map]}
      input_values: {hosts: {get_attr: [export_all, hosts]}}
  nodes:
    type: OS::Heat::ResourceGroup
    properties: {count: 3, resource_def: {type: OS::Nova::Server, properties: {flavor: baremetal}}}
outputs:
  results: {value: {get_attr: [export_all, hosts]}}
";

#[test]
fn tells_the_exchange() {
    check(
        EXCHANGE,
        &[],
        expect![[r#"
            Deployment graph: 5 resources, 3 waves and 1 output
            Wave 1 · starts at once: export, populate and nodes. Wave 2 · after servers: export_all. Wave 3 · after all signals: populate_all. Outputs: results.
            export_all waits for export: config [f-edge f-config]
            export_all waits for nodes: servers [f-edge f-server]
            populate_all waits for export_all: hosts ×3 [f-edge f-flow]
            populate_all waits for export_all: depends_on [f-edge f-order]
            populate_all waits for populate: config [f-edge f-config]
            populate_all waits for nodes: servers [f-edge f-server]
            output results reads export_all: hosts [f-edge f-out]
             [config]
             [servers]
             [hosts ×3]
             [depends_on]
             [config]
             [servers]
             [hosts]
            export, SoftwareConfig · script, wave 1, waits for nothing, needed by export_all [export; SoftwareConfig · script]
            nodes, ResourceGroup ×3, wave 1, waits for nothing, needed by export_all and populate_all [nodes; ResourceGroup ×3]
            fold nodes []
            nodes[0], Server · baremetal, member of nodes [[0]; Server · baremetal]
            nodes[1], Server · baremetal, member of nodes [[1]; Server · baremetal]
            nodes[2], Server · baremetal, member of nodes [[2]; Server · baremetal]
            populate, SoftwareConfig · script, wave 1, waits for nothing, needed by populate_all [populate; SoftwareConfig · script]
            export_all, runs on 3 servers, ×3, wave 2, waits for export and nodes, needed by populate_all [export_all; runs on 3 servers; ×3]
            unfold export_all []
            populate_all, runs on 3 servers, ×3, wave 3, waits for export_all, populate and nodes, needed by nothing [populate_all; runs on 3 servers; ×3]
            unfold populate_all []
            results, from export_all, output of the stack [results; from export_all]
        "#]],
    );
}

#[test]
fn folds_a_group() {
    check(
        EXCHANGE,
        &[("nodes", Fold::Folded)],
        expect![[r#"
            Deployment graph: 5 resources, 3 waves and 1 output
            Wave 1 · starts at once: export, populate and nodes. Wave 2 · after servers: export_all. Wave 3 · after all signals: populate_all. Outputs: results.
            export_all waits for export: config [f-edge f-config]
            export_all waits for nodes: servers [f-edge f-server]
            populate_all waits for export_all: hosts ×3 [f-edge f-flow]
            populate_all waits for export_all: depends_on [f-edge f-order]
            populate_all waits for populate: config [f-edge f-config]
            populate_all waits for nodes: servers [f-edge f-server]
            output results reads export_all: hosts [f-edge f-out]
             [config]
             [servers]
             [hosts ×3]
             [depends_on]
             [config]
             [servers]
             [hosts]
            export, SoftwareConfig · script, wave 1, waits for nothing, needed by export_all [export; SoftwareConfig · script]
            nodes, ResourceGroup · 3 × Server, ×3, wave 1, waits for nothing, needed by export_all and populate_all [nodes; ResourceGroup · 3 × Server; ×3]
            unfold nodes []
            populate, SoftwareConfig · script, wave 1, waits for nothing, needed by populate_all [populate; SoftwareConfig · script]
            export_all, runs on 3 servers, ×3, wave 2, waits for export and nodes, needed by populate_all [export_all; runs on 3 servers; ×3]
            unfold export_all []
            populate_all, runs on 3 servers, ×3, wave 3, waits for export_all, populate and nodes, needed by nothing [populate_all; runs on 3 servers; ×3]
            unfold populate_all []
            results, from export_all, output of the stack [results; from export_all]
        "#]],
    );
}

#[test]
fn shows_what_never_starts_and_what_is_not_created() {
    check(
        "
heat_template_version: 2018-08-31
conditions:
  never: {equals: [a, b]}
resources:
  net: {type: OS::Neutron::Net}
  a: {type: OS::Heat::Value, properties: {value: {get_attr: [b, value]}}}
  b: {type: OS::Heat::Value, depends_on: net, properties: {value: {get_attr: [a, value]}}}
  behind: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
  spare: {type: OS::Nova::Server, condition: never}
",
        &[],
        expect![[r#"
            Deployment graph: 5 resources, 1 wave and 1 circle
            Wave 1 · starts at once: net. Never starts: b, a and behind. Not created: spare.
            a waits for b: value [f-edge f-cycle]
            b waits for net: depends_on [f-edge f-order]
            b waits for a: value [f-edge f-cycle]
            behind waits for a: value [f-edge f-plain]
             [value]
             [depends_on]
             [value]
            net, Net, wave 1, waits for nothing, needed by b [net; Net]
            b, Value, never starts, waits for net and a, needed by a [f-ghost; b; Value]
            a, Value, never starts, waits for b, needed by b and behind [f-ghost; a; Value]
            behind, Value, never starts, waits for a, needed by nothing [f-ghost; behind; Value]
            spare, Server, not created [f-ghost; spare; Server]
        "#]],
    );
}

#[test]
fn draws_what_is_not_known() {
    check(
        "
heat_template_version: 2018-08-31
parameters:
  many: {type: number}
resources:
  nodes:
    type: OS::Heat::ResourceGroup
    properties: {count: {get_param: many}, resource_def: {type: OS::Nova::Server}}
  strange: {type: 'My::Own::Thing', properties: {nodes: {get_attr: [nodes, refs]}}}
",
        &[],
        expect![[r#"
            Deployment graph: 2 resources and 2 waves
            Wave 1 · starts at once: nodes. Wave 2 · after servers: strange.
            strange waits for nodes: nodes [f-edge f-server]
             [nodes]
            nodes, ResourceGroup · ? × Server, its `count` is not known: the parameter `many` has no value, wave 1, waits for nothing, needed by strange [f-ghost; nodes; ResourceGroup · ? × Server]
            strange, Thing, wave 2, waits for nodes, needed by nothing [strange; Thing]
        "#]],
    );
}

struct Node;

impl Files for Node {
    fn get(&self, name: &str) -> Option<Source> {
        let text = "heat_template_version: 2021-04-16
resources:
  last: {type: OS::Heat::Value, properties: {value: [{get_resource: server}, {get_attr: [port, name]}]}}
  server: {type: OS::Nova::Server, properties: {flavor: small, networks: [{port: {get_resource: port}}]}}
  port: {type: OS::Neutron::Port}
";
        (name == "node.yaml").then(|| Source::new(name, text))
    }
}

#[test]
fn draws_a_nested_stack_in_the_order_of_its_creation() {
    let plan = plan_with(
        "heat_template_version: 2021-04-16
resources:
  node: {type: node.yaml}
  scaled:
    type: OS::Heat::AutoScalingGroup
    properties: {min_size: 1, max_size: 2, resource: {type: OS::Heat::None}}
",
        &Node,
    );
    expect![[r#"
        Deployment graph: 2 resources and 1 wave
        Wave 1 · starts at once: node and scaled.
        node, node.yaml ×3, wave 1, waits for nothing, needed by nothing [node; node.yaml ×3]
        fold node []
        node[server] waits for node[port]: networks [f-edge f-plain]
        node[last] waits for node[server]: value [f-edge f-server]
        node[last] waits for node[port]: value [f-edge f-plain]
        node[port], Port, member of node, waits for nothing [port; Port]
        node[server], Server · small, member of node, waits for port [server; Server · small]
        node[last], Value, member of node, waits for server and port [last; Value]
        scaled, AutoScalingGroup ×1 · samples, their names are samples, wave 1, waits for nothing, needed by nothing [scaled; AutoScalingGroup ×1 · samples]
        fold scaled []
        scaled[sample-1], None, member of scaled [[sample-1]; None]
    "#]].assert_eq(&told(&draw(&plan, &PlanOptions::default())));
}

#[test]
fn shows_the_first_of_many_members() {
    let text = EXCHANGE.replace("count: 3", "count: 30");
    let shown = |folds: &[(&str, Fold)]| {
        let plan = plan(&text);
        let folds = folds
            .iter()
            .map(|(name, fold)| (plan.stack.find(&ResourcePath::root(name)).unwrap().id, *fold))
            .collect();
        let told = told(&draw(&plan, &PlanOptions { folds, ..PlanOptions::default() }));
        (told.matches("member of nodes").count(), told.contains("show 26 more members of nodes"))
    };
    assert_eq!(shown(&[]), (4, true));
    assert_eq!(shown(&[("nodes", Fold::Whole)]), (30, false));
    assert_eq!(shown(&[("nodes", Fold::Folded)]), (0, false));
}

#[test]
fn folds_by_itself_when_there_is_too_much() {
    let group = |name: &str| {
        format!(
            "  {name}: {{type: OS::Heat::ResourceGroup, properties: {{count: 8, resource_def: {{type: OS::Nova::Server}}}}}}\n"
        )
    };
    let groups = |count: usize| {
        let groups: String = (0..count).map(|number| group(&format!("g{number}"))).collect();
        told(&draw(
            &plan(&format!("heat_template_version: 2018-08-31\nresources:\n{groups}")),
            &PlanOptions::default(),
        ))
    };
    assert!(groups(10).contains("member of g0"));
    assert!(!groups(60).contains("member of g0"));
}

/// Boxes of the whole drawing, with what contains them.
fn boxes(shapes: &[Shape], inside: Option<Rect>, found: &mut Vec<(Rect, Option<Rect>)>) {
    for shape in shapes {
        if let Shape::Group { target: Target::Resource(_) | Target::Output(_), shapes, .. } = shape {
            let own = shapes.iter().find_map(|shape| match shape {
                Shape::Rect { rect, class: Class::Card | Class::Ghost | Class::Container(_), .. } => {
                    Some(*rect)
                }
                _ => None,
            });
            found.extend(own.map(|own| (own, inside)));
            boxes(shapes, own, found);
        }
    }
}

fn templates() -> impl Strategy<Value = String> {
    const TYPES: [&str; 5] = [
        "OS::Nova::Server",
        "OS::Heat::SoftwareConfig",
        "OS::Heat::SoftwareDeployment",
        "OS::Heat::Value",
        "OS::Heat::ResourceGroup",
    ];
    let odd = prop::collection::vec(
        prop::sample::select(vec!['a', '<', '&', '\u{202e}', '\u{7}', 'é', '主', ']']),
        0..9,
    );
    let resource = (0..TYPES.len(), prop::collection::vec(any::<u16>(), 0..4), any::<bool>(), odd);
    prop::collection::vec(resource, 0..14).prop_map(|resources| {
        // A quoted name with escapes, so that YAML lets every character through.
        let name = |number: usize| {
            let odd: String = resources[number].3.iter().map(|&c| format!("\\U{:08x}", c as u32)).collect();
            format!("\"r{number}{odd}\"")
        };
        let mut text = "heat_template_version: 2018-08-31\nresources:\n".to_owned();
        for (number, (kind, requires, order, _)) in resources.iter().enumerate() {
            let targets: Vec<String> =
                requires.iter().map(|&to| name(to as usize % resources.len())).collect();
            text.push_str(&format!("  {}:\n    type: {}\n", name(number), TYPES[*kind]));
            if *order {
                text.push_str(&format!("    depends_on: [{}]\n", targets.join(", ")));
            }
            text.push_str("    properties:\n      count: 11\n      resource_def: {type: OS::Nova::Server}\n");
            for (index, target) in targets.iter().enumerate() {
                text.push_str(&format!(
                    "      {}{index}\": {{get_attr: [{target}, {target}]}}\n",
                    target.trim_end_matches('"')
                ));
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keeps_every_drawing_sound(text in templates(), whole in any::<bool>()) {
        let plan = plan(&text);
        let fold = if whole { Fold::Whole } else { Fold::Open };
        let folds = plan.stack.top().filter(|one| one.group.is_some()).map(|one| (one.id, fold)).collect();
        let scene = draw(&plan, &PlanOptions { folds, ..PlanOptions::default() });
        let page = Rect { origin: Point::default(), size: scene.size };
        let mut found = Vec::new();
        boxes(&scene.shapes, None, &mut found);
        prop_assert!(found.len() >= plan.stack.top().count());
        for (index, (rect, inside)) in found.iter().enumerate() {
            prop_assert!(inside.unwrap_or(page).contains(rect), "{rect:?} outside {inside:?} in {page:?}");
            for (other, beside) in found.iter().take(index).filter(|(_, beside)| beside == inside) {
                prop_assert!(!rect.overlaps(other), "{rect:?} on {other:?} in {beside:?}");
            }
        }
        let file = svg(&scene, Theme::Auto);
        let document = roxmltree::Document::parse(&file);
        prop_assert!(document.is_ok(), "{document:?}");
        let left = ["\u{202e}", " id=", "var("].map(|what| file.contains(what));
        prop_assert!(!left.contains(&true), "{left:?}");
    }
}

#[test]
fn a_graph_in_the_languages_of_others() {
    expect![[r#"
        flowchart LR
          subgraph w0["Wave 1 · starts at once"]
            r0["export<br>SoftwareConfig"]
            r1["populate<br>SoftwareConfig"]
            r2["nodes<br>ResourceGroup ×3"]
          end
          subgraph w1["Wave 2 · after servers"]
            r3["export_all<br>SoftwareDeploymentGroup ×3"]
          end
          subgraph w2["Wave 3 · after all signals"]
            r4["populate_all<br>SoftwareDeploymentGroup ×3"]
          end
          subgraph w3["Outputs"]
            o5["results<br>output"]
          end
          r0 -->|"config"| r3
          r2 -->|"servers"| r3
          r3 ==>|"hosts ×3"| r4
          r3 -.->|"depends_on"| r4
          r1 -->|"config"| r4
          r2 -->|"servers"| r4
          r3 -->|"hosts"| o5
    "#]]
    .assert_eq(&diagram(&plan(EXCHANGE), Language::Mermaid));
    expect![[r#"
        digraph stack {
          rankdir=LR;
          node [shape=box, style=rounded];
          subgraph cluster_0 {
            label="Wave 1 · starts at once";
            r0 [label="export\nSoftwareConfig"];
            r1 [label="populate\nSoftwareConfig"];
            r2 [label="nodes\nResourceGroup ×3"];
          }
          subgraph cluster_1 {
            label="Wave 2 · after servers";
            r3 [label="export_all\nSoftwareDeploymentGroup ×3"];
          }
          subgraph cluster_2 {
            label="Wave 3 · after all signals";
            r4 [label="populate_all\nSoftwareDeploymentGroup ×3"];
          }
          subgraph cluster_3 {
            label="Outputs";
            o5 [label="results\noutput"];
          }
          r0 -> r3 [style=solid, label="config"];
          r2 -> r3 [style=solid, label="servers"];
          r3 -> r4 [style=bold, label="hosts ×3"];
          r3 -> r4 [style=dashed, label="depends_on"];
          r1 -> r4 [style=solid, label="config"];
          r2 -> r4 [style=solid, label="servers"];
          r3 -> o5 [style=solid, label="hosts"];
        }
    "#]]
    .assert_eq(&diagram(&plan(EXCHANGE), Language::Dot));
}

#[test]
fn no_name_steers_another_language() {
    let text = "
heat_template_version: 2018-08-31
resources:
  '\"] --> x; end %% #quot; <script> \\ `': { type: OS::Heat::None }
";
    expect![[r##"
        flowchart LR
          subgraph w0["Wave 1 · starts at once"]
            r0["#34;] --#62; x#59; end #37;#37; #35;quot#59; #60;script#62; #92; #96;<br>None"]
          end
    "##]]
    .assert_eq(&diagram(&plan(text), Language::Mermaid));
    expect![[r#"
        digraph stack {
          rankdir=LR;
          node [shape=box, style=rounded];
          subgraph cluster_0 {
            label="Wave 1 · starts at once";
            r0 [label="\"] --> x; end %% #quot; <script> \\ `\nNone"];
          }
        }
    "#]]
    .assert_eq(&diagram(&plan(text), Language::Dot));
}
