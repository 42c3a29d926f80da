//! The desk without a testbed: what is told, and that no secret is in it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hotplate_agent::wire::{pack, unpack};
use hotplate_cloud::{Message, Response, Transport, Unreachable};

use crate::{Answer, Ask, Desk, Entry, Launch, Order, Paper, Reserve, StackName, Told, Way, Wish};

/// Says back, as an error, all that was sent: the worst that a service can do.
struct Echo;

impl Transport for Echo {
    async fn send(&self, message: &Message) -> Result<Response, Unreachable> {
        let body = format!("{:?} {:?}", message.headers, message.body);
        Ok(Response { status: 400, headers: Vec::new(), body })
    }
}

fn desk() -> Desk<Echo> {
    let listed = r#"[{"name": "here", "auth_url": "http://relayed:5000/v3", "relay": true}]"#;
    Desk::new(|_| Echo, || 0.0, listed, "https://the.page")
}

fn ask(desk: &mut Desk<Echo>, ask: Ask) -> Answer {
    match pin!(desk.answer(ask)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => unreachable!(),
    }
}

fn entry(way: Way) -> Ask {
    Ask::Enter(Entry { auth_url: "https://a:5000".to_owned(), way })
}

#[test]
fn messages_arrive_as_they_were_sent() {
    let paper = Paper {
        template: "a".to_owned(),
        environment: String::new(),
        files: vec![("b".to_owned(), "c".to_owned())],
    };
    let order = Order {
        name: "s".to_owned(),
        paper,
        parameters: vec![("p".to_owned(), "1".to_owned())],
        hidden: Vec::new(),
    };
    let launch = Launch { order, lease: Reserve::New(Wish::default()), ..Launch::default() };
    let asked = [Ask::Testbeds, Ask::Launch(launch), entry(Way::Token("t".to_owned()))];
    for ask in asked {
        assert!(unpack::<Ask>(&pack(&ask)) == Ok(ask));
    }
    let answer = ask(&mut desk(), Ask::Testbeds);
    assert_eq!(unpack(&pack(&answer)), Ok(answer));
}

#[test]
fn nobody_is_signed_in_at_first() {
    let mut desk = desk();
    let asked =
        [Ask::Validate(Paper::default()), Ask::Look(StackName::default()), Ask::Delete(StackName::default())];
    for asked in asked {
        let answer = ask(&mut desk, asked);
        assert!(answer.told.unwrap_err().expired && answer.sent.is_empty());
    }
    assert_eq!(ask(&mut desk, Ask::Leave).told, Ok(Told::Left(None)));
}

#[test]
fn what_a_browser_would_stop_is_not_sent() {
    let token = || Way::Token("hunter2".to_owned());
    // The relay goes to the second.
    for (auth_url, sent) in [("http://keystone:5000", 0), ("http://relayed:5000", 1)] {
        let entry = Entry { auth_url: auth_url.to_owned(), way: token() };
        let answer = ask(&mut desk(), Ask::Enter(entry));
        assert_eq!(answer.sent.len(), sent);
        assert_eq!(answer.told.unwrap_err().what.contains("`https:`"), sent == 0);
    }
}

#[test]
fn the_way_is_examined_before_anybody_is_signed_in() {
    let asked = Ask::Examine("https://a:5000".to_owned());
    let answer = ask(&mut desk(), asked);
    assert_eq!((answer.sent.len(), answer.sent[0].path.as_str()), (1, "/v3/auth/tokens"));
    let Ok(Told::Examined(examined)) = answer.told else { panic!() };
    assert!(examined.found[0].works == Some(true) && examined.lines.is_empty());
}

#[test]
fn no_way_in_shows_its_secret() {
    let password = Way::Password {
        user: "alice".to_owned(),
        domain: String::new(),
        password: "hunter2".to_owned(),
        project: "p".to_owned(),
    };
    let credential = Way::Credential { id: "7d".to_owned(), secret: "hunter2".to_owned() };
    for way in [password, credential, Way::Token("hunter2".to_owned())] {
        let answer = ask(&mut desk(), entry(way));
        assert!(answer.told.is_err());
        assert_eq!(answer.sent.len(), 1);
        assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
    }
}

#[test]
fn a_file_is_described_without_its_secrets_and_used_by_number() {
    let mut desk = desk();
    let text = "clouds: {a: {auth: {}}, b: {auth: {auth_url: 'https://b', username: x, password: hunter2}}}";
    let answer = ask(&mut desk, Ask::Read(text.to_owned()));
    assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
    let Ok(Told::Described(described)) = answer.told else { panic!() };
    assert_eq!(described[1].auth_url, Ok("https://b/v3".to_owned()));
    assert!(described[0].auth_url.is_err() && !described[1].lacks_secret);

    let by_number = |number| entry(Way::Described { number, secret: String::new() });
    let answer = ask(&mut desk, by_number(1));
    assert_eq!(answer.sent[0].host, "b");
    assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
    assert!(ask(&mut desk, by_number(7)).told.unwrap_err().what.contains("forgotten"));
    assert!(ask(&mut desk, Ask::Read("hunter2".to_owned())).told.is_err());
}
