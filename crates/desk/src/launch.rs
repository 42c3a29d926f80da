//! What a person wants of a lease and a stack, turned into calls; whatever a testbed would refuse without saying why is
//! said before anything is sent.

use hotplate_cloud::blazar::{BeforeEnd, Begin, CreateLease, Lease, Supply, Wanted};
use hotplate_cloud::heat::{CreateStack, Creation, Template};
use hotplate_cloud::script::{Deed, Names};
use hotplate_cloud::{Moment, later};
use hotplate_hot::arm::{PLACEHOLDER, RESERVATION, arm};
use hotplate_hot::{Source, parse};

use crate::conceal::secrets;
use crate::left_out::left_out;
use crate::{How, Launch, Order, Paper, Reserve, Wish};

/// The kind of reservation that servers are started on.
const HOSTS: &str = "physical:host";

/// What is known of the testbed by now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Its machines.
    pub(crate) supply: Supply,
    /// The id of the network that floating addresses are of.
    pub(crate) outside: Option<String>,
    /// The names of the project's stacks.
    pub(crate) stacks: Vec<String>,
}

/// The calls of a launch, or all that stands in their way.
pub(crate) fn deeds(launch: &Launch, known: &Known, now: Moment) -> Result<Vec<Deed>, Vec<String>> {
    let mut faults = Vec::new();
    if launch.order.name.trim().is_empty() {
        faults.push("the stack has no name".to_owned());
    }
    if known.stacks.iter().any(|name| name == launch.order.name.trim()) {
        faults.push(format!(
            "there is a stack named `{}` already: choose another name, or delete that one first",
            launch.order.name.trim()
        ));
    }
    // Looked for in everything at once: no field that is added later can be forgotten.
    if serde_json::to_string(launch).is_ok_and(|all| later::is_marked(&all)) {
        faults.push("the template, a file, a name or a value holds the character U+F0000 or U+F0001, which stands here for what is not known yet: remove it".to_owned());
    }
    faults.extend(left_out(&launch.order));
    let reserves = launch.lease != Reserve::None;
    if (reserves || launch.how != How::Now) && !launch.declares {
        faults.push(format!(
            "the template has no parameter `{RESERVATION}`: declare it as a string, and read it in the servers' `scheduler_hints`"
        ));
    }
    let lease = match &launch.lease {
        Reserve::New(wish) => {
            let stack = (launch.how == How::ByTestbed).then(|| later::STACK.to_owned());
            match lease(wish, stack, known, now) {
                Ok(lease) => Some(lease),
                Err(more) => {
                    faults.extend(more);
                    None
                }
            }
        }
        Reserve::None | Reserve::Existing { .. } => None,
    };
    let held = launch.how == How::ByTestbed;
    let mut order = launch.order.clone();
    if held && launch.armed {
        match arm(&order.paper.template) {
            Ok(armed) => order.paper.template = armed,
            Err(why) => faults.push(why),
        }
    }
    let value = match (&launch.how, &launch.lease) {
        (How::ByTestbed, _) => Some(PLACEHOLDER),
        (_, Reserve::Existing { reservation, .. }) => Some(reservation.as_str()),
        (_, Reserve::New(_)) => Some(later::RESERVATION),
        (_, Reserve::None) => None,
    };
    if let Some(value) = value {
        order.parameters.retain(|(name, _)| name != RESERVATION);
        order.parameters.push((RESERVATION.to_owned(), value.to_owned()));
    }
    let stack = Deed::CreateStack(create(order, held && !launch.armed));
    let deeds = match (&launch.how, &launch.lease, lease) {
        (How::ByTestbed, Reserve::New(_), Some(lease)) => vec![stack, Deed::CreateLease(lease)],
        (How::ByTestbed, Reserve::Existing { .. } | Reserve::None, _) => {
            faults.push("a testbed starts a stack only with a lease that is made for it: reserve with a new lease, or let this page start the stack".to_owned());
            Vec::new()
        }
        (How::ByPage | How::Now, Reserve::New(_), Some(lease)) => {
            vec![Deed::CreateLease(lease), Deed::AwaitLease, stack]
        }
        (How::ByPage, Reserve::Existing { .. }, _) => vec![Deed::AwaitLease, stack],
        (How::ByPage, Reserve::None, _) => {
            faults.push("there is no lease to wait for: reserve one, or launch now".to_owned());
            Vec::new()
        }
        (How::Now, _, _) => vec![stack],
        (How::ByTestbed | How::ByPage, Reserve::New(_), None) => Vec::new(),
    };
    if faults.is_empty() { Ok(deeds) } else { Err(faults) }
}

