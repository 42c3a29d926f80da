//! Doing the errands, one after the other.

use std::cell::RefCell;

use hotplate_cloud::heat::{
    DeleteStack, Deployment, Event, ListDeployments, ListEvents, ListResources, Progress, ShowStack, Stack,
    StackRef, StackResource, Validate,
};
use hotplate_cloud::keystone::{
    Domain, Grant, Identity, ListProjects, Revoke, Scope, ShowToken, SignIn, Who,
};
use hotplate_cloud::{
    Access, Call, Moment, News, Secret, Service, Session, Token, Transport, Watch, access, send,
};

use hotplate_hot::arm::{RESERVATION, declare};

use crate::errands::Waiting;
use crate::launch::{Known, template};
use crate::seen::{is_deployment, outputs, told_resources};
use crate::site::Site;
use crate::told::milliseconds;
use crate::ways::Ways;
use crate::{
    Answer, Ask, Described, Entry, Happened, Outlook, Refusal, Seen, Sent, StackName, Testbed, Told, Visa,
    Way, testbeds,
};

/// How many events are taken at a look; the next look takes the next.
const EVENTS: u16 = 200;

/// How many floors of nested stacks are looked into.
const DEPTH: u8 = 4;

/// Who is signed in, what a file described, and what is being watched.
pub struct Desk<T> {
    pub(crate) carrier: fn(bool) -> T,
    pub(crate) clock: fn() -> f64,
    /// By how many seconds that is ahead of the testbed's clock.
    pub(crate) ahead: i64,
    /// The page's origin.
    pub(crate) page: String,
    pub(crate) testbeds: Vec<Testbed>,
    described: Vec<Access>,
    pub(crate) visit: Option<Visit<T>>,
    watched: Option<Watched>,
    pub(crate) known: Option<Known>,
    /// What this testbed's Heat knows, once it was asked.
    pub(crate) site: Option<Site>,
    pub(crate) waiting: Option<Waiting>,
    pub(crate) lease_watch: Watch,
    /// The lease that was deleted last.
    pub(crate) released: Option<String>,
}

/// Every request that an errand makes.
pub(crate) type Log = RefCell<Vec<Sent>>;

/// Who goes where, and how.
pub(crate) struct Visit<T> {
    pub(crate) session: Session,
    pub(crate) ways: Ways<T>,
}

/// A stack that was looked at before.
struct Watched {
    stack: StackName,
    watch: Watch,
    last_event: Option<String>,
}

impl<T: Transport> Desk<T> {
    /// A desk where nobody is signed in. `carrier` gives what carries, directly or by the relay; `clock` the time in
    /// milliseconds; `listed` is the text of the list of testbeds, `page` the origin of the page that asks.
    pub fn new(carrier: fn(bool) -> T, clock: fn() -> f64, listed: &str, page: &str) -> Self {
        let testbeds = testbeds::read(listed);
        Self {
            carrier,
            clock,
            ahead: 0,
            page: page.to_owned(),
            testbeds,
            described: Vec::new(),
            visit: None,
            watched: None,
            known: None,
            site: None,
            waiting: None,
            lease_watch: Watch::default(),
            released: None,
        }
    }

    /// Does one errand.
    pub async fn answer(&mut self, ask: Ask) -> Answer {
        let sent = RefCell::default();
        let told = self.told(ask, &sent).await;
        Answer { told, sent: sent.into_inner() }
    }

    async fn told(&mut self, ask: Ask, sent: &Log) -> Result<Told, Refusal> {
        match ask {
            Ask::Testbeds => Ok(Told::Testbeds(self.testbeds.clone())),
            Ask::Read(text) => self.read(&text).map(Told::Described),
            Ask::Enter(entry) => self.enter(entry, sent).await.map(Told::Entered),
            Ask::Examine(auth_url) => Ok(Told::Examined(self.examine(&auth_url, sent).await)),
            Ask::Leave => Ok(Told::Left(self.leave(sent).await.err().map(still_there))),
            Ask::Validate(paper) => {
                self.call(&Validate(template(paper, &[])), sent).await.map(|_| Told::Valid)
            }
            Ask::Work(project) => self.work(project, sent).await.map(Told::Entered),
            Ask::Declare(text) => declare(&text)
                .map(Told::Declared)
                .map_err(|why| Refusal::plain(why, "declare the parameter by hand")),
            Ask::Choices => self.choices(sent).await.map(Told::Choices),
            Ask::Review(launch) => self.review(&launch, sent).await.map(Told::Reviewed),
            Ask::Launch(launch) => self.launch(&launch, sent).await.map(Told::Launched),
            Ask::Start(stack, reservation) => self.patch(&stack, Some(&reservation), sent).await,
            Ask::Retry(stack) => self.patch(&stack, None, sent).await,
            Ask::Watch(lease) => self.watch(&lease, sent).await,
            Ask::Extend(lease, end) => self.extend(lease, end, sent).await.map(Told::Extended),
            Ask::Release(lease) => self.release(lease, sent).await.map(Told::Released),
            Ask::Abandon => {
                self.waiting = None;
                Ok(Told::Abandoned)
            }
            Ask::Look(stack) => match self.look(stack.clone(), sent).await {
                Err(refusal) if refusal.outlook == Outlook::Gone => {
                    let why = refusal.gone(&format!("the stack {} is not followed any more", stack.name));
                    Ok(Told::Gone(stack.id, why))
                }
                seen => Ok(Told::Seen(stack, seen?)),
            },
            Ask::Delete(stack) => {
                self.call(&DeleteStack(reference(&stack)), sent).await?;
                self.stir();
                Ok(Told::Deleting)
            }
        }
    }

