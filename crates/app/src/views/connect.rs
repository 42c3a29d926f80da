//! Signing in at a testbed, and out again. What is typed here goes to the desk and stays nowhere on the page.

use std::rc::Rc;

use hotplate_desk::{Ask, Described, Entry, Refusal, Testbed, Visa, Way};
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use super::bridge::Bridge;
use super::doctor::{examine_button, examined_view};
use super::pieces::{go_to_definition, message_view, muted};
use crate::dom::{CHANGE, CLICK, El, Handle, Node, SUBMIT, button, el, list, live, target_value};
use crate::panels::{clock_words, place_in, time_left};
use crate::signals::{RwSignal, expect_context, untrack};
use crate::workspace::{Account, Selected, Side, Turn, Workspace};

/// The ways to sign in, in the order of how well they fit a page.
const WAYS: [&str; 4] = ["Application credential", "User and password", "Token", "clouds.yaml or openrc"];
const CREDENTIAL: usize = 0;
const PASSWORD: usize = 1;
const TOKEN: usize = 2;
const FILE: usize = 3;

/// The step.
pub(crate) fn connect_view() -> El {
    let account = expect_context::<Account>();
    let inner = move || match account.visa().get() {
        Some(visa) => signed_in(account, &visa),
        None => live(move || match account.testbeds().get() {
            Some(testbeds) => sign_in(account, testbeds).into(),
            None => closed(account),
        }),
    };
    el("div")
        .class("connect")
        .child(live(inner))
        .child(live(move || {
            // With a project it stands in the last step.
            let has_project =
                account.visa().with(|visa| visa.as_ref().is_some_and(|visa| !visa.project.is_empty()));
            (!has_project).then(|| errand_view(account))
        }))
        .child(live(move || examined_view(account)))
}

fn closed(account: Account) -> Node {
    let words = "Sign in at a testbed to check the template there and to create the stack from here. The token lives in this page's memory alone: it goes when you sign out or leave the page.";
    let connect = move || account.ask(Ask::Testbeds, "opening the desk");
    let open = press(account, "btn primary", connect).child("Connect…");
    list([muted(words), open])
}

fn signed_in(account: Account, visa: &Visa) -> Node {
    let project = if visa.project.is_empty() { "no project" } else { &visa.project };
    let who = el("p")
        .class("who")
        .id(Turn::WHO.0)
        .attr("tabindex", "-1")
        .child(el("strong").child(visa.user.clone()))
        .child(" in ")
        .child(el("strong").child(project.to_owned()))
        .child(" · ")
        .child(live(move || time_left(account.left())));
    let clock = clock_words(visa.ahead).map(|words| el("p").class("trouble").child(words));
    let services = muted(format!("It offers {}.", visa.services.join(", ")));
    let credential = visa.by_credential.then(|| {
        muted("You came with an application credential. Some testbeds let none of them create a stack, others only an unrestricted one; a password or a token always may.")
    });
    let project = |(id, name): &(String, String)| {
        let id = id.clone();
        let work = move || account.ask(Ask::Work(id.clone()), "changing to the project");
        press(account, "btn", work).child(format!("Work on {name}"))
    };
    let projects = (!visa.projects.is_empty())
        .then(|| el("p").class("row").children(visa.projects.iter().map(project).collect::<Vec<_>>()));
    let leave = press(account, "btn", move || account.ask(Ask::Leave, "signing out")).child("Sign out");
    let examine = examine_button(account, String::new);
    let presses = el("p").class("row").child(leave).child(examine);
    Node::from([
        who.into(),
        Node::from(clock),
        Node::from(projects),
        services.into(),
        Node::from(credential),
        presses.into(),
    ])
}

/// The form. Its fields are read when it is sent, so that nothing that is typed is kept anywhere else.
#[derive(Clone, Copy)]
struct Form {
    address: Handle,
    user: Handle,
    domain: Handle,
    project: Handle,
    secret: Handle,
    file: Handle,
}

