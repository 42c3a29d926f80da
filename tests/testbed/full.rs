//! What needs more than Keystone and Heat: leases on hosts, and the lists to choose from.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hotplate_cloud::blazar::{
    BeforeEnd, Begin, CreateLease, DeleteLease, ListAllocations, ListHostProperties, ListHosts, ListLeases,
    ShowLease, UpdateLease, Wanted,
};
use hotplate_cloud::glance::ListImages;
use hotplate_cloud::neutron::ListNetworks;
use hotplate_cloud::nova::{ListFlavors, ListKeypairs};
use hotplate_cloud::{Fault, Moment};
use hotplate_desk::{Ask, Desk, How, Launch, Reserve, SeenLease, StackName, Told};

use crate::desk::{alice, alice_in, ask, launch};
use crate::native::Native;
use crate::visit::{PATIENCE, Visit};

fn now() -> Moment {
    Moment(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap())
}

/// Hosts of these properties, for nothing in particular.
pub(crate) fn hosts(min: u32, properties: &str) -> Wanted {
    Wanted::Hosts {
        min,
        max: min,
        properties: properties.to_owned(),
        before_end: BeforeEnd::Default,
        stack: None,
    }
}

/// A lease for an hour from now.
pub(crate) fn lease(name: &str, wanted: Vec<Wanted>) -> CreateLease {
    CreateLease { name: name.to_owned(), begin: Begin::Now, end: Moment(now().0 + 3600), wanted }
}

