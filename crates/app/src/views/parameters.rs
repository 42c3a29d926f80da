//! The strip of the template's own parameters.

use std::rc::Rc;

use web_sys::KeyboardEvent;

use crate::dom::{
    CHANGE, CLICK, El, INPUT, KEYDOWN, Node, button, el, keyed, list, live, row, target_checked, target_value,
};
use crate::panels::{Control, Field, fields};
use crate::signals::{Memo, expect_context, untrack};
use crate::workspace::{Account, Workspace};

/// The strip.
pub(crate) fn parameter_strip() -> El {
    let (workspace, account) = (expect_context::<Workspace>(), expect_context::<Account>());
    let fields = Memo::new(move |_| {
        let (planned, answers) = (workspace.planned().read(), workspace.answers().read());
        fields(&planned.value, &answers)
    });
    // A field's control is made once and stays while its value changes, so that the focus does too.
    let rows = move || {
        fields.with(|all| {
            let mut rows = Vec::new();
            for field in all {
                let (name, control) = (Rc::from(field.name.as_str()), field.control.clone());
                let one = One { workspace, fields, name };
                rows.push(row(key(field), move || field_view(&one, control).into()));
            }
            rows
        })
    };
    el("section")
        .class("params")
        .toggle("unread", move || !workspace.is_read())
        .attr("aria-label", "Parameters")
        .child(keyed(rows))
        .child(live(move || choices_view(account)))
}

/// What the testbed has for parameters whose values only it knows; anything else may be typed as well.
fn choices_view(account: Account) -> Node {
    let option =
        |(value, words): &(String, String)| el("option").attr("value", value.clone()).child(words.clone());
    account.choices().with(|choices| {
        let lists = choices
            .values
            .iter()
            .map(|(name, values)| el("datalist").id(list_id(name)).children(values.iter().map(option)));
        list(lists)
    })
}

/// The id of the list for a custom constraint, which is a word of the hint.
fn list_id(constraint: &str) -> String {
    format!("choices-{}", constraint.replace('.', "-"))
}

/// What a field's control depends on; its steps may change under it.
fn key(field: &Field) -> String {
    let control = match &field.control {
        Control::Number(_) => "number".to_owned(),
        Control::Choice(choices) => choices.join("\n"),
        Control::Switch => "switch".to_owned(),
        Control::Secret => "secret".to_owned(),
        Control::Text => "text".to_owned(),
    };
    format!("{} {control}", field.name)
}

/// A handle to one field of the strip.
#[derive(Clone)]
struct One {
    workspace: Workspace,
    fields: Memo<Vec<Field>>,
    name: Rc<str>,
}

impl One {
    /// Reads the field; tracks. What is not there any more reads as an empty field.
    fn read<T: Default>(&self, read: impl FnOnce(&Field) -> T) -> T {
        self.fields.with(|fields| {
            fields.iter().find(|field| *field.name == *self.name).map(read).unwrap_or_default()
        })
    }

    fn value(&self) -> String {
        self.read(|field| field.value.clone())
    }

    fn missing(&self) -> bool {
        self.read(|field| field.missing)
    }

    fn problem(&self) -> Option<String> {
        self.read(|field| field.problem.clone())
    }