/// The lease that somebody wishes for.
fn lease(wish: &Wish, stack: Option<String>, known: &Known, now: Moment) -> Result<CreateLease, Vec<String>> {
    let mut faults = Vec::new();
    let mut number = |text: &str, what: &str| {
        let read = text.trim().parse::<u32>().ok();
        if read.is_none() {
            faults.push(format!("`{}` is not a number of {what}", text.trim()));
        }
        read.unwrap_or(1)
    };
    let min = number(&wish.min, "hosts");
    let max = if wish.max.trim().is_empty() { min } else { number(&wish.max, "hosts") };
    let mut none = |text: &str, what: &str| if text.trim().is_empty() { 0 } else { number(text, what) };
    let (devices, addresses) = (none(&wish.devices, "devices"), none(&wish.addresses, "addresses"));
    let begin = match wish.start {
        Some(start) => Begin::At(Moment(start)),
        None => Begin::Now,
    };
    let end = Moment(wish.end.unwrap_or_else(|| {
        faults.push("the lease has no end".to_owned());
        i64::MAX / 2
    }));
    let mut wanted = Vec::new();
    // Devices may be all that is wanted.
    if max > 0 || devices == 0 {
        wanted.push(Wanted::Hosts {
            min,
            max,
            properties: properties(&wish.node_type, &wish.properties),
            before_end: BeforeEnd::Default,
            stack,
        });
    } else if stack.is_some() {
        faults.push("a testbed starts a stack on hosts only: let this page start it".to_owned());
    }
    if devices > 0 {
        let properties = if max > 0 { String::new() } else { wish.properties.trim().to_owned() };
        wanted.push(Wanted::Devices { min: devices, max: devices, properties });
    }
    if addresses > 0 {
        match &known.outside {
            Some(network) => wanted.push(Wanted::FloatingIps { network: network.clone(), amount: addresses }),
            None => faults.push("this testbed names no network that floating addresses are of".to_owned()),
        }
    }
    if !wish.network.trim().is_empty() {
        wanted.push(Wanted::Network { name: wish.network.trim().to_owned(), properties: String::new() });
    }
    let lease = CreateLease { name: wish.name.trim().to_owned(), begin, end, wanted };
    faults.extend(lease.faults(now));
    if faults.is_empty() {
        faults.extend(known.supply.faults(&lease, now));
    }
    if faults.is_empty() { Ok(lease) } else { Err(faults) }
}

/// The filter for a node type and whatever else is asked for.
fn properties(node_type: &str, others: &str) -> String {
    let (node_type, others) = (node_type.trim(), others.trim());
    if node_type.is_empty() {
        return others.to_owned();
    }
    let named = serde_json::json!(["==", "$node_type", node_type]).to_string();
    if others.is_empty() { named } else { format!("[\"and\", {named}, {others}]") }
}

/// The template as it is sent; `hidden` are the parameters whose values nobody may read.
pub(crate) fn template(paper: Paper, hidden: &[String]) -> Template {
    let secrets = secrets(&paper, hidden);
    Template {
        text: paper.template,
        environment: paper.environment,
        files: paper.files.into_iter().collect(),
        secrets,
    }
}

fn create(order: Order, initialize: bool) -> CreateStack {
    let Order { name, paper, parameters, hidden } = order;
    let parameters = parameters.into_iter().map(|(name, value)| (name, value.into())).collect();
    let name = name.trim().to_owned();
    let template = template(paper, &hidden);
    let stack = Creation { name, template, parameters, hidden, ..Creation::default() };
    CreateStack { stack, initialize }
}

