//! What can go wrong in the middle of an errand, each with its outcome: services answer from a script, in words that real
//! ones have said.

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hotplate_cloud::{Lacks, Message, Response, Transport, Unreachable};

use crate::{
    Answer, Ask, Desk, Entry, How, Launch, Launched, Order, Outlook, Paper, Refusal, Reserve, StackName,
    Told, Way, Wish,
};

/// Answers, each by what begins a request's line; each is given once, the last of a kind for ever.
type Script = Vec<(&'static str, Result<Response, Unreachable>)>;

thread_local! {
    static SCRIPT: RefCell<Script> = const { RefCell::new(Vec::new()) };
}

struct Scripted;

impl Transport for Scripted {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let line = format!("{} {}", message.method.name(), message.url);
        SCRIPT.with_borrow_mut(|script| {
            let at = script.iter().position(|(begin, _)| line.starts_with(begin));
            let at = at.unwrap_or_else(|| panic!("nobody expects {line}"));
            let alike = script.iter().filter(|(begin, _)| *begin == script[at].0).count();
            if alike == 1 { script[at].1.clone() } else { script.remove(at).1 }
        })
    }
}

const HEAT: &str = "POST http://heat/stacks";
const STACKS: &str = "GET http://heat/stacks";
const STACK: &str = "GET http://heat/stacks/hosts/";
const PATCHED: &str = "PATCH http://heat/stacks/hosts/";
const BLAZAR: &str = "POST http://blazar/v1/leases";
const LEASE: &str = "GET http://blazar/v1/leases/913a2591";

macro_rules! recorded {
    ($name:literal) => {
        response(include_str!(concat!("../../cloud/tests/recorded/", $name, ".http")))
    };
}