    fn invalid(&self) -> &'static str {
        if self.missing() || self.problem().is_some() { "true" } else { "false" }
    }

    fn is_on(&self) -> bool {
        matches!(self.value().to_lowercase().as_str(), "true" | "1" | "t" | "on" | "y" | "yes")
    }

    fn answer(&self, text: String) {
        self.workspace.answer(&self.name, text);
    }

    /// A step up or down.
    fn step(&self, direction: i8) {
        let next = untrack(|| {
            self.read(|field| match &field.control {
                Control::Number(steps) => Some(steps.next(&field.value, direction)),
                _ => None,
            })
        });
        if let Some(next) = next {
            self.answer(next);
        }
    }

    fn id(&self) -> String {
        format!("parameter-{}", self.name)
    }

    /// Something that follows the field.
    fn follow<T>(&self, read: impl Fn(&Self) -> T + 'static) -> impl Fn() -> T + 'static {
        let one = self.clone();
        move || read(&one)
    }

    /// Something to do with the field at an event.
    fn at<E>(&self, act: impl Fn(&Self, E) + 'static) -> impl Fn(E) + 'static {
        let one = self.clone();
        move |event| act(&one, event)
    }
}

fn field_view(field: &One, control: Control) -> El {
    let described = format!("{}-about", field.id());
    let label = el("label")
        .attr("for", field.id())
        .live("title", field.follow(|field| field.read(|field| field.description.clone())))
        .child(live(field.follow(|field| field.read(|field| field.label.clone()))));
    let hint = field.follow(|field| {
        let hint = field.read(|field| field.hint.clone());
        (!hint.is_empty()).then(|| el("span").class("hint").child(" · ").child(hint))
    });
    let reset = field.follow(|field| {
        let reset = |field: &One, _| {
            field.workspace.reset(&field.name);
            crate::browser::focus(&field.id());
        };
        let button = || {
            button("reset")
                .attr("aria-label", format!("Reset {}", field.name))
                .attr("title", "Back to the default")
                .on(CLICK, field.at(reset))
                .child("↺")
        };
        field.read(|field| field.given).then(button)
    });
    el("div")
        .class("field")
        .toggle("need", field.follow(One::missing))
        .toggle("wrong", field.follow(|field| field.problem().is_some()))
        .child(el("div").class("field-label").child(label).child(live(hint)))
        .child(
            el("div")
                .class("control")
                .child(control_view(field, control, described.clone()))
                .child(live(reset)),
        )
        .child(el("p").class("says").id(described).child(live(field.follow(One::problem))))
}

/// The control itself.
fn control_view(field: &One, control: Control, described: String) -> El {
    let typed = || field.at(|field, event| field.answer(target_value(&event)));
    let input = |kind: &'static str| {
        el("input")
            .id(field.id())
            .attr("type", kind)
            .attr("autocomplete", "off")
            .attr("aria-describedby", described.clone())
            .live("aria-invalid", field.follow(One::invalid))
            .on(INPUT, typed())
    };
    match control {
        Control::Number(_) => number_view(field, input("text")),
        Control::Choice(choices) => {
            let option = |choice: String| {
                let this = choice.clone();
                el("option")
                    .attr("value", choice.clone())
                    .prop("selected", field.follow(move |field| field.value() == this))
                    .child(choice)
            };
            let open = field.follow(|field| {
                let open = field.missing();
                open.then(|| el("option").attr("value", "").attr("selected", true).child("choose…"))
            });
            el("select")
                .id(field.id())
                .attr("aria-describedby", described.clone())
                .live("aria-invalid", field.follow(One::invalid))
                .on(CHANGE, typed())
                .child(live(open))
                .children(choices.into_iter().map(option))
        }
        Control::Switch => {
            let switch = el("input")
                .id(field.id())
                .attr("type", "checkbox")
                .attr("role", "switch")
                .attr("aria-describedby", described.clone())
                .prop("checked", field.follow(One::is_on))
                .on(CHANGE, field.at(|field, event| field.answer(target_checked(&event).to_string())));
            let word = field.follow(|field| if field.is_on() { "true" } else { "false" });
            el("label").class("switch-control").child(switch).child(el("span").child(live(word)))
        }
        Control::Secret => input("password").attr("placeholder", "hidden, not kept"),
        Control::Text => input("text")
            .attr("spellcheck", "false")
            .live(
                "list",
                field.follow(|field| {
                    field.read(|field| field.hint.split(" · ").find(|word| word.contains('.')).map(list_id))
                }),
            )
            .live("placeholder", field.follow(|field| if field.missing() { "needs a value" } else { "" }))
            .prop("value", field.follow(One::value)),
    }
}

/// A number with buttons for less and more.
fn number_view(field: &One, input: El) -> El {
    let keys = field.at(|field, event: KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        event.prevent_default();
        field.step(direction);
    });
    let input = input
        .attr("inputmode", "decimal")
        .attr("size", "4")
        .prop("value", field.follow(One::value))
        .on(KEYDOWN, keys);
    let step = |name: &'static str, sign: &'static str, direction: i8| {
        el("button")
            .attr("type", "button")
            .attr("aria-label", name)
            .on(CLICK, field.at(move |field, _| field.step(direction)))
            .child(sign)
    };
    el("span").class("number").child(input).child(step("Less", "−", -1)).child(step("More", "+", 1))
}
