//! A testbed as it is published, without what Chameleon added: its Heat knows no `initialize`, its Blazar no `on_start`, and
//! neither says so.

use hotplate_desk::{Ask, How, Told};

use crate::desk::{alice, ask, launch};
use crate::full::{clear, given, lease_becomes};

#[test]
#[ignore = "needs the whole testbed as it is published"]
fn what_a_lease_does_not_start_is_started_by_hand() {
    let mut desk = alice();
    let Ok(Told::Launched(halted)) = ask(&mut desk, Ask::Launch(launch("held", How::ByTestbed, false))).told
    else {
        panic!()
    };
    assert!(halted.halted.unwrap().what.contains("it took no notice of `initialize`"));
    assert_eq!(halted.lease, None);
    ask(&mut desk, Ask::Delete(halted.stack.unwrap())).told.unwrap();

    let Ok(Told::Launched(launched)) =
        ask(&mut desk, Ask::Launch(launch("stock-armed", How::ByTestbed, true))).told
    else {
        panic!()
    };
    let why = launched.halted.unwrap();
    assert!(why.what.contains("took no notice that it is to start the stack"), "{}", why.what);
    let (stack, lease) = (launched.stack.unwrap(), launched.lease.unwrap());
    assert_eq!(lease.starts, "");
    lease_becomes(&mut desk, &lease, "ACTIVE");
    let Ok(Told::Seen(_, held)) = ask(&mut desk, Ask::Look(stack.clone())).told else { panic!() };
    assert_eq!((held.status.as_str(), held.resources.len()), ("CREATE_COMPLETE", 0));
    assert_eq!(ask(&mut desk, Ask::Start(stack.clone(), lease.reservation.clone())).told, Ok(Told::Started));
    given(&mut desk, &stack, &lease);
    clear(&mut desk, stack, lease);
}

#[test]
#[ignore = "needs the whole testbed as it is published"]
fn what_it_keeps_to_itself_is_not_offered() {
    let mut desk = alice();
    let Ok(Told::Choices(choices)) = ask(&mut desk, Ask::Choices).told else { panic!() };
    assert!(choices.node_types.is_empty() && choices.free.is_empty() && choices.no_leases.is_none());
}