impl Form {
    fn new() -> Self {
        let handle = Handle::new;
        Self {
            address: handle(),
            user: handle(),
            domain: handle(),
            project: handle(),
            secret: handle(),
            file: handle(),
        }
    }

    fn way(self, way: usize) -> Way {
        match way {
            CREDENTIAL => Way::Credential { id: text(self.user), secret: text(self.secret) },
            PASSWORD => Way::Password {
                user: text(self.user),
                domain: text(self.domain),
                password: text(self.secret),
                project: text(self.project),
            },
            _ => Way::Token(text(self.secret)),
        }
    }
}

fn text(field: Handle) -> String {
    field.get::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
}

fn sign_in(account: Account, testbeds: Vec<Testbed>) -> El {
    let (form, way, chosen) = (Form::new(), RwSignal::new(CREDENTIAL), RwSignal::new(0_usize));
    let other = testbeds.len();
    let mut names: Vec<String> = testbeds.iter().map(|testbed| testbed.name.clone()).collect();
    names.push("Another address…".to_owned());
    let site = Rc::new(move || match testbeds.get(chosen.get_untracked()) {
        Some(site) => site.auth_url.clone(),
        None => text(form.address),
    });
    let examined = site.clone();
    let examine = examine_button(account, move || examined());
    let send = move |event: Event| {
        event.prevent_default();
        if untrack(|| is_busy(account)) {
            return;
        }
        if way.get_untracked() == FILE {
            return read(account, form);
        }
        let (auth_url, way) = (site(), form.way(way.get_untracked()));
        account.ask(Ask::Enter(Entry { auth_url, way }), "signing in");
    };
    let fields = move || match way.get() {
        CREDENTIAL => list([
            field("Id of the credential", "text", form.user),
            field("Its secret", "password", form.secret),
        ]),
        PASSWORD => list([
            field("User", "text", form.user),
            field("Password", "password", form.secret),
            field("Project", "text", form.project),
            field("Domain, if it is not Default", "text", form.domain),
        ]),
        TOKEN => field("Token", "password", form.secret).into(),
        _ => file_fields(account, form),
    };
    let submit = el("button")
        .attr("type", "submit")
        .class("btn primary")
        .live("aria-disabled", move || is_busy(account).then_some("true"))
        .child(live(move || if way.get() == FILE { "Read the file" } else { "Sign in" }));
    el("form")
        .class("sign-in")
        .attr("autocomplete", "off")
        .on(SUBMIT, send)
        .child(choice("Sign in with", WAYS.map(str::to_owned), way, Turn::SIGN_IN.0))
        .child(choice("Testbed", names, chosen, "testbed").live("hidden", move || way.get() == FILE))
        .child(
            field("Address of Keystone, as in OS_AUTH_URL", "url", form.address)
                .live("hidden", move || way.get() == FILE || chosen.get() != other),
        )
        .child(live(fields))
        .child(el("p").class("row").child(submit).child(examine.live("hidden", move || way.get() == FILE)))
}

/// A button that has something done. While something is being done it does nothing, says so, and keeps the focus.
pub(super) fn press(account: Account, class: &'static str, act: impl Fn() + 'static) -> El {
    let act = move |_| {
        if !untrack(|| is_busy(account)) {
            act();
        }
    };
    button(class).live("aria-disabled", move || is_busy(account).then_some("true")).on(CLICK, act)
}

/// Whether the desk is doing something; tracks.
pub(super) fn is_busy(account: Account) -> bool {
    account.busy().with(|busy| !busy.is_empty())
}

/// A field with its label.
pub(super) fn field(label: &'static str, kind: &'static str, handle: Handle) -> El {
    let input =
        el("input").attr("type", kind).attr("autocomplete", "off").attr("spellcheck", "false").handle(handle);
    el("label").class("entry").child(el("span").child(label)).child(input)
}

