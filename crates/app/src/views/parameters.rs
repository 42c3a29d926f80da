//! The strip of the template's own parameters.

use leptos::prelude::*;

use crate::panels::{Control, Field, Steps, fields};
use crate::workspace::Workspace;

/// The strip.
#[component]
pub(crate) fn ParameterStrip() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let fields = Memo::new(move |_| {
        let (planned, answers) = (workspace.planned().read(), workspace.answers().read());
        fields(&planned.value, &answers)
    });
    // A field's control is made once and stays while its value changes, so that the focus does too.
    let shapes = move || {
        let shape = |field: &Field| (field.name.clone(), field.control.clone());
        fields.with(|fields| fields.iter().map(shape).collect::<Vec<_>>())
    };
    view! {
        <section class="params" class:unread=move || !workspace.is_read() aria-label="Parameters">
            <For each=shapes key=|(name, control)| format!("{name} {control:?}") let:((name, control))>
                <ParameterField name=name control=control fields=fields/>
            </For>
        </section>
    }
}

#[component]
fn ParameterField(name: String, control: Control, fields: Memo<Vec<Field>>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let key = name.clone();
    let field =
        Memo::new(move |_| fields.with(|fields| fields.iter().find(|field| field.name == key).cloned()));
    let of = move |read: fn(&Field) -> Option<String>| field.with(|field| field.as_ref().and_then(read));
    let name = StoredValue::new(name);
    let id = format!("parameter-{}", name.get_value());
    let described = format!("{id}-about");
    let missing = move || field.with(|field| field.as_ref().is_some_and(|field| field.missing));
    let problem = move || of(|field| field.problem.clone());
    let given = move || field.with(|field| field.as_ref().is_some_and(|field| field.given));
    let hint = move || of(|field| (!field.hint.is_empty()).then(|| field.hint.clone()));
    let reset = move |_| {
        workspace.reset(&name.get_value());
        crate::browser::focus(&format!("parameter-{}", name.get_value()));
    };
    let reset_label = format!("Reset {}", name.get_value());
    view! {
        <div class="field" class:need=missing class:wrong=move || problem().is_some()>
            <div class="field-label">
                <label for=id.clone() title=move || of(|field| field.description.clone())>{move || of(|field| Some(field.label.clone()))}</label>
                {move || hint().map(|hint| view! { <span class="hint">" · "{hint}</span> })}
            </div>
            <div class="control">
                <ControlView id=id control=control field=field name=name described=described.clone()/>
                <Show when=given>
                    <button type="button" class="reset" aria-label=reset_label.clone() title="Back to the default" on:click=reset>"↺"</button>
                </Show>
            </div>
            <p class="says" id=described>{problem}</p>
        </div>
    }
}

/// The control itself.
#[component]
fn ControlView(
    id: String,
    control: Control,
    field: Memo<Option<Field>>,
    name: StoredValue<String>,
    described: String,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let value =
        move || field.with(|field| field.as_ref().map(|field| field.value.clone()).unwrap_or_default());
    let invalid = move || {
        let wrong = |field: &Field| field.problem.is_some() || field.missing;
        field.with(|field| field.as_ref().is_some_and(wrong)).to_string()
    };
    let missing = move || field.with(|field| field.as_ref().is_some_and(|field| field.missing));
    let answer = move |text: String| workspace.answer(&name.get_value(), text);
    let typed = move |event| answer(event_target_value(&event));
    match control {
        Control::Number(steps) => view! { <NumberField id=id steps=steps value=Signal::derive(value) answer=Callback::new(answer) invalid=Signal::derive(invalid) described=described/> }.into_any(),
        Control::Choice(choices) => {
            let option = move |choice: String| {
                let this = choice.clone();
                view! { <option value=choice.clone() prop:selected=move || value() == this>{choice.clone()}</option> }
            };
            let open = move || !field.with(|field| field.as_ref().is_some_and(|field| !field.missing));
            view! {
                <select id=id aria-describedby=described aria-invalid=invalid on:change=typed>
                    {move || open().then(|| view! { <option value="" selected=true>"choose…"</option> })}
                    {choices.into_iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
        Control::Switch => {
            let on = move || matches!(value().to_lowercase().as_str(), "true" | "1" | "t" | "on" | "y" | "yes");
            view! {
                <label class="switch-control">
                    <input type="checkbox" role="switch" id=id aria-describedby=described prop:checked=on
                        on:change=move |event| answer(event_target_checked(&event).to_string())/>
                    <span>{move || if on() { "true" } else { "false" }}</span>
                </label>
            }
            .into_any()
        }
        Control::Secret => view! {
            <input id=id type="password" autocomplete="off" aria-describedby=described aria-invalid=invalid
                placeholder="hidden, not kept" on:input=typed/>
        }
        .into_any(),
        Control::Text => view! {
            <input id=id type="text" autocomplete="off" spellcheck="false" aria-describedby=described aria-invalid=invalid
                placeholder=move || if missing() { "needs a value" } else { "" }
                prop:value=value on:input=typed/>
        }
        .into_any(),
    }
}

/// A number with buttons for less and more.
#[component]
fn NumberField(
    id: String,
    steps: Steps,
    value: Signal<String>,
    answer: Callback<String>,
    invalid: Signal<String>,
    described: String,
) -> impl IntoView {
    let step = move |direction: i8| answer.run(steps.next(&value.get_untracked(), direction));
    let keys = move |event: web_sys::KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        event.prevent_default();
        step(direction);
    };
    view! {
        <span class="number">
            <input id=id type="text" inputmode="decimal" autocomplete="off" size="4" prop:value=move || value.get()
                aria-describedby=described aria-invalid=move || invalid.get()
                on:input=move |event| answer.run(event_target_value(&event)) on:keydown=keys/>
            <button type="button" aria-label="Less" on:click=move |_| step(-1)>"−"</button>
            <button type="button" aria-label="More" on:click=move |_| step(1)>"+"</button>
        </span>
    }
}
