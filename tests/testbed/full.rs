//! What needs more than Keystone and Heat: leases on hosts, and the lists to choose from.

use std::time::{SystemTime, UNIX_EPOCH};

use hotplate_cloud::blazar::{
    BeforeEnd, Begin, CreateLease, DeleteLease, ListAllocations, ListHostProperties, ListHosts, ListLeases,
    ShowLease, UpdateLease, Wanted,
};
use hotplate_cloud::glance::ListImages;
use hotplate_cloud::neutron::ListNetworks;
use hotplate_cloud::nova::{ListFlavors, ListKeypairs};
use hotplate_cloud::{Fault, Moment};

use crate::visit::Visit;

fn now() -> Moment {
    Moment(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap())
}

fn hosts(min: u32, properties: &str) -> Wanted {
    Wanted::Hosts {
        min,
        max: min,
        properties: properties.to_owned(),
        before_end: BeforeEnd::Default,
        stack: None,
    }
}

fn lease(name: &str, wanted: Vec<Wanted>) -> CreateLease {
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