#[test]
#[ignore = "needs the whole testbed"]
fn a_lease_begins_is_extended_and_ends() {
    let alice = Visit::alice();
    let network = alice.ask(&ListNetworks).unwrap().into_iter().find(|network| network.external).unwrap();
    let wanted =
        vec![hosts(1, r#"["==", "$gpu", "yes"]"#), Wanted::FloatingIps { network: network.id, amount: 1 }];
    let call = lease("mine", wanted);
    assert_eq!(call.faults(now()), [""; 0]);
    let created = alice.ask_and_keep("blazar/create", &call).unwrap();
    assert_eq!(created.reservations.len(), 2);

    alice.ask_and_keep("blazar/members-hosts", &ListHosts).unwrap();
    assert_eq!(alice.ask_and_keep("blazar/allocations", &ListAllocations).unwrap().len(), 3);
    let properties = alice.ask_and_keep("blazar/properties", &ListHostProperties).unwrap();
    assert!(properties.iter().any(|property| property.name == "gpu" && property.values.len() == 2));

    let active = alice.wait(&ShowLease(created.id.clone()), |lease| lease.status.is_active());
    alice.native.keep("blazar/active");
    assert!(active.reservations.iter().all(|reservation| reservation.status == "active"));

    let later = Moment(created.end.0 + 3600);
    let update = UpdateLease { id: created.id.clone(), end: Some(later), ..UpdateLease::default() };
    assert_eq!(alice.ask_and_keep("blazar/update", &update).unwrap().end, later);
    let listed = alice.ask_and_keep("blazar/list", &ListLeases).unwrap();
    assert!(listed.iter().any(|lease| lease.id == created.id));
    alice.ask(&DeleteLease(created.id)).unwrap();
}

#[test]
#[ignore = "needs the whole testbed"]
fn blazars_refusals_are_kept_in_its_words() {
    let alice = Visit::alice();
    let error = alice.ask_and_keep("blazar/too-few", &lease("many", vec![hosts(99, "")])).unwrap_err();
    assert_eq!(error.said, "Not enough hosts available");
    let past = CreateLease { begin: Begin::At(Moment(now().0 - 7200)), ..lease("past", vec![hosts(1, "")]) };
    assert_eq!(past.faults(now()), ["the start has passed already"]);
    let error = alice.ask_and_keep("blazar/past", &past).unwrap_err();
    assert_eq!(error.fault, Fault::Invalid);
    let bogus = lease("bogus", vec![hosts(1, "bogus")]);
    assert_eq!(bogus.faults(now()).len(), 1);
    assert_eq!(alice.ask_and_keep("blazar/bogus", &bogus).unwrap_err().fault, Fault::Invalid);
    // Published Blazar has plugins for neither: a testbed that does has brought its own.
    let devices = Wanted::Devices { min: 1, max: 1, properties: String::new() };
    let network = Wanted::Network { name: "mine".to_owned(), properties: String::new() };
    for (kind, wanted) in [("device", devices), ("network", network)] {
        let error = alice.ask(&lease(kind, vec![wanted])).unwrap_err();
        assert_eq!(error.said, format!("The {kind} resource type is not supported"));
    }
}

#[test]
#[ignore = "needs the whole testbed"]
fn what_can_be_chosen_is_listed() {
    let alice = Visit::alice();
    assert_eq!(alice.ask_and_keep("nova/keypairs", &ListKeypairs).unwrap(), ["default"]);
    let flavors = alice.ask_and_keep("nova/flavors", &ListFlavors).unwrap();
    assert!(flavors.iter().any(|flavor| flavor.name == "baremetal" && flavor.vcpus == 48));
    let images = alice.ask_and_keep("glance/images", &ListImages).unwrap();
    assert!(images.iter().any(|image| image.name.as_deref() == Some("CC-Ubuntu22.04")));
    let networks = alice.ask_and_keep("neutron/networks", &ListNetworks).unwrap();
    assert!(networks.iter().any(|network| network.name == "public" && network.external));
    match alice.ask_and_keep("blazar/hosts", &ListHosts) {
        Ok(hosts) => assert_eq!(hosts.len(), 3),
        Err(error) => assert_eq!(error.fault, Fault::Forbidden),
    }
}

/// Waits until the lease has done what it was made for: the stack has its reservation.
pub(crate) fn given(desk: &mut Desk<Native>, stack: &StackName, lease: &SeenLease) {
    let start = Instant::now();
    loop {
        let Ok(Told::Seen(_, seen)) = ask(desk, Ask::Look(stack.clone())).told else { panic!() };
        if seen.outputs.iter().any(|(name, value)| name == "told" && *value == lease.reservation) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{seen:?}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// Ends what a test began.
pub(crate) fn clear(desk: &mut Desk<Native>, stack: StackName, lease: SeenLease) {
    ask(desk, Ask::Delete(stack)).told.unwrap();
    assert_eq!(ask(desk, Ask::Release(lease.id.clone())).told, Ok(Told::Released(lease.id)));
}

#[test]
#[ignore = "needs the whole testbed"]
fn the_testbed_starts_a_stack_when_its_lease_begins() {
    let mut desk = alice();
    for armed in [false, true] {
        let name = if armed { "begun-armed" } else { "begun" };
        let told = ask(&mut desk, Ask::Launch(launch(name, How::ByTestbed, armed))).told;
        let Ok(Told::Launched(launched)) = told else { panic!("{told:?}") };
        assert_eq!(launched.halted, None);
        let (stack, lease) = (launched.stack.unwrap(), launched.lease.unwrap());
        assert_eq!(lease.starts, stack.id);
        given(&mut desk, &stack, &lease);
        clear(&mut desk, stack, lease);
    }
}

/// Waits until the page has gone on, as the lease has begun: the stack that it made.
fn begun(desk: &mut Desk<Native>, lease: &SeenLease) -> StackName {
    let start = Instant::now();
    loop {
        match ask(desk, Ask::Watch(lease.id.clone())).told {
            Ok(Told::Launched(launched)) => return launched.stack.unwrap(),
            Ok(Told::Leased(_)) => std::thread::sleep(Duration::from_millis(500)),
            other => panic!("{other:?}"),
        }
        assert!(start.elapsed() < PATIENCE);
    }
}

#[test]
#[ignore = "needs the whole testbed"]
fn the_page_starts_a_stack_when_the_lease_has_begun() {
    let mut desk = alice();
    let told = ask(&mut desk, Ask::Launch(launch("waited", How::ByPage, false))).told;
    let Ok(Told::Launched(launched)) = told else { panic!("{told:?}") };
    assert!(launched.waits && launched.stack.is_none());
    let lease = launched.lease.unwrap();
    let stack = begun(&mut desk, &lease);
    given(&mut desk, &stack, &lease);
    let Ok(Told::Extended(longer)) = ask(&mut desk, Ask::Extend(lease.id.clone(), lease.end + 3600)).told
    else {
        panic!()
    };
    assert_eq!(longer.end, lease.end + 3600);

    let Ok(Told::Choices(choices)) = ask(&mut desk, Ask::Choices).told else { panic!() };
    assert_eq!(choices.node_types, [("compute_skylake".to_owned(), 3)]);
    assert!(choices.leases.iter().any(|other| other.id == lease.id));
    let now = Launch {
        lease: Reserve::Existing { lease: lease.id.clone(), reservation: lease.reservation.clone() },
        ..launch("now", How::Now, false)
    };
    let Ok(Told::Launched(launched)) = ask(&mut desk, Ask::Launch(now)).told else { panic!() };
    let second = launched.stack.unwrap();
    given(&mut desk, &second, &lease);
    ask(&mut desk, Ask::Delete(second)).told.unwrap();
    clear(&mut desk, stack, lease);
}

#[test]
#[ignore = "needs the whole testbed"]
fn a_stack_whose_lease_is_refused_stays_held_back_and_is_told() {
    let mut desk = alice();
    let mut launch = launch("refused", How::ByTestbed, false);
    let Reserve::New(wish) = &mut launch.lease else { panic!() };
    // The testbed lends three.
    wish.addresses = "9".to_owned();
    let told = ask(&mut desk, Ask::Launch(launch)).told;
    let Ok(Told::Launched(launched)) = told else { panic!("{told:?}") };
    assert_eq!(launched.halted.unwrap().said, "Not enough floating IPs available");
    assert_eq!((launched.lease, launched.waits), (None, false));

    let stack = launched.stack.unwrap();
    let Ok(Told::Seen(_, held)) = ask(&mut desk, Ask::Look(stack.clone())).told else { panic!() };
    assert_eq!((held.status.as_str(), held.resources.len()), ("INIT_COMPLETE", 0));
    let Ok(Told::Choices(choices)) = ask(&mut desk, Ask::Choices).told else { panic!() };
    assert!(choices.leases.iter().all(|lease| lease.name != "refused"));
    ask(&mut desk, Ask::Delete(stack)).told.unwrap();
}

/// Waits until a lease is that.
pub(crate) fn lease_becomes(desk: &mut Desk<Native>, lease: &SeenLease, status: &str) {
    let start = Instant::now();
    loop {
        let told = ask(desk, Ask::Watch(lease.id.clone())).told;
        let Ok(Told::Leased(seen)) = told else { panic!("{told:?}") };
        if seen.status == status {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{seen:?}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

#[test]
#[ignore = "needs the whole testbed"]
fn a_lease_that_cannot_start_its_stack_fails_and_is_looked_at_no_more() {
    let mut desk = alice();
    let told = ask(&mut desk, Ask::Launch(launch("unstarted", How::ByTestbed, false))).told;
    let Ok(Told::Launched(launched)) = told else { panic!("{told:?}") };
    let lease = launched.lease.unwrap();
    ask(&mut desk, Ask::Delete(launched.stack.unwrap())).told.unwrap();
    lease_becomes(&mut desk, &lease, "ERROR");
    let Ok(Told::Leased(failed)) = ask(&mut desk, Ask::Watch(lease.id.clone())).told else { panic!() };
    assert_eq!(failed.again, None);
    assert_eq!(ask(&mut desk, Ask::Release(lease.id.clone())).told, Ok(Told::Released(lease.id.clone())));
    let mut later = alice();
    let Ok(Told::Gone(id, why)) = ask(&mut later, Ask::Watch(lease.id.clone())).told else { panic!() };
    assert_eq!((id, why.again), (lease.id, None));
}

#[test]
#[ignore = "needs the whole testbed"]
fn a_foreign_reservation_is_refused_before_anything_is_made() {
    let (mut desk, mut other) = (alice(), alice_in("chi-two"));
    let told = ask(&mut desk, Ask::Launch(launch("foreign", How::ByPage, false))).told;
    let Ok(Told::Launched(launched)) = told else { panic!("{told:?}") };
    let lease = launched.lease.unwrap();
    let existing = Reserve::Existing { lease: lease.id.clone(), reservation: lease.reservation.clone() };
    let theirs = Launch { lease: existing, ..launch("foreign", How::Now, false) };
    let refusal = ask(&mut other, Ask::Launch(theirs)).told.unwrap_err();
    assert!(refusal.what.starts_with("Blazar does not"), "{refusal:?}");
    assert!(matches!(ask(&mut other, Ask::Watch(lease.id.clone())).told, Ok(Told::Gone(..))));
    let Ok(Told::Choices(choices)) = ask(&mut other, Ask::Choices).told else { panic!() };
    assert!(choices.stacks.iter().all(|(stack, _)| stack.name != "foreign"));
    assert!(choices.leases.iter().all(|own| own.id != lease.id));
    // While a lease begins, Blazar deletes it not.
    let stack = begun(&mut desk, &lease);
    clear(&mut desk, stack, lease);
}