fn response(text: &str) -> Response {
    let (head, body) = text.split_once("\n\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().get(..3).unwrap().parse().unwrap();
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    Response { status, headers: head.lines().filter_map(header).collect(), body: body.to_owned() }
}

fn status(status: u16) -> Result<Response, Unreachable> {
    let headers = vec![("retry-after".to_owned(), "90".to_owned())];
    Ok(Response { status, headers, body: r#"{"error": {"message": "as said"}}"#.to_owned() })
}

fn away() -> Result<Response, Unreachable> {
    Err(Unreachable::Away("the network is gone".to_owned()))
}

/// The list of the stacks, with other names.
fn others() -> Result<Response, Unreachable> {
    let mut listed = recorded!("heat/list");
    listed.body = listed.body.replace(r#""stack_name": "hosts""#, r#""stack_name": "others""#);
    Ok(listed)
}

/// A desk at which somebody is signed in, and which then meets this.
fn desk(mut mishaps: Script) -> Desk<Scripted> {
    let mut entered = recorded!("keystone/password");
    let catalog = r#""catalog": [
        {"type": "orchestration", "endpoints": [{"interface": "public", "url": "http://heat"}]},
        {"type": "reservation", "endpoints": [{"interface": "public", "url": "http://blazar"}]}, "#;
    entered.body = entered.body.replace(r#""catalog": ["#, catalog);
    mishaps.push(("POST http://keystone/v3/auth/tokens", Ok(entered)));
    mishaps.push((STACKS, others()));
    // What there is to choose from is kept to itself.
    mishaps.push(("GET http://blazar/v1/", status(403)));
    mishaps.push(("GET http://heat/resource_types", status(403)));
    mishaps.push(("GET http://heat/template_versions", Ok(recorded!("heat/versions"))));
    SCRIPT.set(mishaps);
    let mut desk = Desk::new(|_| Scripted, || 1_796_126_400_000.0, "", "");
    let way = Way::Password {
        user: "alice".to_owned(),
        domain: String::new(),
        password: "p".to_owned(),
        project: "chi-one".to_owned(),
    };
    let entry = Entry { auth_url: "http://keystone".to_owned(), way };
    assert!(matches!(ask(&mut desk, Ask::Enter(entry)).told, Ok(Told::Entered(_))));
    desk
}

fn ask(desk: &mut Desk<Scripted>, ask: Ask) -> Answer {
    match pin!(desk.answer(ask)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => unreachable!(),
    }
}

fn launch(how: How) -> Launch {
    let template = "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}\n";
    let paper = Paper { template: template.to_owned(), ..Paper::default() };
    let order = Order { name: "hosts".to_owned(), paper, ..Order::default() };
    let wish = Wish {
        name: "l".to_owned(),
        end: Some(1_796_126_400 + 7200),
        min: "1".to_owned(),
        ..Wish::default()
    };
    let file = "hosts.yaml".to_owned();
    Launch { order, how, lease: Reserve::New(wish), armed: false, declares: true, file }
}

fn launched(desk: &mut Desk<Scripted>, how: How) -> Result<Launched, Refusal> {
    match ask(desk, Ask::Launch(launch(how))).told {
        Ok(Told::Launched(launched)) => Ok(launched),
        Ok(other) => panic!("{other:?}"),
        Err(refusal) => Err(refusal),
    }
}

fn hosts() -> StackName {
    StackName { name: "hosts".to_owned(), id: "f574c849".to_owned() }
}

/// The stack's answer, with another status.
fn held(status: &str) -> Result<Response, Unreachable> {
    let mut shown = recorded!("heat/creating");
    shown.body = shown.body.replace("CREATE_IN_PROGRESS", status);
    Ok(shown)
}

#[test]
fn a_look_that_fails_is_repeated_as_late_as_the_service_asks() {
    let mut desk = desk(vec![(STACK, status(429)), (STACK, status(503)), (STACK, away()), (STACK, away())]);
    let mut again = |outlook: Outlook| {
        let refusal = ask(&mut desk, Ask::Look(hosts())).told.unwrap_err();
        assert_eq!((refusal.outlook, refusal.expired), (outlook, false));
        refusal.again.unwrap()
    };
    assert_eq!(again(Outlook::Better(90)), 90_000);
    assert_eq!(again(Outlook::Better(0)), 30_000);
    assert_eq!(again(Outlook::Unknown), 30_000);
}

#[test]
fn a_token_that_ends_in_the_middle_asks_for_another_sign_in() {
    let mut desk = desk(vec![(STACK, Ok(recorded!("heat/expired")))]);
    assert!(ask(&mut desk, Ask::Look(hosts())).told.unwrap_err().expired);
}

#[test]
fn where_no_answer_came_nobody_knows_whether_something_was_made() {
    let mut stackless = desk(vec![(HEAT, away())]);
    let refusal = launched(&mut stackless, How::ByTestbed).unwrap_err();
    assert!(refusal.help.contains("whether the stack was made"), "{refusal:?}");

    let created = || (HEAT, Ok(recorded!("heat/create")));
    let mut leaseless = desk(vec![created(), (STACK, held("INIT_COMPLETE")), (BLAZAR, away())]);
    let told = launched(&mut leaseless, How::ByTestbed).unwrap();
    assert_eq!((told.stack.unwrap().name.as_str(), told.lease), ("hosts", None));
    assert!(told.halted.unwrap().help.contains("whether the lease was made"));
}

#[test]
fn a_name_that_is_taken_makes_nothing() {
    let mut desk = desk(vec![(HEAT, Ok(recorded!("heat/exists")))]);
    let refusal = launched(&mut desk, How::ByTestbed).unwrap_err();
    assert_eq!(
        (refusal.said.as_str(), refusal.outlook),
        ("The Stack (hosts) already exists.", Outlook::Same)
    );
}

#[test]
fn a_blazar_that_knows_no_start_is_told_from_one_that_refuses_it() {
    // As it is published, Blazar takes no notice: its answer has no such words.
    let taken = (HEAT, Ok(recorded!("heat/create")));
    let mut silent =
        desk(vec![taken.clone(), (STACK, held("INIT_COMPLETE")), (BLAZAR, Ok(recorded!("blazar/create")))]);
    let told = launched(&mut silent, How::ByTestbed).unwrap();
    assert!(told.halted.unwrap().what.contains("took no notice"));
    assert_eq!((told.lease.unwrap().starts.as_str(), told.waits), ("", false));

    let mut strict = desk(vec![taken, (STACK, held("INIT_COMPLETE")), (BLAZAR, status(400))]);
    let told = launched(&mut strict, How::ByTestbed).unwrap();
    assert_eq!((told.lease, told.halted.unwrap().said.as_str()), (None, "as said"));
    assert!(told.stack.is_some(), "it is the person's to delete or to keep");
}

#[test]
fn what_waits_is_tried_until_it_is_there() {
    let active = || (LEASE, Ok(recorded!("blazar/active")));
    let mut desk = desk(vec![
        active(),
        (BLAZAR, Ok(recorded!("blazar/create"))),
        (HEAT, status(503)),
        (HEAT, Ok(recorded!("heat/create"))),
        (STACKS, others()),
        (STACKS, Ok(recorded!("heat/list"))),
    ]);
    let told = launched(&mut desk, How::ByPage).unwrap();
    assert!(told.waits);
    let id = told.lease.unwrap().id;
    let refusal = ask(&mut desk, Ask::Watch(id.clone())).told.unwrap_err();
    assert!(refusal.again.is_some(), "{refusal:?}");
    // The first try may have made it: the list names it.
    let Ok(Told::Launched(told)) = ask(&mut desk, Ask::Watch(id)).told else { panic!() };
    assert_eq!((told.stack.unwrap().name.as_str(), told.halted), ("hosts", None));
}

#[test]
fn what_waits_for_a_lease_that_ends_first_is_told() {
    let mut over = recorded!("blazar/active");
    over.body = over.body.replace("ACTIVE", "ERROR");
    let mut desk = desk(vec![(LEASE, Ok(over)), (BLAZAR, Ok(recorded!("blazar/create")))]);
    let id = launched(&mut desk, How::ByPage).unwrap().lease.unwrap().id;
    let Ok(Told::Launched(told)) = ask(&mut desk, Ask::Watch(id)).told else { panic!() };
    assert!(told.halted.unwrap().what.contains("the lease is ERROR, so the stack was not started"));
}

#[test]
fn a_lease_that_was_just_deleted_is_not_looked_for() {
    let deleted = Response { status: 204, ..Response::default() };
    let mut desk = desk(vec![("DELETE http://blazar/v1/leases/1", Ok(deleted))]);
    let gone = || Ok(Told::Released("1".to_owned()));
    assert_eq!(ask(&mut desk, Ask::Release("1".to_owned())).told, gone());
    let late = ask(&mut desk, Ask::Watch("1".to_owned()));
    assert_eq!((late.told, late.sent.len()), (gone(), 0));
}

#[test]
fn what_is_gone_or_another_projects_is_told_once() {
    let mut desk = desk(vec![
        (LEASE, status(404)),
        (STACK, status(403)),
        (BLAZAR, Ok(recorded!("blazar/create"))),
        (HEAT, Ok(recorded!("heat/create"))),
    ]);
    let id = launched(&mut desk, How::ByPage).unwrap().lease.unwrap().id;
    let Ok(Told::Gone(gone, why)) = ask(&mut desk, Ask::Watch(id.clone())).told else { panic!() };
    assert_eq!((gone, why.again), (id, None));
    assert!(why.what.contains("what waited for it is not started: Blazar does not find it"), "{}", why.what);
    assert!(launched(&mut desk, How::ByPage).is_ok(), "nothing waits any more");
    let Ok(Told::Gone(gone, why)) = ask(&mut desk, Ask::Look(hosts())).told else { panic!() };
    assert_eq!((gone, why.expired), (hosts().id, false));
    assert!(why.what.starts_with("the stack hosts is not followed any more: Heat does not allow this"));
}

#[test]
fn the_testbeds_clock_counts() {
    // The recorded sign-in is from before the desk's clock: whoever has just got a token has it for all its time.
    let mut desk = desk(Vec::new());
    let expired = Ask::Extend("1".to_owned(), desk.now().0 - 1);
    assert!(ask(&mut desk, expired).told.unwrap_err().what.contains("passed already"));
    assert!(desk.ahead != 0 && desk.now().0 + desk.ahead == 1_796_126_400);
}

#[test]
fn what_failed_is_tried_again_as_it_stands() {
    let mut desk = desk(vec![(PATCHED, Ok(recorded!("heat/patch")))]);
    let answer = ask(&mut desk, Ask::Retry(hosts()));
    assert_eq!(answer.told, Ok(Told::Started));
    assert_eq!(answer.sent[0].method, "PATCH");
}

#[test]
fn one_lease_is_waited_for_until_somebody_lets_it_go() {
    let mut desk = desk(vec![
        (LEASE, Ok(recorded!("blazar/active"))),
        (BLAZAR, Ok(recorded!("blazar/create"))),
        ("DELETE http://blazar/v1/leases/", status(503)),
    ]);
    let id = launched(&mut desk, How::ByPage).unwrap().lease.unwrap().id;
    let refusal = launched(&mut desk, How::ByPage).unwrap_err();
    assert!(refusal.what.contains("still waits for another lease"), "{refusal:?}");
    // A lease that could not be deleted is still waited for, until nobody wants it.
    assert!(ask(&mut desk, Ask::Release(id.clone())).told.is_err());
    assert!(launched(&mut desk, How::ByPage).is_err());
    assert_eq!(ask(&mut desk, Ask::Abandon).told, Ok(Told::Abandoned));
    assert!(matches!(ask(&mut desk, Ask::Watch(id)).told, Ok(Told::Leased(_))));
}

#[test]
fn who_signs_out_is_out_whether_or_not_the_testbed_hears_of_it() {
    let mut desk = desk(vec![("DELETE http://keystone/v3/auth/tokens", away())]);
    let Ok(Told::Left(Some(why))) = ask(&mut desk, Ask::Leave).told else { panic!() };
    assert!(why.what.contains("could not be told to end the token") && !why.expired, "{why:?}");
    assert!(ask(&mut desk, Ask::Choices).told.unwrap_err().expired);
}

#[test]
fn leases_that_cannot_be_listed_are_not_said_to_be_none() {
    let mut desk = desk(Vec::new());
    let Ok(Told::Choices(choices)) = ask(&mut desk, Ask::Choices).told else { panic!() };
    assert!(choices.leases.is_empty() && choices.no_leases.is_some());
}

#[test]
fn what_the_page_cannot_send_is_shown_all_the_same() {
    let closed = || Err(Unreachable::Closed(Lacks::Origin));
    for path in [STACKS, "GET http://blazar/v1/leases"] {
        let mut desk = desk(vec![(path, closed()), (path, closed())]);
        let Ok(Told::Reviewed(reviewed)) = ask(&mut desk, Ask::Review(launch(How::ByPage))).told else {
            panic!()
        };
        assert!(reviewed.barred.unwrap().what.contains("not to this page"));
        assert!(reviewed.faults.is_empty() && reviewed.forms.len() == 4);
        let refusal = launched(&mut desk, How::ByTestbed).unwrap_err();
        assert!(refusal.barred, "nothing is made where the other half cannot be: {refusal:?}");
    }
}

#[test]
fn what_is_no_token_is_not_sent() {
    let mut desk = desk(Vec::new());
    for token in ["gAAAA\u{200b}B", "\u{201c}gAAAAB\u{201d}"] {
        let way = Way::Token(token.to_owned());
        let entry = Entry { auth_url: "http://keystone".to_owned(), way };
        let answer = ask(&mut desk, Ask::Enter(entry));
        assert!(answer.sent.is_empty() && answer.told.unwrap_err().what.contains("no token has"));
    }
}
