//! What there is to be reserved, as far as the site tells: judges a lease before Blazar does.

use indexmap::IndexMap;

use super::{Allocation, Begin, Booking, CreateLease, Host, Wanted, filter};
use crate::Moment;

/// The machines, and when they are taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supply {
    /// The machines.
    pub hosts: Vec<Host>,
    /// When they are taken; nothing where the site does not tell.
    pub taken: Option<Vec<Allocation>>,
}

impl Supply {
    /// How many machines that a filter means are free all that time; all that it means, if nobody tells when they are
    /// taken.
    pub fn free(&self, properties: &str, from: Moment, until: Moment) -> usize {
        let Ok(filter) = filter::read(properties) else { return 0 };
        let is_taken = |host: &Host| {
            let of_host = self.taken.iter().flatten().filter(|allocation| allocation.host == host.id);
            of_host
                .flat_map(|allocation| &allocation.reservations)
                .any(|booking| booking.start < until && from < booking.end)
        };
        self.hosts.iter().filter(|host| filter.takes(host) && !is_taken(host)).count()
    }

    /// What Blazar would say against a lease for lack of machines or of a property.
    pub fn faults(&self, lease: &CreateLease, now: Moment) -> Vec<String> {
        let mut faults = Vec::new();
        if self.hosts.is_empty() {
            return faults;
        }
        let from = match lease.begin {
            Begin::Now => now,
            Begin::At(begin) => begin,
        };
        for wanted in &lease.wanted {
            let Wanted::Hosts { min, properties, .. } = wanted else { continue };
            let Ok(filter) = filter::read(properties) else { continue };
            let unknown = |name: &&str| !self.hosts.iter().any(|host| host.has(name));
            if let Some(name) = filter.names().into_iter().find(unknown) {
                faults.push(format!("no host of this testbed has a property `{name}`"));
                continue;
            }
            let free = self.free(properties, from, lease.end);
            if free < *min as usize {
                let at = if self.taken.is_some() { "are free then" } else { "are there" };
                faults.push(format!(
                    "{min} {} asked for, and only {free} that fit {at}",
                    if *min == 1 { "host is" } else { "hosts are" }
                ));
            }
        }
        faults
    }

    /// How many machines of a node type are free from when on, until then; nothing where the site does not tell. Two
    /// neighbours differ.
    pub fn course(&self, node_type: &str, from: Moment, until: Moment) -> Vec<(Moment, usize)> {
        let Some(taken) = &self.taken else { return Vec::new() };
        let of_type = |host: &&Host| host.property("node_type") == node_type;
        let hosts: Vec<&str> = self.hosts.iter().filter(of_type).map(|host| host.id.as_str()).collect();
        let bookings: Vec<(&str, Booking)> = taken
            .iter()
            .filter(|allocation| hosts.contains(&allocation.host.as_str()))
            .flat_map(|allocation| {
                allocation.reservations.iter().map(|booking| (allocation.host.as_str(), *booking))
            })
            .collect();
        let mut times = vec![from];
        times.extend(bookings.iter().flat_map(|(_, booking)| [booking.start, booking.end]));
        times.retain(|time| (from..until).contains(time));
        times.sort_unstable();
        let mut course: Vec<(Moment, usize)> = Vec::new();
        for time in times {
            let is_free = |host: &&&str| {
                !bookings
                    .iter()
                    .any(|(other, booking)| other == *host && (booking.start..booking.end).contains(&time))
            };
            let free = hosts.iter().filter(is_free).count();
            if course.last().is_none_or(|(_, before)| *before != free) {
                course.push((time, free));
            }
        }
        course
    }

    /// The node types and how many machines there are of each, by name.
    pub fn node_types(&self) -> Vec<(String, usize)> {
        let mut types: IndexMap<String, usize> = IndexMap::new();
        for name in self.hosts.iter().map(|host| host.property("node_type")) {
            if !name.is_empty() {
                *types.entry(name).or_default() += 1;
            }
        }
        types.sort_keys();
        types.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Call;
    use crate::blazar::{BeforeEnd, ListAllocations, ListHosts};
    use crate::replay::recorded;

    fn lease(min: u32, properties: &str, from: i64) -> CreateLease {
        let wanted = Wanted::Hosts {
            min,
            max: min,
            properties: properties.to_owned(),
            before_end: BeforeEnd::Default,
            stack: None,
        };
        CreateLease {
            name: "l".to_owned(),
            begin: Begin::At(Moment(from)),
            end: Moment(from + 3600),
            wanted: vec![wanted],
        }
    }

    #[test]
    fn what_is_asked_for_is_compared_with_what_is_free() {
        let hosts = ListHosts.reply(&recorded!("blazar/members-hosts")).unwrap();
        let taken = ListAllocations.reply(&recorded!("blazar/allocations")).unwrap();
        let booked = taken.iter().find_map(|allocation| allocation.reservations.first()).copied().unwrap();
        let (from, later) = (booked.start.0, booked.end.0 + 60);
        let supply = Supply { hosts, taken: Some(taken) };
        let faults = |min, properties, from| supply.faults(&lease(min, properties, from), Moment(from));
        let gpu = r#"["==", "$gpu", "yes"]"#;
        assert_eq!(faults(1, gpu, from), ["1 host is asked for, and only 0 that fit are free then"]);
        assert_eq!(faults(1, gpu, later), [""; 0]);
        assert_eq!(faults(2, gpu, later), ["2 hosts are asked for, and only 1 that fit are free then"]);
        assert_eq!(faults(3, "", later), [""; 0]);
        assert_eq!(
            faults(1, r#"["==", "$colour", "red"]"#, later),
            ["no host of this testbed has a property `colour`"]
        );
        assert_eq!(supply.free(r#"[">", "$vcpus", "1000"]"#, Moment(later), Moment(later + 1)), 0);
        assert_eq!(supply.free(r#"[">=", "$vcpus", 1000]"#, Moment(later), Moment(later + 1)), 3);
        let kind = "compute_skylake";
        let course = supply.course(kind, booked.start, Moment(later));
        assert_eq!((course[0].0, course[0].1 < 3), (booked.start, true));
        assert_eq!(course.last(), Some(&(booked.end, 3)));
        assert_eq!(supply.course("other", booked.start, Moment(later)), [(booked.start, 0)]);
        let untold = Supply { taken: None, ..supply };
        assert_eq!(untold.course(kind, booked.start, Moment(later)), []);
        assert_eq!(untold.node_types(), [("compute_skylake".to_owned(), 3)]);
        assert_eq!(
            untold.faults(&lease(4, "", from), Moment(from)),
            ["4 hosts are asked for, and only 3 that fit are there"]
        );
        assert_eq!(Supply::default().faults(&lease(9, "", from), Moment(from)), [""; 0]);
    }
}
