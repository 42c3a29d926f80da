//! The page's desk at the testbed: a whole visit, and what the page is told of it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use hotplate_desk::{Answer, Ask, Desk, Entry, Order, Paper, Seen, StackName, Told, Way};

use crate::heat::{BROKEN, HOSTS};
use crate::native::Native;
use crate::visit::{PASSWORD, PATIENCE, auth_url};

fn ask(desk: &mut Desk<Native>, ask: Ask) -> Answer {
    match pin!(desk.answer(ask)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => {
            assert!(!format!("{answer:?}").contains(PASSWORD), "{answer:?}");
            answer
        }
        Poll::Pending => unreachable!(),
    }
}

fn paper(template: &str) -> Paper {
    Paper { template: template.to_owned(), ..Paper::default() }
}

/// Looks until the desk says that all is over; gives all that happened with the last look.
fn follow(desk: &mut Desk<Native>, stack: &StackName) -> Seen {
    let (start, mut events) = (Instant::now(), Vec::new());
    loop {
        let Ok(Told::Seen(mut seen)) = ask(desk, Ask::Look(stack.clone())).told else { panic!() };
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
    let mut desk = Desk::new(|_| Native::default(), || 0.0, "");
    let file = format!(
        "clouds: {{lite: {{auth: {{auth_url: '{}', username: alice, password: {PASSWORD}, project_name: chi-one}}}}}}",
        auth_url()
    );
    let Ok(Told::Described(described)) = ask(&mut desk, Ask::Read(file)).told else { panic!() };
    assert_eq!(described[0].name, "lite");
    let way = Way::Described { number: 0, secret: String::new() };
    let entry = Entry { auth_url: String::new(), by_relay: false, way };
    let Ok(Told::Entered(visa)) = ask(&mut desk, Ask::Enter(entry)).told else { panic!() };
    assert_eq!((visa.user.as_str(), visa.project.as_str(), visa.by_credential), ("alice", "chi-one", false));
    assert_eq!(visa.services, ["Keystone", "Heat"]);

    assert_eq!(ask(&mut desk, Ask::Validate(paper(HOSTS))).told, Ok(Told::Valid));
    let refused = ask(&mut desk, Ask::Validate(paper(BROKEN))).told.unwrap_err();
    assert!(refused.said.contains("resources.word") && refused.request_id.is_some(), "{refused:?}");

    let parameters = vec![("size".to_owned(), "1".to_owned()), ("key".to_owned(), "hunter2".to_owned())];
    let order =
        Order { name: "visited".to_owned(), paper: paper(HOSTS), parameters, hidden: vec!["key".to_owned()] };
    let Ok(Told::Reviewed(review)) = ask(&mut desk, Ask::Review(order.clone())).told else { panic!() };
    assert!(
        review.starts_with("POST http://127.0.0.1:") && review.contains("X-Auth-Token: ***\n"),
        "{review}"
    );
    assert!(review.contains(r#""key": "***""#) && review.contains(r#""size": "1""#), "{review}");
    let Ok(Told::Created(stack)) = ask(&mut desk, Ask::Create(order)).told else { panic!() };
    let seen = follow(&mut desk, &stack);
    assert_eq!(seen.status, "CREATE_COMPLETE");
    let names: Vec<&str> = seen.resources.iter().map(|resource| resource.name.as_str()).collect();
    assert!(names.contains(&"members.0") && names.len() == 4, "{names:?}");
    assert_eq!(seen.events.iter().filter(|event| event.to == "visited").count(), 2);
    assert_eq!(seen.outputs[0], ("last".to_owned(), "done".to_owned()));

    assert_eq!(ask(&mut desk, Ask::Delete(stack.clone())).told, Ok(Told::Deleting));
    assert_eq!(follow(&mut desk, &stack).status, "DELETE_COMPLETE");
    let left = ask(&mut desk, Ask::Leave);
    assert_eq!((left.told, left.sent[0].status), (Ok(Told::Left), Some(204)));
    assert!(ask(&mut desk, Ask::Validate(paper(HOSTS))).told.unwrap_err().expired);
}
