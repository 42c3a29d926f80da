//! The errands around leases: what there is to choose from, launching, waiting for a lease and looking after it.

use hotplate_cloud::blazar::{
    DeleteLease, Lease, LeaseStatus, ListAllocations, ListHosts, ListLeases, ShowLease, Supply, UpdateLease,
};
use hotplate_cloud::glance::ListImages;
use hotplate_cloud::heat::{
    CreateStack, ListResourceTypes, ListStacks, ListTemplateVersions, PatchStack, ShowStack, Stack, StackRef,
};
use hotplate_cloud::neutron::ListNetworks;
use hotplate_cloud::nova::{ListFlavors, ListKeypairs};
use hotplate_cloud::script::{Deed, Forms, forms};
use hotplate_cloud::{Moment, News, Transport, Watch};
use hotplate_hot::arm::RESERVATION;

use crate::conceal::conceal;
use crate::desk::{Log, nobody, reference};
use crate::launch::{Known, deeds, names, put, reservation};
use crate::site::Site;
use crate::{
    Choices, Course, Desk, How, Launch, Launched, Outlook, Refusal, Reserve, Reviewed, SeenLease, StackName,
    Told,
};

/// A week, in seconds.
const WEEK: i64 = 7 * 86_400;

/// As many changes of what is free are told of a type.
const MOST_CHANGES: usize = 6;

/// A stack that is created when its lease has begun.
pub(crate) struct Waiting {
    lease: String,
    stack: CreateStack,
    /// Whether it was tried before, and no answer came.
    tried: bool,
}