    /// Makes a call as who is signed in.
    pub(crate) async fn call<C: Call>(&self, call: &C, sent: &Log) -> Result<C::Reply, Refusal> {
        let Visit { session, ways } = self.visit.as_ref().ok_or_else(nobody)?;
        Ok(send(&ways.carrier(self.clock, sent), session, call).await?)
    }

    fn read(&mut self, text: &str) -> Result<Vec<Described>, Refusal> {
        let help = "paste a whole `clouds.yaml` or `openrc` file";
        let described = access::read(text).map_err(|why| Refusal::plain(why, help))?;
        self.described.clear();
        let mut told = Vec::new();
        for (name, access) in described {
            let lacks_secret = access.as_ref().is_ok_and(Access::lacks_secret);
            let auth_url = access.as_ref().map(|access| access.auth_url.clone()).map_err(Clone::clone);
            told.push(Described { name, auth_url, lacks_secret });
            // Those that cannot be used keep their number, so that the others do.
            self.described.push(access.unwrap_or_else(|_| nowhere()));
        }
        Ok(told)
    }

    async fn enter(&mut self, entry: Entry, sent: &Log) -> Result<Visa, Refusal> {
        let access = self.access(&entry)?;
        let mut visit = self.visitor(&access.auth_url);
        self.may_call(&visit, &access.auth_url)?;
        visit.session = visit.session.in_region(access.region.as_deref());
        if let Identity::Token(token) = &access.identity
            && !token.reveal().bytes().all(|byte| byte.is_ascii_graphic())
        {
            let what = "the token holds a character that no token has";
            return Err(Refusal::plain(what, "copy it again, without the quotes and spaces around it"));
        }
        let (session, carrier) = (&visit.session, visit.ways.carrier(self.clock, sent));
        let (token, grant) = match access.identity {
            Identity::Token(token) => (token.clone(), send(&carrier, session, &ShowToken(token)).await?),
            identity => send(&carrier, session, &SignIn { identity, scope: access.scope }).await?,
        };
        let mut visa = self.visa(&grant);
        visit.session.sign_in(token, grant);
        self.visit = Some(visit);
        self.forget();
        // What was pasted has done its work.
        self.described.clear();
        if visa.project.is_empty() {
            // Somebody is signed in all the same.
            let projects = self.call(&ListProjects, sent).await.unwrap_or_default();
            visa.projects = projects.into_iter().map(|project| (project.id, project.name)).collect();
        }
        Ok(visa)
    }

    /// Changes the token for one of a project.
    async fn work(&mut self, project: String, sent: &Log) -> Result<Visa, Refusal> {
        let visit = self.visit.as_ref().ok_or_else(nobody)?;
        let token = visit.session.token().cloned().ok_or_else(nobody)?;
        let call = SignIn { identity: Identity::Token(token), scope: Scope::Project(Who::Id(project)) };
        let (token, grant) = self.call(&call, sent).await?;
        let visa = self.visa(&grant);
        if let Some(visit) = &mut self.visit {
            visit.session.sign_in(token, grant);
        }
        self.forget();
        Ok(visa)
    }

    /// Who is signed in, as the page is told; by whose clock is settled here.
    fn visa(&mut self, grant: &Grant) -> Visa {
        self.ahead = grant.ahead(Moment(((self.clock)() / 1000.0) as i64));
        Visa {
            user: grant.user.name.clone(),
            project: grant.project.as_ref().map(|project| project.name.clone()).unwrap_or_default(),
            until: grant.expires_at.0,
            ahead: self.ahead,
            by_credential: grant.credential.is_some(),
            services: grant.catalog.services().map(|service| service.name().to_owned()).collect(),
            projects: Vec::new(),
        }
    }

    /// What time it is at the testbed.
    pub(crate) fn now(&self) -> Moment {
        Moment(((self.clock)() / 1000.0) as i64 - self.ahead)
    }

    /// Forgets what belonged to another visit.
    fn forget(&mut self) {
        self.watched = None;
        self.known = None;
        self.site = None;
        self.waiting = None;
    }

    /// Something was done that will show at the stack.
    pub(crate) fn stir(&mut self) {
        if let Some(watched) = &mut self.watched {
            watched.watch.stir();
        }
    }

