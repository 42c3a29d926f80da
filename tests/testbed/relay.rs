//! The relay of `hotplate serve` between a page and the testbed.

use std::io::{Read, Write};
use std::net::TcpStream;

use hotplate_cli::relay::{Relay, Site};
use hotplate_cloud::heat::{CreateStack, ListStacks, ShowStack, Validate};
use hotplate_cloud::{Fault, Session};
use hotplate_host::{Reply, Request};

use crate::heat::{BROKEN, HOSTS};
use crate::native::Native;
use crate::visit::{PASSWORD, Visit, auth_url, creation, password};

/// A relay to the testbed, and its port.
fn start() -> u16 {
    let listener = hotplate_host::listen(0).unwrap();
    let port = listener.local_addr().unwrap().port();
    let relay = Relay::new(port, vec![Site { name: "lite".to_owned(), auth_url: auth_url() }]);
    std::thread::spawn(move || hotplate_host::serve(&listener, |request| relay.answer(request)));
    port
}

fn visit(port: u16) -> Visit {
    Visit { session: Session::at(&auth_url()), native: Native::by_relay(port) }
}

/// Sends a request as it stands; gives the reply as it came.
fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.replace('\n', "\r\n").as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

#[test]
#[ignore = "needs the testbed"]
fn a_stack_is_created_and_deleted_by_the_relay() {
    let mut visit = visit(start());
    let error = visit.ask(&password("alice", "hunter2", "chi-one")).unwrap_err();
    assert_eq!((error.fault, error.request_id.is_some()), (Fault::Credentials, true));
    visit.enter(&password("alice", PASSWORD, "chi-one"));
    let template = creation("relayed", BROKEN).template;
    let error = visit.ask(&Validate(template)).unwrap_err();
    assert!(error.said.contains("lenth"), "{error}");
    let stack = visit.ask(&CreateStack { stack: creation("relayed", HOSTS), initialize: false }).unwrap();
    assert_eq!(visit.settle(&stack).status.0, "CREATE_COMPLETE");
    visit.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn a_service_is_closed_until_keystone_has_named_it() {
    let port = start();
    let mut by_relay = visit(port);
    let alice = Visit::alice();
    let (token, grant) = (alice.session.token().unwrap().clone(), alice.session.grant().unwrap().clone());
    by_relay.session.sign_in(token, grant);
    let error = by_relay.ask(&ListStacks).unwrap_err();
    assert_eq!(
        (error.fault, error.said.as_str()),
        (Fault::Forbidden, "the relay was not started for this address")
    );
    by_relay.enter(&password("alice", PASSWORD, "chi-one"));
    assert!(by_relay.ask(&ListStacks).is_ok());
}

#[test]
#[ignore = "needs the testbed"]
fn redirections_come_back_to_the_relay() {
    let port = start();
    let mut visit = visit(port);
    visit.enter(&password("alice", PASSWORD, "chi-one"));
    let stack = visit.ask(&CreateStack { stack: creation("moved", HOSTS), initialize: false }).unwrap();
    visit.settle(&stack);
    let heat = visit.session.base(hotplate_cloud::Service::Orchestration).unwrap().replacen("://", "/", 1);
    let token = visit.session.token().unwrap().reveal();
    let host = format!("Host: 127.0.0.1:{port}");
    let reply =
        ask(port, &format!("GET /relay/{heat}/stacks/moved HTTP/1.1\n{host}\nX-Auth-Token: {token}\n\n"));
    assert!(reply.starts_with("HTTP/1.1 302 "), "{reply}");
    assert!(reply.contains(&format!("\r\nLocation: /relay/{heat}/stacks/moved/{}\r\n", stack.id)), "{reply}");
    assert!(reply.contains("\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n"), "{reply}");
    assert!(visit.ask(&ShowStack(stack.clone())).is_ok());
    visit.clear(&stack);
}

#[test]
#[ignore = "needs the testbed"]
fn others_are_refused_before_anything_is_carried() {
    let port = start();
    let keystone = auth_url().replacen("://", "/", 1);
    let carried = ask(port, &format!("GET /relay/{keystone} HTTP/1.1\nHost: 127.0.0.1:{port}\n\n"));
    assert!(carried.starts_with("HTTP/1.1 200 "), "{carried}");
    let refused = [
        format!("GET /relay/{keystone} HTTP/1.1\nHost: evil.example:{port}\n\n"),
        format!("GET /relay/{keystone} HTTP/1.1\nHost: 127.0.0.1:{port}\nOrigin: https://evil.example\n\n"),
        format!("GET /relay/{keystone} HTTP/1.1\nHost: 127.0.0.1:{port}\nSec-Fetch-Site: cross-site\n\n"),
        format!("OPTIONS /relay/{keystone} HTTP/1.1\nHost: 127.0.0.1:{port}\n\n"),
        format!("GET /relay/https/evil.example/v3 HTTP/1.1\nHost: 127.0.0.1:{port}\n\n"),
    ];
    for request in refused {
        let reply = ask(port, &request);
        assert!(reply.starts_with("HTTP/1.1 403 "), "{request}{reply}");
    }
}

#[test]
fn the_page_is_offered_what_the_relay_was_started_for() {
    let site = Site { name: "mine".to_owned(), auth_url: "https://a:5000/v3".to_owned() };
    let relay = Relay::new(1, vec![site]);
    let list_at = |host: &str, status, body: &str| {
        let headers = vec![("Host".to_owned(), host.to_owned())];
        let request = Request { method: "GET".to_owned(), headers, ..Request::default() };
        let page = Reply { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
        String::from_utf8(relay.list(&request, page).body).unwrap()
    };
    let list = |status, body| list_at("127.0.0.1:1", status, body);
    let mine = r#"{"name":"mine","auth_url":"https://a:5000/v3","relay":true}"#;
    assert_eq!(list(200, r#"[{"name":"x"}]"#), format!(r#"[{mine},{{"name":"x"}}]"#));
    assert_eq!(list(404, "not found"), format!("[{mine}]"));
    assert_eq!(list_at("evil.example:1", 200, "[]"), "[]", "another name for this machine is another page's");
}
