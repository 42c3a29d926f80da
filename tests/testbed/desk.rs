//! The page's desk at the testbed: a whole visit, and what the page is told of it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hotplate_cloud::heat::{Deployment, ListDeployments, ListResources, Signal, StackRef};
use hotplate_cloud::keystone::{Scope, SignIn};
use hotplate_desk::{
    Answer, Ask, Desk, Entry, How, Launch, Order, Paper, Reserve, Seen, StackName, Told, Way, Wish,
};

use serde_json::json;

use crate::heat::{BROKEN, DEPLOYMENT, HOSTS};
use crate::native::Native;
use crate::visit::{PASSWORD, PATIENCE, Visit, auth_url, password};

pub(crate) fn ask(desk: &mut Desk<Native>, ask: Ask) -> Answer {
    match pin!(desk.answer(ask)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => {
            assert!(!format!("{answer:?}").contains(PASSWORD), "{answer:?}");
            answer
        }
        Poll::Pending => unreachable!(),
    }
}

pub(crate) fn paper(template: &str) -> Paper {
    Paper { template: template.to_owned(), ..Paper::default() }
}

/// Looks until the desk says that all is over; gives all that happened with the last look.
pub(crate) fn follow(desk: &mut Desk<Native>, stack: &StackName) -> Seen {
    let (start, mut events) = (Instant::now(), Vec::new());
    loop {
        let Ok(Told::Seen(_, mut seen)) = ask(desk, Ask::Look(stack.clone())).told else { panic!() };
        events.append(&mut seen.events);
        if seen.again.is_none() {
            return Seen { events, ..seen };
        }
        assert!(start.elapsed() < PATIENCE, "{seen:?}");
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
#[ignore = "needs the testbed"]
fn a_visit_from_the_sign_in_to_the_sign_out() {
    let mut desk = Desk::new(|_| Native::default(), || 0.0, "", "");
    let file = format!(
        "clouds: {{lite: {{auth: {{auth_url: '{}', username: alice, password: {PASSWORD}, project_name: chi-one}}}}}}",
        auth_url()
    );
    let Ok(Told::Described(described)) = ask(&mut desk, Ask::Read(file)).told else { panic!() };
    assert_eq!(described[0].name, "lite");
    let way = Way::Described { number: 0, secret: String::new() };
    let entry = Entry { auth_url: String::new(), way };
    let Ok(Told::Entered(visa)) = ask(&mut desk, Ask::Enter(entry)).told else { panic!() };
    assert_eq!((visa.user.as_str(), visa.project.as_str(), visa.by_credential), ("alice", "chi-one", false));
    assert_eq!(visa.services, ["Keystone", "Heat"]);

    assert_eq!(ask(&mut desk, Ask::Validate(paper(HOSTS))).told, Ok(Told::Valid));
    let refused = ask(&mut desk, Ask::Validate(paper(BROKEN))).told.unwrap_err();
    assert!(refused.said.contains("resources.word") && refused.request_id.is_some(), "{refused:?}");

    let parameters = vec![("size".to_owned(), "1".to_owned()), ("key".to_owned(), "hunter2".to_owned())];
    let order =
        Order { name: "visited".to_owned(), paper: paper(HOSTS), parameters, hidden: vec!["key".to_owned()] };
    let launch = Launch { order, file: "hosts.yaml".to_owned(), ..Launch::default() };
    let Ok(Told::Reviewed(review)) = ask(&mut desk, Ask::Review(launch.clone())).told else { panic!() };
    let names: Vec<&str> = review.forms.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["HTTP", "openstack", "curl", "Python"]);
    let review = &review.forms[0].1;
    assert!(
        review.starts_with("POST http://127.0.0.1:") && review.contains("X-Auth-Token: ***\n"),
        "{review}"
    );
    assert!(review.contains(r#""key": "***""#) && review.contains(r#""size": "1""#), "{review}");
    let Ok(Told::Launched(launched)) = ask(&mut desk, Ask::Launch(launch)).told else { panic!() };
    let stack = launched.stack.unwrap();
    let seen = follow(&mut desk, &stack);
    assert_eq!(seen.status, "CREATE_COMPLETE");
    let names: Vec<&str> = seen.resources.iter().map(|resource| resource.name.as_str()).collect();
    assert!(names.contains(&"members.0") && names.len() == 4, "{names:?}");
    assert_eq!(seen.events.iter().filter(|event| event.to == "visited").count(), 2);
    assert_eq!(seen.outputs[0], ("last".to_owned(), "done".to_owned()));

    assert_eq!(ask(&mut desk, Ask::Delete(stack.clone())).told, Ok(Told::Deleting));
    assert_eq!(follow(&mut desk, &stack).status, "DELETE_COMPLETE");
    let left = ask(&mut desk, Ask::Leave);
    assert_eq!((left.told, left.sent[0].status), (Ok(Told::Left(None)), Some(204)));
    assert!(ask(&mut desk, Ask::Validate(paper(HOSTS))).told.unwrap_err().expired);
}

/// What a lease starts.
pub(crate) const RESERVED: &str = "heat_template_version: 2018-08-31
parameters:
  reservation_id: {type: string}
resources:
  given: {type: OS::Heat::Value, properties: {value: {get_param: reservation_id}}}
outputs:
  told: {value: {get_attr: [given, value]}}
";

/// A desk at which alice is signed in, in her first project.
pub(crate) fn alice() -> Desk<Native> {
    alice_in("chi-one")
}

/// A desk at which alice is signed in.
pub(crate) fn alice_in(project: &str) -> Desk<Native> {
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
    let mut desk = Desk::new(|_| Native::default(), clock, "", "");
    let way = Way::Password {
        user: "alice".to_owned(),
        domain: String::new(),
        password: PASSWORD.to_owned(),
        project: project.to_owned(),
    };
    let entry = Entry { auth_url: auth_url(), way };
    assert!(matches!(ask(&mut desk, Ask::Enter(entry)).told, Ok(Told::Entered(_))));
    desk
}

/// A launch on a new lease of one host, which begins at once and lasts an hour.
pub(crate) fn launch(name: &str, how: How, armed: bool) -> Launch {
    let end = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64 + 3600;
    let wish = Wish {
        name: name.to_owned(),
        end: Some(end),
        min: "1".to_owned(),
        node_type: "compute_skylake".to_owned(),
        ..Wish::default()
    };
    let order = Order { name: name.to_owned(), paper: paper(RESERVED), ..Order::default() };
    Launch { order, how, lease: Reserve::New(wish), armed, declares: true, file: "reserved.yaml".to_owned() }
}

#[test]
#[ignore = "needs the testbed"]
fn a_testbed_that_does_not_hold_a_stack_back_is_caught() {
    let mut desk = alice();
    let Ok(Told::Choices(choices)) = ask(&mut desk, Ask::Choices).told else { panic!() };
    if !choices.node_types.is_empty() {
        return;
    }
    let told = ask(&mut desk, Ask::Launch(launch("caught", How::ByTestbed, false))).told;
    let Ok(Told::Launched(launched)) = told else { panic!() };
    assert!(launched.halted.unwrap().what.contains("took no notice of `initialize`"));
    assert_eq!(launched.lease, None);
    ask(&mut desk, Ask::Delete(launched.stack.clone().unwrap())).told.unwrap();
    assert_eq!(follow(&mut desk, &launched.stack.unwrap()).status, "DELETE_COMPLETE");

    // An armed one builds nothing; where no lease can be made, it is told and not forgotten.
    let told = ask(&mut desk, Ask::Launch(launch("armed", How::ByTestbed, true))).told;
    let Ok(Told::Launched(launched)) = told else { panic!() };
    assert!(launched.halted.unwrap().what.contains("does not name Blazar"));
    let stack = launched.stack.unwrap();
    let held = follow(&mut desk, &stack);
    assert_eq!((held.status.as_str(), held.resources.len()), ("CREATE_COMPLETE", 0));
    assert_eq!(ask(&mut desk, Ask::Start(stack.clone(), "8a50".to_owned())).told, Ok(Told::Started));
    let started = follow(&mut desk, &stack);
    assert_eq!(started.status, "UPDATE_COMPLETE");
    assert_eq!(started.outputs, [("told".to_owned(), "8a50".to_owned())]);
    ask(&mut desk, Ask::Delete(stack)).told.unwrap();
}

#[test]
#[ignore = "needs the testbed"]
fn who_comes_without_a_project_chooses_one() {
    let mut desk = alice();
    let mut unscoped = Visit::anonymous();
    unscoped.enter(&SignIn { scope: Scope::Unscoped, ..password("alice", PASSWORD, "chi-one") });
    let token = unscoped.session.token().unwrap().reveal().to_owned();
    let entry = Entry { auth_url: auth_url(), way: Way::Token(token) };
    let Ok(Told::Entered(visa)) = ask(&mut desk, Ask::Enter(entry)).told else { panic!() };
    assert_eq!(visa.project, "");
    let (id, _) = visa.projects.iter().find(|(_, name)| name == "chi-two").unwrap();
    let Ok(Told::Entered(visa)) = ask(&mut desk, Ask::Work(id.clone())).told else { panic!() };
    assert_eq!(visa.project, "chi-two");
}

/// Tells the deployment of a stack what an instance's agent would, once it waits for that.
fn signal(stack: &StackName, status: u32) {
    let alice = Visit::alice();
    let stack = StackRef { name: stack.name.clone(), id: stack.id.clone() };
    let waits = |deployment: &Deployment| deployment.status.as_deref() == Some("IN_PROGRESS");
    let list = ListResources { stack: stack.clone(), depth: 0 };
    alice.wait(&ListDeployments::default(), |all| {
        let resources = alice.ask(&list).unwrap();
        let is_it = |deployment: &&Deployment| {
            resources.iter().any(|resource| resource.physical_id.as_ref() == Some(&deployment.id))
        };
        all.iter().filter(is_it).any(waits)
    });
    let data = json!({"name": "a", "deploy_stdout": "begun\n", "deploy_stderr": "no disk\n", "deploy_status_code": status});
    alice.ask(&Signal { stack, resource: "deployment".to_owned(), data }).unwrap();
}

#[test]
#[ignore = "needs the testbed"]
fn what_failed_is_tried_again_and_what_scripts_wrote_is_told() {
    let mut desk = alice();
    // On a server that no other test has.
    let template = DEPLOYMENT.replace("000000000001", "000000000002");
    let order = Order { name: "retried".to_owned(), paper: paper(&template), ..Order::default() };
    let launch = Launch { order, file: "retried.yaml".to_owned(), ..Launch::default() };
    let Ok(Told::Launched(launched)) = ask(&mut desk, Ask::Launch(launch)).told else { panic!() };
    let stack = launched.stack.unwrap();
    for (status, becomes) in [(3, "CREATE_FAILED"), (0, "UPDATE_COMPLETE")] {
        signal(&stack, status);
        let seen = follow(&mut desk, &stack);
        assert_eq!(seen.status, becomes, "{}", seen.reason);
        let deployment = seen.resources.iter().find(|resource| resource.name == "deployment").unwrap();
        let said = format!("standard output:\nbegun\nstandard error:\nno disk\nexit status:\n{status}\n");
        assert_eq!(deployment.said, said);
        if status != 0 {
            assert_eq!(ask(&mut desk, Ask::Retry(stack.clone())).told, Ok(Told::Started));
        }
    }
    ask(&mut desk, Ask::Delete(stack.clone())).told.unwrap();
    assert_eq!(follow(&mut desk, &stack).status, "DELETE_COMPLETE");
}