impl<T: Transport> Desk<T> {
    /// All lists; one that the testbed does not give is empty.
    pub(crate) async fn choices(&mut self, sent: &Log) -> Result<Choices, Refusal> {
        let stacks = self.call(&ListStacks, sent).await?;
        let keypairs = self.call(&ListKeypairs, sent).await.unwrap_or_default();
        let flavors = self.call(&ListFlavors, sent).await.unwrap_or_default();
        let images = self.call(&ListImages, sent).await.unwrap_or_default();
        let networks = self.call(&ListNetworks, sent).await.unwrap_or_default();
        let (leases, no_leases) = match self.call(&ListLeases, sent).await {
            Ok(leases) => (leases, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        let hosts = self.call(&ListHosts, sent).await.unwrap_or_default();
        let taken = match hosts.is_empty() {
            true => None,
            false => self.call(&ListAllocations, sent).await.ok(),
        };
        let outside = networks.iter().filter(|network| network.external);
        let outside = outside.clone().find(|network| network.name == "public").or(outside.clone().next());
        let known = Known {
            supply: Supply { hosts, taken },
            outside: outside.map(|network| network.id.clone()),
            stacks: stacks.iter().map(|stack| stack.name.clone()).collect(),
        };
        let leases: Vec<Lease> = leases.into_iter().filter(|lease| !lease.status.is_over()).collect();
        let now = self.now();
        let reserved: Vec<(String, String)> =
            leases.iter().flat_map(|lease| reservations(lease, now)).collect();
        let leases: Vec<SeenLease> = leases.iter().map(|lease| seen(lease, None)).collect();
        let plain = |name: String| (name, String::new());
        let flavor = |flavor: hotplate_cloud::nova::Flavor| {
            let words = format!("{} processors, {} MiB", flavor.vcpus, flavor.ram);
            (flavor.name, words)
        };
        let values = [
            ("nova.keypair", keypairs.into_iter().map(plain).collect()),
            ("nova.flavor", flavors.into_iter().map(flavor).collect()),
            ("glance.image", images.into_iter().filter_map(|image| image.name).map(plain).collect()),
            ("neutron.network", networks.into_iter().map(|network| plain(network.name)).collect()),
            ("blazar.reservation", reserved),
        ];
        let choices = Choices {
            values: values.map(|(name, values): (&str, Vec<_>)| (name.to_owned(), values)).into(),
            node_types: known.supply.node_types(),
            free: free(&known.supply, self.now()),
            leases,
            no_leases,
            stacks: stacks
                .into_iter()
                .map(|stack| (StackName { name: stack.name, id: stack.id }, stack.status.0))
                .collect(),
        };
        self.known = Some(known);
        Ok(choices)
    }

    /// Learns what a launch takes for granted. Tells why the page cannot send it, where a browser keeps it from doing so.
    async fn prepare(&mut self, launch: &Launch, sent: &Log) -> Result<Option<Refusal>, Refusal> {
        match self.choices(sent).await {
            Ok(choices) => Ok(choices.no_leases.filter(|why| why.barred && launch.lease != Reserve::None)),
            Err(refusal) if refusal.barred => Ok(Some(refusal)),
            Err(refusal) => Err(refusal),
        }
    }

    /// The calls of a launch, from what is known of the testbed.
    async fn deeds(
        &mut self,
        launch: &Launch,
        sent: &Log,
    ) -> Result<Result<Vec<Deed>, Vec<String>>, Refusal> {
        let mut faults = self.site(sent).await.faults(&launch.order.paper);
        let nothing = Known::default();
        Ok(match deeds(launch, self.known.as_ref().unwrap_or(&nothing), self.now()) {
            Ok(deeds) if faults.is_empty() => Ok(deeds),
            Ok(_) => Err(faults),
            Err(more) => {
                faults.extend(more);
                Err(faults)
            }
        })
    }

    /// What the testbed's Heat knows; where it does not tell, nothing is said against a template.
    async fn site(&mut self, sent: &Log) -> &Site {
        if self.site.is_none() {
            let types = self.call(&ListResourceTypes, sent).await.unwrap_or_default();
            let versions = self.call(&ListTemplateVersions, sent).await.unwrap_or_default();
            self.site = Some(Site { types, versions });
        }
        self.site.get_or_insert_default()
    }

    /// What a launch would send, or what stands in its way.
    pub(crate) async fn review(&mut self, launch: &Launch, sent: &Log) -> Result<Reviewed, Refusal> {
        let barred = self.prepare(launch, sent).await?;
        let mut deeds = match self.deeds(launch, sent).await? {
            Ok(deeds) => deeds,
            Err(faults) => return Ok(Reviewed { faults, ..Reviewed::default() }),
        };
        let session = &self.visit.as_ref().ok_or_else(nobody)?.session;
        let armed = deeds.iter().find_map(|deed| match deed {
            Deed::CreateStack(call) if launch.armed && launch.how == How::ByTestbed => {
                Some(call.stack.template.text.clone())
            }
            _ => None,
        });
        for deed in &mut deeds {
            if let Deed::CreateStack(call) = deed {
                conceal(&mut call.stack);
            }
        }
        let Forms { http, openstack, curl, python } = forms(session, &deeds, &names(launch))?;
        let forms = [("HTTP", http), ("openstack", openstack), ("curl", curl), ("Python", python)];
        let forms = forms.map(|(name, text)| (name.to_owned(), text)).into();
        Ok(Reviewed { faults: Vec::new(), forms, armed, barred })
    }

    /// Sends the calls of a launch, one after the other; where one fails, what is there by then is told.
    pub(crate) async fn launch(&mut self, launch: &Launch, sent: &Log) -> Result<Launched, Refusal> {
        // Only what is fresh tells what is free.
        if (self.known.is_none() || matches!(launch.lease, Reserve::New(_)))
            && let Some(refusal) = self.prepare(launch, sent).await?
        {
            return Err(refusal);
        }
        let deeds = self
            .deeds(launch, sent)
            .await?
            .map_err(|faults| Refusal::plain(faults.join("; "), "correct this, then review it again"))?;
        if self.waiting.is_some() && launch.lease != Reserve::None {
            let what = "this page still waits for another lease, to start a stack when it begins";
            return Err(Refusal::plain(
                what,
                "stop following that lease, or open another tab for this launch",
            ));
        }
        let mut launched = Launched::default();
        let existing = match &launch.lease {
            Reserve::Existing { lease, .. } => Some(self.call(&ShowLease(lease.clone()), sent).await?),
            Reserve::None | Reserve::New(_) => None,
        };
        if let Some(lease) = &existing {
            if launch.how == How::Now && !lease.status.is_active() {
                let what = format!("the lease is {}, not active", lease.status.0);
                return Err(Refusal::plain(
                    what,
                    "wait for it, or let this page start the stack when it begins",
                ));
            }
            launched.lease = Some(seen(lease, Watch::default().pause()));
        }
        let mut begins = false;
        for deed in deeds {
            match deed {
                Deed::AwaitLease => begins = true,
                Deed::CreateStack(stack) if begins => {
                    let lease = launched.lease.as_ref().map(|lease| lease.id.clone()).unwrap_or_default();
                    self.waiting = Some(Waiting { lease, stack, tried: false });
                    launched.waits = true;
                }
                Deed::CreateStack(call) => {
                    let stack = self.call(&call, sent).await.map_err(|refusal| refusal.of_making("stack"))?;
                    launched.stack = Some(StackName { name: stack.name.clone(), id: stack.id.clone() });
                    if let Err(halted) = self.held(&call, &stack, sent).await {
                        launched.halted = Some(halted);
                        break;
                    }
                }
                Deed::CreateLease(mut call) => {
                    let stack = launched.stack.as_ref().map(|stack| stack.id.as_str());
                    if let Some(stack) = stack {
                        call.start(stack);
                    }
                    match self.call(&call, sent).await {
                        Ok(lease) => {
                            launched.halted = stack.and_then(|stack| dropped(&lease, stack));
                            launched.lease = Some(seen(&lease, Watch::default().pause()));
                        }
                        Err(refusal) if launched.stack.is_some() => {
                            launched.halted = Some(refusal.of_making("lease"));
                            break;
                        }
                        Err(refusal) => return Err(refusal.of_making("lease")),
                    }
                }
                Deed::PatchStack(call) => self.call(&call, sent).await?,
            }
        }
        self.lease_watch = Watch::default();
        // What there is to choose from is different now.
        self.known = None;
        Ok(launched)
    }

    /// Whether a stack that was to be held back is: Heat as it is published takes no notice and builds at once.
    async fn held(&self, call: &CreateStack, stack: &StackRef, sent: &Log) -> Result<(), Refusal> {
        if !call.initialize {
            return Ok(());
        }
        let shown = self.call(&ShowStack(stack.clone()), sent).await?;
        if shown.status.is_initialized() {
            return Ok(());
        }
        let what = "this testbed does not hold a stack back: it took no notice of `initialize` and began to build. No lease was made";
        let help = "delete the stack, then launch with the armed template, or let this page start it";
        Err(Refusal::plain(what, help))
    }

    /// Gives a stack that is held back its reservation; without one, has a stack do again what failed.
    pub(crate) async fn patch(
        &mut self,
        stack: &StackName,
        reservation: Option<&str>,
        sent: &Log,
    ) -> Result<Told, Refusal> {
        let parameters = reservation.map(|id| (RESERVATION.to_owned(), id.into())).into_iter().collect();
        let call = PatchStack { stack: reference(stack), parameters, hidden: Vec::new() };
        self.call(&call, sent).await?;
        self.stir();
        Ok(Told::Started)
    }

    /// Looks at a lease, and starts what waits for it.
    pub(crate) async fn watch(&mut self, id: &str, sent: &Log) -> Result<Told, Refusal> {
        if self.released.as_deref() == Some(id) {
            // It was asked for before it was gone.
            return Ok(Told::Released(id.to_owned()));
        }
        let lease = match self.call(&ShowLease(id.to_owned()), sent).await {
            Ok(lease) => lease,
            Err(refusal) if refusal.outlook == Outlook::Gone => {
                let waited = self.waiting.take_if(|waiting| waiting.lease == id).is_some();
                let so = if waited { ", and what waited for it is not started" } else { "" };
                let why = refusal.gone(&format!("the lease is not followed any more{so}"));
                return Ok(Told::Gone(id.to_owned(), why));
            }
            Err(refusal) => return Err(refusal.again(&mut self.lease_watch)),
        };
        self.lease_watch.saw(news(&lease.status));
        let shown = seen(&lease, self.lease_watch.pause());
        let Some(mut waiting) = self
            .waiting
            .take_if(|waiting| waiting.lease == id && (lease.status.is_active() || lease.status.is_over()))
        else {
            return Ok(Told::Leased(shown));
        };
        let mut launched = Launched { lease: Some(shown), ..Launched::default() };
        if lease.status.is_over() {
            let what = format!("the lease is {}, so the stack was not started", lease.status.0);
            launched.halted = Some(Refusal::plain(what, "reserve again, then launch again"));
        } else {
            put(&mut waiting.stack, reservation(&lease).unwrap_or_default());
            match self.create(&waiting, lease.start, sent).await {
                Ok(stack) => launched.stack = Some(StackName { name: stack.name, id: stack.id }),
                // The network is gone, or the service rests: the next look tries again.
                Err(refusal) if refusal.is_passing() || refusal.expired => {
                    waiting.tried = true;
                    self.waiting = Some(waiting);
                    return Err(refusal.again(&mut self.lease_watch));
                }
                Err(refusal) => launched.halted = Some(refusal),
            }
        }
        Ok(Told::Launched(launched))
    }

    /// Creates what waited for a lease that began then. If that was tried before, it may be there already.
    async fn create(&self, waiting: &Waiting, begun: Moment, sent: &Log) -> Result<StackRef, Refusal> {
        if waiting.tried {
            let stacks = self.call(&ListStacks, sent).await?;
            let name = &waiting.stack.stack.name;
            let is_it = |stack: &Stack| stack.name == *name && stack.created >= Some(begun);
            if let Some(stack) = stacks.into_iter().find(is_it) {
                return Ok(StackRef { name: stack.name, id: stack.id });
            }
        }
        self.call(&waiting.stack, sent).await
    }

    /// Gives a lease another end.
    pub(crate) async fn extend(&mut self, id: String, end: i64, sent: &Log) -> Result<SeenLease, Refusal> {
        if end <= self.now().0 {
            return Err(Refusal::plain("the end has passed already", "choose a later one"));
        }
        let call = UpdateLease { id, end: Some(Moment(end)), ..UpdateLease::default() };
        let lease = self.call(&call, sent).await?;
        self.lease_watch.stir();
        Ok(seen(&lease, self.lease_watch.pause()))
    }

    /// Deletes a lease; once it is gone, nothing waits for it any more.
    pub(crate) async fn release(&mut self, id: String, sent: &Log) -> Result<String, Refusal> {
        self.call(&DeleteLease(id.clone()), sent).await?;
        self.waiting.take_if(|waiting| waiting.lease == id);
        self.released = Some(id.clone());
        Ok(id)
    }
}

/// The reservations of a lease by their ids, each with the lease's name, its type, its state, and how long it lasts.
fn reservations(lease: &Lease, now: Moment) -> Vec<(String, String)> {
    let lasts = match lease.start {
        start if now < start => format!("from {} UTC", start.to_minute()),
        _ => match (lease.end.0 - now.0) / 3600 {
            0 => "less than an hour left".to_owned(),
            hours => format!("{hours} h left"),
        },
    };
    let words = |kind: &str, status: &str| format!("{}: {kind}, {status}, {lasts}", lease.name);
    let all = lease.reservations.iter();
    all.map(|reserved| (reserved.id.clone(), words(&reserved.kind, &reserved.status))).collect()
}

/// How many hosts of each type are free from when on, a week ahead.
fn free(supply: &Supply, now: Moment) -> Vec<Course> {
    let until = now.0 + WEEK;
    let mut courses = Vec::new();
    for (name, hosts) in supply.node_types() {
        let steps = supply.course(&name, now, Moment(until));
        let mut words = String::new();
        for (number, (from, free)) in steps.iter().enumerate() {
            match number {
                0 => words = format!("{name}: {free} of {hosts} free now"),
                1..MOST_CHANGES => words.push_str(&format!(", {free} from {} UTC", from.to_minute())),
                MOST_CHANGES => words.push_str(", …"),
                _ => {}
            }
        }
        if !words.is_empty() {
            let steps = steps.into_iter().map(|(from, free)| (from.0, free)).collect();
            courses.push(Course { words, hosts, steps, until });
        }
    }
    courses
}

/// A lease that was to start a stack, and does not.
fn dropped(lease: &Lease, stack: &str) -> Option<Refusal> {
    let starts =
        |on_start: &Option<String>| on_start.as_ref().is_some_and(|on_start| on_start.contains(stack));
    if lease.reservations.iter().any(|reservation| starts(&reservation.on_start)) {
        return None;
    }
    let what = "this testbed made the lease, but took no notice that it is to start the stack";
    Some(Refusal::plain(what, "when the lease is active, press `Start it now`"))
}

fn news(status: &LeaseStatus) -> News {
    match status {
        status if status.is_over() => News::Settled,
        status if status.is_moving() => News::Changed,
        _ => News::Same,
    }
}

fn seen(lease: &Lease, again: Option<std::time::Duration>) -> SeenLease {
    let starts = lease.reservations.iter().filter_map(|reservation| reservation.on_start.as_deref());
    let starts = starts.filter_map(|on_start| on_start.strip_prefix("orchestration:")).next();
    SeenLease {
        id: lease.id.clone(),
        name: lease.name.clone(),
        status: lease.status.0.clone(),
        start: lease.start.0,
        end: lease.end.0,
        reservation: reservation(lease).unwrap_or_default().to_owned(),
        starts: starts.unwrap_or_default().to_owned(),
        again: again.and_then(|again| u32::try_from(again.as_millis()).ok()),
    }
}
