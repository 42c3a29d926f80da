//! The engine as the page has it: through bytes.

use std::sync::Arc;

use expect_test::{Expect, expect};
use hotplate_agent::parcel::Packed;
use hotplate_agent::wire::{pack, unpack};
use hotplate_exchange::{DeploymentState, Scenario};
use hotplate_figure::Fold;
use hotplate_hot::{Path, Source};
use hotplate_link::{File, Payload, Role, View, encode};
use hotplate_plan::ResourcePath;
use hotplate_schema::Release;
use hotplate_worker::{Made, Task, answer, batch, made};
use proptest::prelude::*;

use crate::{
    Answer, Changes, Engine, FileWork, Form, Found, Keeping, Opened, Question, Ran, Shared, Sharing, Tab,
    Work,
};

const CATALOG: &str = include_str!("../../schema/catalog/catalog.txt");
const HOSTS: &str = include_str!("../../../site/gallery/hosts.yaml");

/// Files with their texts; an empty environment stands behind the template.
fn files(template: &str, extras: &[(&str, &str)]) -> Work {
    let file = |name: &str, text: &str| FileWork { name: name.into(), text: Some(text.into()) };
    let both = [file("t.yaml", template), file("environment", "")];
    let extras = extras.iter().map(|(name, text)| file(name, text));
    Work { files: Some(both.into_iter().chain(extras).collect()), ..Work::default() }
}

fn new_engine() -> Engine {
    Engine::new(CATALOG)
}

fn ask(engine: &mut Engine, work: &Work) -> Changes {
    unpack(&engine.answer(&pack(work)).unwrap()).unwrap()
}

/// Does the jobs that are wanted until none are, as the page has them done.
fn play(engine: &mut Engine, mut changes: Changes) -> Changes {
    while !changes.wanted.is_empty() {
        let task = |(_, job): &(_, Packed)| Task { job: job.clone(), talk: None };
        let tasks: Vec<Task> = changes.wanted.iter().map(task).collect();
        let made: Vec<Made> = made(&answer(&batch(tasks.iter())).unwrap()).unwrap();
        let done = made.into_iter().map(|made| match made {
            Made::Run(run) => Ran::Done(run),
            Made::Python(..) | Made::Beyond => panic!("nothing plays Python here"),
        });
        let runs = changes.wanted.iter().map(|(id, _)| *id).zip(done);
        changes = ask(engine, &Work { runs: runs.collect(), ..Work::default() });
    }
    changes
}

