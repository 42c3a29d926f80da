//! The commands and scripts of a review, run as a person would run them, with OpenStack's own clients.

use std::path::{Path, PathBuf};
use std::process::Command;

use hotplate_cloud::heat::{CreateStack, ListStacks, StackRef};
use hotplate_cloud::script::{Deed, Forms, Names, forms};

use crate::heat::HOSTS;
use crate::visit::{PASSWORD, Visit, auth_url, creation};

/// A folder of one's own, gone when this is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("hotplate-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a form as alice, in a folder with her files, and gives what it said.
#[track_caller]
fn run(program: &str, option: &str, text: &str, folder: &Path) -> String {
    let clients = std::env::var("HOTPLATE_CLIENTS").unwrap_or_default();
    let path = format!("{clients}:{}", std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(program);
    command.args([option, text]).current_dir(folder).env("PATH", path).env("PARAM_key", "hunter2");
    let account = [
        ("AUTH_URL", auth_url().as_str()),
        ("USERNAME", "alice"),
        ("PASSWORD", PASSWORD),
        ("PROJECT_NAME", "chi-one"),
        ("USER_DOMAIN_ID", "default"),
        ("PROJECT_DOMAIN_ID", "default"),
        ("REGION_NAME", "RegionOne"),
        ("IDENTITY_API_VERSION", "3"),
    ]
    .map(|(name, value)| (format!("OS_{name}"), value.to_owned()));
    let done = command.envs(account).output().unwrap();
    let (said, complained) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{program}: {said}{complained}");
    said.into_owned()
}

/// The programs that a person gives the forms to, each with its option for a text.
fn programs(forms: Forms) -> [(&'static str, &'static str, &'static str, String); 2] {
    [("openstack", "sh", "-euc", forms.openstack), ("python", "python3", "-c", forms.python)]
}

#[test]
#[ignore = "needs the testbed"]
fn the_commands_for_openstack_and_the_script_for_python_do_what_the_calls_do() {
    let alice = Visit::alice();
    let template = format!("{HOSTS}  ran: {{value: {{get_file: run.sh}}}}\n");
    let environment = "parameters: {size: 1}\n";
    let files =
        [("hosts.yaml", template.as_str()), ("environment.yaml", environment), ("run.sh", "echo it's\n")];
    let folder = Folder::new("forms", &files);
    let names = Names {
        template: "hosts.yaml".to_owned(),
        environment: "environment.yaml".to_owned(),
        set: vec!["size".to_owned()],
    };
    for number in 0..2 {
        let mut stack = creation("", &template);
        stack.template.environment = environment.to_owned();
        stack.template.files.insert("run.sh".to_owned(), "echo it's\n".to_owned());
        stack.parameters.insert("key".to_owned(), "hunter2".into());
        stack.parameters.insert("size".to_owned(), 2.into());
        stack.hidden.push("key".to_owned());
        stack.name = format!("by-form-{number}");
        let name = stack.name.clone();
        let deeds = [Deed::CreateStack(CreateStack { stack, initialize: false })];
        let (form, program, option, text) =
            programs(forms(&alice.session, &deeds, &names).unwrap())[number].clone();
        assert!(!text.contains("hunter2"), "{text}");
        run(program, option, &text, &folder.0);
        let made = alice.ask(&ListStacks).unwrap().into_iter().find(|stack| stack.name == name).unwrap();
        let made: StackRef = made.reference();
        let settled = alice.settle(&made);
        assert_eq!(settled.status.0, "CREATE_COMPLETE", "{form}");
        let outputs = settled.outputs.unwrap_or_default();
        assert!(outputs.iter().any(|output| output.key == "ran" && output.value == "echo it's\n"), "{form}");
        // A request's parameters stand above the environment; with the client it is the other way round, and is told.
        let size = if form == "openstack" { 1 } else { 2 };
        let words = outputs.iter().find(|output| output.key == "words").unwrap();
        assert_eq!(words.value.as_array().unwrap().len(), size, "{form}");
        assert_eq!(text.contains("sets \"size\" too"), form == "openstack", "{text}");
        alice.clear(&made);
    }
}

/// With leases too.
mod full {
    use hotplate_cloud::blazar::{DeleteLease, ListLeases};
    use hotplate_cloud::later;

    use super::*;
    use crate::full::{hosts, lease};

    const RESERVED: &str = "\
heat_template_version: 2018-08-31
parameters: {reservation_id: {type: string}}
resources:
  given: {type: OS::Heat::Value, properties: {value: {get_param: reservation_id}}}
outputs:
  told: {value: {get_attr: [given, value]}}
";

    #[test]
    #[ignore = "needs the whole testbed"]
    fn the_forms_make_a_lease_and_wait_for_it() {
        let alice = Visit::alice();
        let folder = Folder::new("leased", &[("hosts.yaml", RESERVED)]);
        let names = Names { template: "hosts.yaml".to_owned(), ..Names::default() };
        for number in 0..2 {
            let name = format!("by-form-{number}");
            let mut stack = creation(&name, RESERVED);
            stack.parameters.insert("reservation_id".to_owned(), later::RESERVATION.into());
            let wanted = hosts(1, r#"["==", "$node_type", "compute_skylake"]"#);
            let deeds = [
                Deed::CreateLease(lease(&name, vec![wanted])),
                Deed::AwaitLease,
                Deed::CreateStack(CreateStack { stack, initialize: false }),
            ];
            let forms = forms(&alice.session, &deeds, &names).unwrap();
            let (form, program, option, text) = programs(forms)[number].clone();
            run(program, option, &text, &folder.0);
            let made = alice.ask(&ListLeases).unwrap().into_iter().find(|lease| lease.name == name).unwrap();
            let stacks = alice.ask(&ListStacks).unwrap();
            let stack = stacks.into_iter().find(|stack| stack.name == name).unwrap().reference();
            let outputs = alice.settle(&stack).outputs.unwrap_or_default();
            assert_eq!(outputs[0].value, made.reservations[0].id, "{form}");
            alice.clear(&stack);
            alice.ask(&DeleteLease(made.id)).unwrap();
        }
    }
}