/// The names of the files in commands and scripts.
pub(crate) fn names(launch: &Launch) -> Names {
    let template = match launch.armed && launch.how == How::ByTestbed {
        true => format!("armed-{}", launch.file),
        false => launch.file.clone(),
    };
    let set = set_by(&launch.order.paper.environment);
    Names { template, environment: "environment.yaml".to_owned(), set }
}

/// The parameters that an environment gives a value.
fn set_by(environment: &str) -> Vec<String> {
    let document = parse(&Source::new("environment", environment)).value;
    let parameters = document.root().and_then(|root| root.get("parameters"));
    let entries = parameters.and_then(|parameters| parameters.as_mapping()).unwrap_or_default();
    entries.iter().map(|(name, _, _)| name.to_value().python_str()).collect()
}

/// The reservation of a lease that servers are started on.
pub(crate) fn reservation(lease: &Lease) -> Option<&str> {
    let hosts = lease.reservations.iter().find(|reservation| reservation.kind == HOSTS);
    hosts.or(lease.reservations.first()).map(|reservation| reservation.id.as_str())
}

/// Puts an id in the place of the mark that stood for it.
pub(crate) fn put(stack: &mut CreateStack, reservation: &str) {
    if let Some(value) =
        stack.stack.parameters.get_mut(RESERVATION).filter(|value| *value == later::RESERVATION)
    {
        *value = reservation.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_796_126_400);

    fn launch(how: How, lease: Reserve) -> Launch {
        let paper = Paper {
            template: "heat_template_version: 2018-08-31\nparameters: {reservation_id: {type: string}}\nresources:\n  a: {type: X}\n".to_owned(),
            ..Paper::default()
        };
        let order = Order { name: "s".to_owned(), paper, ..Order::default() };
        Launch { order, how, lease, armed: false, declares: true, file: "s.yaml".to_owned() }
    }

    fn wish() -> Wish {
        Wish {
            name: "l".to_owned(),
            start: Some(NOW.0 + 600),
            end: Some(NOW.0 + 7200),
            min: "2".to_owned(),
            node_type: "compute_skylake".to_owned(),
            ..Wish::default()
        }
    }

    #[track_caller]
    fn refused(launch: &Launch, said: &str) {
        let faults = deeds(launch, &Known::default(), NOW).unwrap_err().join("; ");
        assert!(faults.contains(said), "{faults}");
    }

    #[test]
    fn a_testbed_is_given_the_stack_first_and_a_page_the_lease() {
        let by_testbed =
            deeds(&launch(How::ByTestbed, Reserve::New(wish())), &Known::default(), NOW).unwrap();
        let [Deed::CreateStack(stack), Deed::CreateLease(lease)] = &by_testbed[..] else { panic!() };
        assert!(stack.initialize && stack.stack.parameters[RESERVATION] == PLACEHOLDER);
        assert!(
            matches!(&lease.wanted[0], Wanted::Hosts { stack: Some(stack), min: 2, max: 2, properties, .. }
            if stack == later::STACK && properties == r#"["==","$node_type","compute_skylake"]"#)
        );
        let by_page = deeds(&launch(How::ByPage, Reserve::New(wish())), &Known::default(), NOW).unwrap();
        assert!(matches!(by_page[..], [Deed::CreateLease(_), Deed::AwaitLease, Deed::CreateStack(_)]));
        let existing = Reserve::Existing { lease: "1".to_owned(), reservation: "2".to_owned() };
        let now = deeds(&launch(How::Now, existing), &Known::default(), NOW).unwrap();
        let [Deed::CreateStack(stack)] = &now[..] else { panic!() };
        assert!(!stack.initialize && stack.stack.parameters[RESERVATION] == "2");
    }

    #[test]
    fn what_the_environment_sets_is_told_to_whoever_writes_commands() {
        let mut launch = launch(How::Now, Reserve::None);
        assert!(names(&launch).set.is_empty());
        launch.order.paper.environment =
            "parameters: {size: 1, 2: x}\nparameter_defaults: {no: 1}\n".to_owned();
        assert_eq!(names(&launch).set, ["size", "2"]);
    }

    #[test]
    fn an_armed_stack_is_created_and_not_initialized() {
        let armed = Launch { armed: true, ..launch(How::ByTestbed, Reserve::New(wish())) };
        let all = deeds(&armed, &Known::default(), NOW).unwrap();
        let [Deed::CreateStack(stack), _] = &all[..] else { panic!() };
        assert!(!stack.initialize && stack.stack.template.text.contains("condition: reserved"));
        assert_eq!(names(&armed).template, "armed-s.yaml");
        let mut cannot = armed;
        cannot.order.paper.template = "a: 1".to_owned();
        refused(&cannot, "none of Heat's own format");
    }

    #[test]
    fn nothing_that_somebody_gives_becomes_a_variable() {
        let marked = "\u{f0000}A}$(reboot)${B\u{f0001}".to_owned();
        let mut by_template = launch(How::Now, Reserve::None);
        by_template.order.paper.template.push_str(&format!("# {marked}"));
        let mut by_value = launch(How::Now, Reserve::None);
        by_value.order.parameters.push(("name".to_owned(), later::STACK.to_owned()));
        let by_wish = launch(How::ByPage, Reserve::New(Wish { name: marked, ..wish() }));
        for launch in [by_template, by_value, by_wish] {
            refused(&launch, "U+F0000 or U+F0001");
        }
    }

    #[test]
    fn what_cannot_be_is_said_with_what_to_do() {
        let new = |wish| launch(How::ByPage, Reserve::New(wish));
        refused(&Launch { declares: false, ..new(wish()) }, "has no parameter `reservation_id`");
        refused(&launch(How::ByTestbed, Reserve::None), "reserve with a new lease");
        refused(&launch(How::ByPage, Reserve::None), "no lease to wait for");
        refused(&new(Wish { min: "two".to_owned(), ..wish() }), "`two` is not a number of hosts");
        refused(&new(Wish { end: None, ..wish() }), "the lease has no end");
        refused(&new(Wish { start: Some(NOW.0 - 600), ..wish() }), "the start has passed already");
        refused(&new(Wish { end: Some(NOW.0 + 60), ..wish() }), "the end is not after the start");
        refused(&new(Wish { properties: "gpu".to_owned(), ..wish() }), "is not a filter");
        refused(&new(Wish { addresses: "1".to_owned(), ..wish() }), "names no network");
        refused(&Launch { order: Order::default(), ..new(wish()) }, "the stack has no name");
        let known = Known { stacks: vec!["s".to_owned()], ..Known::default() };
        let faults = deeds(&new(wish()), &known, NOW).unwrap_err();
        assert_eq!(
            faults,
            ["there is a stack named `s` already: choose another name, or delete that one first"]
        );
        let devices = || Wish { devices: "2".to_owned(), min: "0".to_owned(), ..wish() };
        refused(&launch(How::ByTestbed, Reserve::New(devices())), "on hosts only");
        refused(&new(Wish { devices: String::new(), ..devices() }), "at least one host must be asked for");
    }

    #[test]
    fn devices_are_reserved_beside_hosts_or_alone() {
        let wanted = |wish| {
            let deeds = deeds(&launch(How::ByPage, Reserve::New(wish)), &Known::default(), NOW).unwrap();
            let [Deed::CreateLease(lease), ..] = &deeds[..] else { panic!() };
            lease.wanted.clone()
        };
        let devices = Wish { devices: "2".to_owned(), ..wish() };
        let [Wanted::Hosts { .. }, Wanted::Devices { min: 2, max: 2, .. }] = &wanted(devices.clone())[..]
        else {
            panic!()
        };
        let alone =
            Wish { min: "0".to_owned(), properties: r#"["==", "$name", "pi"]"#.to_owned(), ..devices };
        let [Wanted::Devices { properties, .. }] = &wanted(alone)[..] else { panic!() };
        assert_eq!(properties, r#"["==", "$name", "pi"]"#);
    }
}