/// A choice with its label.
fn choice(
    label: &'static str,
    names: impl IntoIterator<Item = String>,
    chosen: RwSignal<usize>,
    id: &'static str,
) -> El {
    let option = |(number, name): (usize, String)| el("option").attr("value", number.to_string()).child(name);
    let select = el("select")
        .id(id)
        .on(CHANGE, move |event: Event| chosen.set(target_value(&event).parse().unwrap_or_default()))
        .children(names.into_iter().enumerate().map(option));
    el("label").class("entry").child(el("span").child(label)).child(select)
}

/// Reads the pasted file, which then stands nowhere on the page any more.
fn read(account: Account, form: Form) {
    let Some(file) = form.file.get::<HtmlTextAreaElement>() else { return };
    account.ask(Ask::Read(file.value()), "reading the file");
    file.set_value("");
}

fn file_fields(account: Account, form: Form) -> Node {
    let area = el("textarea")
        .attr("rows", "6")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .handle(form.file);
    let area = el("label").class("entry").child(el("span").child("The whole file")).child(area);
    let described = move || {
        let all = account.described().get();
        let lacking = all.iter().any(|one| one.lacks_secret);
        let password = lacking
            .then(|| field("Password, which the file leaves to be asked for", "password", form.secret));
        let rows =
            all.into_iter().enumerate().map(|(number, one)| described_view(account, form, number, one));
        Node::from([Node::from(password), list(rows)])
    };
    Node::from([area.into(), live(described)])
}

/// One way in that the file describes.
fn described_view(account: Account, form: Form, number: usize, described: Described) -> El {
    let name = if described.name.is_empty() { "the file's testbed".to_owned() } else { described.name };
    match described.auth_url {
        Ok(url) => {
            let enter = move || {
                let way = Way::Described { number, secret: text(form.secret) };
                account.ask(Ask::Enter(Entry { auth_url: String::new(), way }), "signing in");
            };
            let go = press(account, "btn", enter);
            el("p").class("row").child(go.child(format!("Sign in at {name}"))).child(muted(url))
        }
        Err(why) => el("p").class("row").child(el("strong").child(name)).child(message_view(&why)),
    }
}

/// What is being done, or why the last errand was not done.
pub(super) fn errand_view(account: Account) -> El {
    let busy = move || {
        let words = account.busy().get();
        (!words.is_empty()).then(|| muted(format!("{words} …")))
    };
    let refused = move || {
        let refusal = if is_busy(account) { None } else { account.refusal().get() };
        refusal.map(|refusal| trouble(&refusal))
    };
    // What is read aloud stays while its words change.
    el("div").class("errand").child(el("div").attr("role", "status").child(live(busy))).child(live(refused))
}

/// A refusal with what to do about it.
pub(super) fn trouble(refusal: &Refusal) -> El {
    let id = refusal.request_id.clone().map(|id| muted(format!("The service's own number for it: {id}")));
    el("div")
        .class("trouble")
        .attr("role", "alert")
        .child(el("p").child(message_view(&refusal.what)))
        .child(muted(refusal.help.clone()))
        .child(place_view(&refusal.said))
        .child(id)
}

/// The way to the place of the template that Heat's words speak of.
pub(super) fn place_view(said: &str) -> Option<El> {
    place_in(said).map(|place| {
        let name = match &place {
            Selected::Resource(path) => path.to_string(),
            Selected::Output(name) | Selected::Parameter(name) => name.clone(),
        };
        place_button(place, format!("Go to {name}"))
    })
}

/// A way to a place of the template.
pub(super) fn place_button(place: Selected, words: String) -> El {
    let (workspace, bridge) = (expect_context::<Workspace>(), expect_context::<Bridge>());
    let go = move |_| {
        workspace.turn_to(Side::Template);
        go_to_definition(workspace, bridge, &place);
    };
    button("btn small").on(CLICK, go).child(words)
}