    fn access(&self, entry: &Entry) -> Result<Access, Refusal> {
        let (identity, scope) = match &entry.way {
            Way::Password { user, domain, password, project } => {
                let domain = || match domain.trim() {
                    "" => Domain::default(),
                    name => Domain::Name(name.to_owned()),
                };
                let user = Who::Name(user.trim().to_owned(), domain());
                let scope = match project.trim() {
                    "" => Scope::Own,
                    project => Scope::Project(Who::Name(project.to_owned(), domain())),
                };
                (Identity::Password { user, password: Secret::new(password) }, scope)
            }
            Way::Credential { id, secret } => {
                let credential = Who::Id(id.trim().to_owned());
                (Identity::Credential { credential, secret: Secret::new(secret.trim()) }, Scope::Own)
            }
            Way::Token(token) => (Identity::Token(Token::new(token)), Scope::Own),
            Way::Described { number, secret } => {
                let access = self.described.get(*number).cloned();
                let access = access.ok_or_else(|| {
                    Refusal::plain("what the file said is forgotten", "paste the file again")
                })?;
                return Ok(if access.lacks_secret() { access.with_secret(secret) } else { access });
            }
        };
        Ok(Access { auth_url: Service::Identity.base(&entry.auth_url), region: None, identity, scope })
    }

    /// Forgets the token, whether or not the testbed can be told to end it.
    async fn leave(&mut self, sent: &Log) -> Result<(), Refusal> {
        let Some(Visit { session, ways }) = self.visit.take() else { return Ok(()) };
        self.forget();
        let Some(token) = session.token().cloned() else { return Ok(()) };
        Ok(send(&ways.carrier(self.clock, sent), &session, &Revoke(token)).await?)
    }

    async fn look(&mut self, name: StackName, sent: &Log) -> Result<Seen, Refusal> {
        let stack = reference(&name);
        let mut watched = match self.watched.take() {
            Some(watched) if watched.stack == name => watched,
            _ => Watched { stack: name, watch: Watch::default(), last_event: None },
        };
        let seen = self.seen(&stack, watched.last_event.clone(), sent).await;
        let seen = match seen {
            Ok((shown, resources, deployments, events)) => {
                watched.last_event = events.last().map(|event| event.id.clone()).or(watched.last_event);
                let news = match shown.status.progress() {
                    // What a lease is to start is not settled.
                    Progress::Complete | Progress::Failed
                        if events.is_empty() && !shown.status.is_initialized() =>
                    {
                        News::Settled
                    }
                    _ if events.is_empty() => News::Same,
                    _ => News::Changed,
                };
                watched.watch.saw(news);
                let events = events.into_iter().map(|event| Happened {
                    at: event.at.0,
                    to: event.resource,
                    status: event.status.0,
                    reason: event.reason,
                });
                let reservation = shown.parameters.get(RESERVATION).and_then(|value| value.as_str());
                Ok(Seen {
                    reservation: reservation.unwrap_or_default().to_owned(),
                    status: shown.status.0,
                    reason: shown.reason.unwrap_or_default(),
                    resources: told_resources(resources, &deployments),
                    events: events.collect(),
                    outputs: outputs(shown.outputs.unwrap_or_default()),
                    again: milliseconds(&watched.watch),
                })
            }
            Err(refusal) => Err(refusal.again(&mut watched.watch)),
        };
        self.watched = Some(watched);
        seen
    }

    async fn seen(
        &self,
        stack: &StackRef,
        after: Option<String>,
        sent: &Log,
    ) -> Result<(Stack, Vec<StackResource>, Vec<Deployment>, Vec<Event>), Refusal> {
        let shown = self.call(&ShowStack(stack.clone()), sent).await?;
        if shown.status.0 == "DELETE_COMPLETE" {
            return Ok((shown, Vec::new(), Vec::new(), Vec::new()));
        }
        let resources = self.call(&ListResources { stack: stack.clone(), depth: DEPTH }, sent).await?;
        // A site may keep them to itself; the resources are told all the same.
        let deployments = match resources.iter().any(|resource| is_deployment(&resource.kind)) {
            true => self.call(&ListDeployments::default(), sent).await.unwrap_or_default(),
            false => Vec::new(),
        };
        let events = self.call(&ListEvents { stack: stack.clone(), after, most: EVENTS }, sent).await?;
        Ok((shown, resources, deployments, events))
    }
}

/// Signed out, with a token that the testbed was not told to end.
fn still_there(why: Refusal) -> Refusal {
    let what =
        format!("you are signed out here, but the testbed could not be told to end the token: {}", why.what);
    Refusal { what, help: "it ends by itself when its time is over".to_owned(), expired: false, ..why }
}

pub(crate) fn nobody() -> Refusal {
    Refusal { expired: true, ..Refusal::plain("nobody is signed in", "sign in first") }
}

fn nowhere() -> Access {
    Access {
        auth_url: String::new(),
        region: None,
        identity: Identity::Token(Token::new("")),
        scope: Scope::Own,
    }
}

pub(crate) fn reference(stack: &StackName) -> StackRef {
    StackRef { name: stack.name.clone(), id: stack.id.clone() }
}