/// The names of what is told.
fn told(changes: &Changes) -> String {
    let parts = [
        ("facts", changes.facts.is_some()),
        ("landmarks", changes.landmarks.is_some()),
        ("findings", changes.findings.is_some()),
        ("plan", changes.plan.is_some()),
        ("exchange", changes.exchange.is_some()),
        ("wanted", !changes.wanted.is_empty()),
        ("scene", changes.scene.is_some()),
        ("answers", !changes.answers.is_empty()),
    ];
    parts.iter().filter(|(_, told)| *told).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

fn check(engine: &mut Engine, work: &Work, expected: Expect) {
    expected.assert_eq(&told(&ask(engine, work)));
}

#[test]
fn only_what_came_out_differently_is_told() {
    let mut engine = new_engine();
    let first = ask(&mut engine, &files(HOSTS, &[]));
    expect!["facts landmarks findings plan exchange wanted scene"].assert_eq(&told(&first));
    check(&mut engine, &Work::default(), expect![""]);
    check(&mut engine, &files(HOSTS, &[]), expect![""]);
    check(&mut engine, &files(&format!("# a\n{HOSTS}"), &[]), expect!["landmarks findings"]);
    check(&mut engine, &files(&format!("{HOSTS}# a\n"), &[("a.sh", "")]), expect!["landmarks findings"]);
    let answers = [("instance_count".to_owned(), "4".to_owned())].into_iter().collect();
    let work = Work { answers: Some(answers), ..Work::default() };
    check(&mut engine, &work, expect!["plan exchange wanted scene"]);
    let sizes = vec![("server_group".to_owned(), 5)];
    let scenario = Scenario { sizes, ..Scenario::default() };
    check(&mut engine, &Work { scenario: Some(scenario), ..Work::default() }, expect![""]);
    let folds = [(ResourcePath::root("server_group"), Fold::Folded)].into_iter().collect();
    let work = Work { folds: Some(folds), ..Work::default() };
    check(&mut engine, &work, expect!["scene"]);
    let work = Work { questions: vec![Question::Draw(Form::Svg)], ..Work::default() };
    check(&mut engine, &work, expect!["answers"]);
    check(&mut engine, &files("", &[]), expect!["facts landmarks findings plan exchange scene"]);
}

#[test]
fn a_file_that_stays_need_not_be_told_again() {
    let mut engine = new_engine();
    let template = "heat_template_version: 2018-08-31\nresources:\n  a: { type: OS::Heat::Value, properties: { value: { get_file: a.txt } } }\n";
    ask(&mut engine, &files(template, &[("a.txt", "one")]));
    let name = |name: &str, text: Option<&str>| FileWork { name: name.into(), text: text.map(Arc::from) };
    let kept = [name("t.yaml", None), name("environment", None), name("a.txt", Some("two"))];
    let changes = ask(&mut engine, &Work { files: Some(kept.into()), ..Work::default() });
    let value = changes.plan.unwrap().stack.top().next().unwrap().properties.known().cloned();
    assert_eq!(value.map(|value| value.to_json(false)).as_deref(), Some("{\"value\": \"two\"}"));
}

#[test]
fn what_arrives_is_what_was_made() {
    let mut engine = new_engine();
    let first = ask(&mut engine, &files(HOSTS, &[]));
    let (plan, landmarks) = (first.plan.clone().unwrap(), first.landmarks.clone().unwrap());
    let findings = first.findings.clone().unwrap();
    let last = play(&mut engine, first);
    let exchange = last.exchange.unwrap();
    assert!(exchange.deployments.iter().all(|it| it.state == DeploymentState::Complete));
    assert_eq!(exchange.knowledge.pairs(), (9, 9));

    // The same made anew tells the same: nothing was lost on the way.
    let again = new_engine().update(files(HOSTS, &[]));
    let made = again.plan.unwrap();
    assert_eq!((&plan.stack, &plan.graph, &plan.waves), (&made.stack, &made.graph, &made.waves));
    assert_eq!((&plan.parameters, &plan.outputs), (&made.parameters, &made.outputs));
    assert_eq!((landmarks, findings), (again.landmarks.unwrap(), again.findings.unwrap()));
}

#[test]
fn questions_are_asked_of_the_text_that_came_with_them() {
    let text = "heat_template_version: 2018-08-31\nparameters:\n  image: { type: string }\noutputs:\n  o: { value: { get_param: image } }\n";
    let at = text.rfind("image").unwrap() as u32;
    let questions = vec![Question::Define(at), Question::Hover(at), Question::Complete(at)];
    let answers = ask(&mut new_engine(), &Work { questions, ..files(text, &[]) }).answers;
    let [Answer::Define(Some(span)), Answer::Hover(Some(about)), Answer::Complete(_, offers)] =
        answers.as_slice()
    else {
        panic!("{answers:?}")
    };
    assert_eq!(&text[span.range()], "image");
    assert!(about.title.starts_with("image"), "{about:?}");
    assert!(offers.iter().any(|offer| offer.label == "image"), "{offers:?}");
}

#[test]
fn landmarks_say_what_a_byte_belongs_to() {
    let text = "heat_template_version: 2018-08-31\nresources:\n  # a comment\n  a:\n    type: OS::Heat::ResourceGroup\n    properties:\n      resource_def: { type: OS::Heat::None }\n\noutputs:\n  o:\n    value: 1\n";
    let landmarks = ask(&mut new_engine(), &files(text, &[])).landmarks.unwrap();
    let at = |word: &str| landmarks.at(text.find(word).unwrap() as u32);
    assert_eq!(at("OS::Heat::None"), Some(("resources", "a")));
    assert_eq!(at("o:\n    value"), Some(("outputs", "o")));
    assert_eq!([at("resources"), at("# a comment"), at("heat_template")], [None; 3]);
    let member = Path::keys(["resources", "a", "properties", "resource_def"]);
    let mark = landmarks.find(&member).unwrap();
    assert_eq!(&text[mark.key.range()], "resource_def");
    assert_eq!(&text[mark.entry.range()], "resource_def: { type: OS::Heat::None }");
    assert_eq!(landmarks.find(&Path::keys(["resources", "b"])), None);
}

#[test]
fn a_large_exchange_stays_light() {
    let mut engine = new_engine();
    let answers = [("instance_count".to_owned(), "100".to_owned())].into_iter().collect();
    let first = ask(&mut engine, &Work { answers: Some(answers), ..files(HOSTS, &[]) });
    let last = play(&mut engine, first);
    let exchange = last.exchange.as_ref().unwrap();
    assert_eq!(exchange.knowledge.pairs(), (10_000, 10_000));
    let bytes = pack(&last).len();
    assert!(bytes < 1_000_000, "{bytes} bytes");
}

#[test]
fn other_bytes_are_refused() {
    assert!(new_engine().answer(&[255; 40]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed into a template, whatever is asked about it, the engine answers.
    #[test]
    fn any_text_is_answered(
        at in 0..HOSTS.len(),
        length in 0..200_usize,
        new in "[-:{}\\[\\]a-z&*!|># \n\"'é]{0,12}",
    ) {
        let start = HOSTS.floor_char_boundary(at);
        let end = HOSTS.floor_char_boundary(at + length).max(start);
        let text = format!("{}{new}{}", &HOSTS[..start], &HOSTS[end..]);
        let byte = start as u32;
        let questions = vec![Question::Complete(byte), Question::Hover(byte), Question::Define(byte)];
        let changes = ask(&mut new_engine(), &Work { questions, ..files(&text, &[]) });
        prop_assert_eq!(changes.answers.len(), 3);
        let landmarks = changes.landmarks.unwrap_or_default();
        let _ = landmarks.at(byte);
        prop_assert!(changes.findings.is_some_and(|all| all.iter().all(|it| it.tab == Tab::TEMPLATE)));
    }
}

#[test]
fn another_release_judges_by_its_own_types() {
    let text = "heat_template_version: 2018-08-31\nresources:\n  cluster:\n    type: OS::Sahara::Cluster\n";
    let mut engine = new_engine();
    let codes = |changes: Changes| {
        let findings = changes.findings.unwrap();
        findings.iter().map(|finding| finding.diagnostic.code.0).collect::<Vec<_>>().join(" ")
    };
    expect!["retired-type"].assert_eq(&codes(ask(&mut engine, &files(text, &[]))));
    let older = Work { release: Some(Release::Heat2023_1), ..Work::default() };
    expect!["missing-property missing-property missing-property missing-property"]
        .assert_eq(&codes(ask(&mut engine, &older)));
}

const SECRETS: &str = "heat_template_version: 2018-08-31
parameters: { key: { type: string, hidden: true }, size: { type: number } }
resources:
  a: { type: OS::Heat::Value, properties: { value: \"export DB_PASSWORD=s3cr3t\" } }
";

fn share(engine: &mut Engine, sharing: Sharing) -> Shared {
    let work = Work { questions: vec![Question::Share(sharing)], ..Work::default() };
    let Some(Answer::Share(shared)) = ask(engine, &work).answers.pop() else { panic!("it was asked") };
    *shared
}

fn open(engine: &mut Engine, link: &str) -> Opened {
    let work = Work { questions: vec![Question::Open(link.to_owned())], ..Work::default() };
    let Some(Answer::Open(Ok(Found::Held(opened)))) = ask(engine, &work).answers.pop() else {
        panic!("{link}")
    };
    *opened
}

#[test]
fn a_link_opens_as_what_was_shared() {
    let mut work = files(HOSTS, &[("node.sh", "echo 1\n")]);
    let word = str::to_owned;
    work.answers = Some([(word("instance_count"), word("4"))].into_iter().collect());
    let mut scenario = Scenario::default();
    let facts = [(word("ipaddress"), word("10.0.0.9"))].into_iter().collect();
    scenario.facts.insert(word("server_group[0]"), facts);
    work.scenario = Some(scenario.clone());
    work.release = Some(Release::Heat2023_1);
    work.folds = Some([(ResourcePath::root("server_group").member("0"), Fold::Whole)].into_iter().collect());
    let view =
        View { tab: Some(word("Exchange")), selected: vec![word("output"), word("x")], ..View::default() };
    let mut engine = new_engine();
    ask(&mut engine, &work);
    let shared = share(&mut engine, Sharing { view, ..Sharing::default() });
    assert_eq!(shared.flags, []);
    let opened = open(&mut new_engine(), &shared.link.unwrap());
    let names: Vec<&str> = opened.files.iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["t.yaml", "environment", "node.sh"]);
    assert_eq!(&*opened.files[0].text, HOSTS);
    assert_eq!(Some(opened.answers), work.answers);
    assert_eq!(opened.scenario, scenario);
    assert_eq!(opened.release, Release::Heat2023_1);
    assert_eq!(Some(opened.folds), work.folds);
    assert_eq!(opened.view.tab.as_deref(), Some("Exchange"));
    assert_eq!(opened.inside, shared.inside);
}

#[test]
fn what_a_link_names_opens_once_it_is_there_and_is_what_was_meant() {
    let mut engine = new_engine();
    ask(&mut engine, &files(HOSTS, &[]));
    let sha256 = share(&mut engine, Sharing::default()).sha256;
    let link = format!("#from=https://example.org/a/hosts.yaml&sha256={sha256}");
    let mut reply =
        |question| ask(&mut engine, &Work { questions: vec![question], ..Work::default() }).answers.pop();
    let Some(Answer::Open(Ok(Found::Named(pointer)))) = reply(Question::Open(link)) else {
        panic!("it names")
    };
    let fetched = |text: &str| Question::Fetched(pointer.clone(), text.to_owned());
    let Some(Answer::Open(Ok(Found::Held(opened)))) = reply(fetched(HOSTS)) else { panic!("it is meant") };
    assert_eq!((&*opened.files[0].name, &*opened.files[0].text), ("hosts.yaml", HOSTS));
    let Some(Answer::Open(Err(why))) = reply(fetched("a: b\n")) else { panic!("it is another") };
    assert!(why.starts_with("what lies there is not what the link names: its SHA-256 is `"), "{why}");
}

#[test]
fn secrets_stay_out_of_a_link() {
    let mut engine = new_engine();
    let answers = [("key", "hunter2"), ("size", "3"), ("once_hidden", "hunter3")];
    let answers = answers.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
    ask(&mut engine, &Work { answers: Some(answers), ..files(SECRETS, &[]) });
    let hidden = vec!["once_hidden".to_owned()];
    let shared = share(&mut engine, Sharing { hidden: hidden.clone(), ..Sharing::default() });
    let said = |shared: &Shared| format!("{:?}", open(&mut new_engine(), shared.link.as_ref().unwrap()));
    assert_eq!(shared.flags.iter().filter(|flag| flag.is_hidden()).count(), 2);
    assert!(!said(&shared).contains("hunter") && !said(&shared).contains("s3cr3t"));
    let all = share(&mut engine, Sharing { hidden, kept: shared.flags, ..Sharing::default() });
    assert!(!said(&all).contains("hunter") && said(&all).contains("s3cr3t"));
}

#[test]
fn work_that_is_kept_has_nothing_secret_whatever_the_engine_was_told() {
    let keeping = Keeping {
        files: vec![
            Source::new("t.yaml", SECRETS),
            Source::new("environment", "parameters: {key: hunter2, size: 3}\n"),
        ],
        answers: [("key".to_owned(), "hunter3".to_owned()), ("size".to_owned(), "4".to_owned())]
            .into_iter()
            .collect(),
        ..Keeping::default()
    };
    let keep = |engine: &mut Engine| {
        let questions = vec![Question::Keep(Box::new(keeping.clone()))];
        let mut changes = ask(engine, &Work { questions, ..Work::default() });
        let Some(Answer::Keep(text)) = changes.answers.pop() else { panic!("it was asked") };
        (text, changes)
    };
    let mut engine = new_engine();
    let (text, changes) = keep(&mut engine);
    assert!(!text.contains("hunter") && !text.contains("s3cr3t"), "{text}");
    assert!(text.contains("size: 3") && text.contains("\"size\": \"4\""), "{text}");
    // An engine that has been told nothing tells nothing of it.
    assert_eq!(changes, Changes::default());
    for told in [SECRETS, HOSTS] {
        ask(&mut engine, &files(told, &[]));
        assert_eq!(keep(&mut engine), (text.clone(), Changes::default()));
    }
}

#[test]
fn of_several_environments_the_first_is_read() {
    let file = |role, name: &str, text: &str| File { role, name: name.to_owned(), text: text.to_owned() };
    let files = vec![
        file(Role::Template, "t.yaml", "a: b\n"),
        file(Role::Environment, "one.yaml", "x: 1\n"),
        file(Role::Environment, "t.yaml", "y: 1\n"),
    ];
    let link = encode(&Payload { files, ..Payload::default() }).unwrap();
    let opened = open(&mut new_engine(), &link);
    let names: Vec<&str> = opened.files.iter().map(|file| &*file.name).collect();
    assert_eq!(
        (names, opened.unread),
        (vec!["t.yaml", "environment", "t-2.yaml"], vec!["t.yaml".to_owned()])
    );
}
