//! Requests as they are sent, and the answers of a real Blazar 18.

use expect_test::expect;

use super::*;
use crate::replay::{check, recorded};
use crate::{Call, Moment};

const NOON: Moment = Moment(1_796_126_400);

fn hosts(min: u32, max: u32, properties: &str) -> Wanted {
    Wanted::Hosts { min, max, properties: properties.to_owned(), before_end: BeforeEnd::Default, stack: None }
}

fn lease(wanted: Vec<Wanted>) -> CreateLease {
    CreateLease { name: "mine".to_owned(), begin: Begin::At(NOON), end: Moment(NOON.0 + 3600), wanted }
}

#[test]
fn leases_are_made_in_blazars_own_form() {
    let all = Wanted::Hosts {
        min: 1,
        max: 2,
        properties: r#"["==", "$gpu", "yes"]"#.to_owned(),
        before_end: BeforeEnd::Email,
        stack: Some("1043ef7b-bcd2-4962-afee-94420058daf1".to_owned()),
    };
    let network = Wanted::Network { name: "n1".to_owned(), properties: String::new() };
    let addresses = Wanted::FloatingIps { network: "5173".to_owned(), amount: 1 };
    let call = lease(vec![all, network, addresses]);
    assert_eq!(call.faults(NOON), [""; 0]);
    check(
        &call,
        &recorded!("blazar/create"),
        expect![[r#"
        Blazar POST /leases {"name":"mine","start_date":"2026-12-01 12:00","end_date":"2026-12-01 13:00","before_end_date":null,"events":[],"reservations":[{"resource_type":"physical:host","min":1,"max":2,"hypervisor_properties":"","resource_properties":"[\"==\", \"$gpu\", \"yes\"]","before_end":"email","on_start":"orchestration:1043ef7b-bcd2-4962-afee-94420058daf1"},{"resource_type":"network","network_name":"n1","network_description":"","network_properties":"","resource_properties":""},{"resource_type":"virtual:floatingip","network_id":"5173","amount":1,"required_floatingips":[]}]}
        Lease {
            id: "913a2591-1185-475a-a2d1-739c17ca177e",
            name: "mine",
            status: LeaseStatus(
                "PENDING",
            ),
            degraded: false,
            start: Moment(
                1795747560,
            ),
            end: Moment(
                1795751160,
            ),
            reservations: [
                Reservation {
                    id: "8a50c4ac-9d4c-4226-a566-c3cf3e64abb5",
                    kind: "virtual:floatingip",
                    status: "pending",
                    min: None,
                    max: None,
                    properties: None,
                    on_start: None,
                },
                Reservation {
                    id: "9216665f-a2e7-40ce-b6a6-d52daab958d6",
                    kind: "physical:host",
                    status: "pending",
                    min: Some(
                        Number(1),
                    ),
                    max: Some(
                        Number(1),
                    ),
                    properties: Some(
                        "[\"==\", \"$gpu\", \"yes\"]",
                    ),
                    on_start: Some(
                        "default",
                    ),
                },
            ],
        }
    "#]],
    );
    let now = CreateLease { begin: Begin::Now, ..lease(Vec::new()) };
    check(
        &now,
        &recorded!("blazar/too-few"),
        expect![[r#"
        Blazar POST /leases {"name":"mine","start_date":"now","end_date":"2026-12-01 13:00","before_end_date":null,"events":[],"reservations":[]}
        Blazar failed: Not enough hosts available
        Failing, try again later; the site's operators can find the request by its id
    "#]],
    );
    check(
        &now,
        &recorded!("blazar/past"),
        expect![[r#"
        Blazar POST /leases {"name":"mine","start_date":"now","end_date":"2026-12-01 13:00","before_end_date":null,"events":[],"reservations":[]}
        Blazar refused what was sent: Start date must be later than current date
        Invalid, correct what the service names, then send it again
    "#]],
    );
}

#[test]
fn leases_are_listed_extended_and_ended() {
    check(
        &ShowLease("913a".to_owned()),
        &recorded!("blazar/active"),
        expect![[r#"
        Blazar GET /leases/913a
        Lease {
            id: "913a2591-1185-475a-a2d1-739c17ca177e",
            name: "mine",
            status: LeaseStatus(
                "ACTIVE",
            ),
            degraded: false,
            start: Moment(
                1795747560,
            ),
            end: Moment(
                1795751160,
            ),
            reservations: [
                Reservation {
                    id: "8a50c4ac-9d4c-4226-a566-c3cf3e64abb5",
                    kind: "virtual:floatingip",
                    status: "active",
                    min: None,
                    max: None,
                    properties: None,
                    on_start: None,
                },
                Reservation {
                    id: "9216665f-a2e7-40ce-b6a6-d52daab958d6",
                    kind: "physical:host",
                    status: "active",
                    min: Some(
                        Number(1),
                    ),
                    max: Some(
                        Number(1),
                    ),
                    properties: Some(
                        "[\"==\", \"$gpu\", \"yes\"]",
                    ),
                    on_start: Some(
                        "default",
                    ),
                },
            ],
        }
    "#]],
    );
    let leases = crate::Call::reply(&ListLeases, &recorded!("blazar/list")).unwrap();
    assert_eq!(leases.iter().map(|lease| lease.reservations.len()).collect::<Vec<_>>(), [2]);
    let update = UpdateLease { id: "913a".to_owned(), end: Some(NOON), ..UpdateLease::default() };
    check(
        &update,
        &recorded!("blazar/bogus"),
        expect![[r#"
        Blazar PUT /leases/913a {"end_date":"2026-12-01 12:00"}
        Blazar refused what was sent: Malformed requirements bogus
        Invalid, correct what the service names, then send it again
    "#]],
    );
    assert_eq!(
        format!("{:?}", crate::Call::request(&DeleteLease("913a".to_owned()))),
        "Blazar DELETE /leases/913a"
    );
}

#[test]
fn hosts_have_the_properties_that_filters_ask_for() {
    let hosts = crate::Call::reply(&ListHosts, &recorded!("blazar/hosts")).unwrap();
    let named: Vec<_> =
        hosts.iter().map(|host| (host.name.as_str(), host.properties["gpu"].as_str())).collect();
    assert_eq!(named.len(), 3);
    assert_eq!(named.iter().filter(|(_, gpu)| *gpu == Some("yes")).count(), 1);
}

#[test]
fn what_blazar_would_refuse_is_said_before() {
    let faults = |call: CreateLease, now: i64| call.faults(Moment(now)).join("; ");
    let rows = [
        (lease(vec![hosts(1, 1, "")]), NOON.0 + 59, ""),
        (lease(vec![hosts(1, 1, "")]), NOON.0 + 60, "the start has passed already"),
        (CreateLease { end: NOON, ..lease(Vec::new()) }, NOON.0 - 60, "the end is not after the start"),
        (CreateLease { name: " ".to_owned(), ..lease(Vec::new()) }, NOON.0, "the lease has no name"),
        (lease(vec![hosts(0, 1, "")]), NOON.0, "at least one host must be asked for"),
        (lease(vec![hosts(3, 2, "")]), NOON.0, "at least 3 and at most 2 hosts cannot both hold"),
        (lease(vec![hosts(1, 1, r#"["and",["==","$a","b"],[">","$c","1"]]"#)]), NOON.0, ""),
        (
            lease(vec![hosts(1, 1, "bogus")]),
            NOON.0,
            r#"`bogus` is not a filter such as `["==", "$node_type", "compute_skylake"]`"#,
        ),
        (
            lease(vec![Wanted::FloatingIps { network: String::new(), amount: 0 }]),
            NOON.0,
            "the network of the floating addresses is not named; at least one floating address must be asked for",
        ),
    ];
    for (call, now, said) in rows {
        assert_eq!(faults(call, now), said);
    }
}

#[test]
fn what_machines_have_and_when_they_are_taken_is_listed() {
    let properties = ListHostProperties.reply(&recorded!("blazar/properties")).unwrap();
    let gpu = properties.iter().find(|property| property.name == "gpu").unwrap();
    assert_eq!(gpu.values.len(), 2);
    let taken = ListAllocations.reply(&recorded!("blazar/allocations")).unwrap();
    assert_eq!(taken.len(), 3);
    let devices = Wanted::Devices { min: 1, max: 2, properties: String::new() };
    assert_eq!(
        lease(vec![devices]).request().body.unwrap()["reservations"].to_string(),
        r#"[{"resource_type":"device","min":1,"max":2,"resource_properties":""}]"#
    );
}
