//! Files to take away: the template, all files, and the graph in several forms.

use hotplate_engine::{Answer, Form, Question};

use crate::browser::{download, download_bytes, save_png};
use crate::dom::{CLICK, El, button, el};
use crate::signals::expect_context;
use crate::workspace::Workspace;

/// What is saved.
#[derive(Clone, Copy)]
enum What {
    Template,
    Archive,
    Png,
    Drawing(Form),
}

/// What can be saved: what is written on its button, and what it is.
const ALL: [(What, &str, &str); 8] = [
    (What::Template, "Template", "The template’s text"),
    (
        What::Drawing(Form::Resolved),
        "Resolved",
        "The template with parameters and functions evaluated, as Heat does before anything exists; hidden values stay out",
    ),
    (What::Archive, "All files", "All files and parameters in a zip archive; hidden values stay out"),
    (What::Drawing(Form::Page), "Page", "The graph and the files in one HTML file that needs no network"),
    (What::Drawing(Form::Svg), "SVG", "The graph as a picture"),
    (What::Png, "PNG", "The graph as a picture in dots, for slides"),
    (What::Drawing(Form::Mermaid), "Mermaid", "The graph for pages that draw Mermaid"),
    (What::Drawing(Form::Dot), "DOT", "The graph for Graphviz"),
];

/// Buttons that hand out files.
pub(super) fn save_buttons() -> El {
    let workspace = expect_context::<Workspace>();
    let one = |(what, name, about): (What, &'static str, &'static str)| {
        button("btn").attr("title", about).on(CLICK, move |_| save(workspace, what)).child(name)
    };
    el("div").class("share-do").children(ALL.map(one))
}

/// Saves the graph as a picture.
pub(super) fn save_picture(workspace: Workspace) {
    save(workspace, What::Drawing(Form::Svg));
}

fn save(workspace: Workspace, what: What) {
    let (question, ending, kind) = match what {
        What::Template => {
            let template = workspace.project().with_untracked(|project| project.template().clone());
            return download(&template.name, "application/yaml", &template.text);
        }
        What::Archive => (Question::Archive(workspace.secrets()), "zip", "application/zip"),
        What::Png => (Question::Draw(Form::Svg), "png", ""),
        What::Drawing(form) => {
            let (ending, kind) = match form {
                Form::Svg => ("svg", "image/svg+xml"),
                Form::Page => ("html", "text/html"),
                Form::Mermaid => ("mmd", "text/plain"),
                Form::Dot => ("dot", "text/vnd.graphviz"),
                Form::Resolved => ("resolved.yaml", "application/yaml"),
            };
            (Question::Draw(form), ending, kind)
        }
    };
    let name = workspace.project().with_untracked(|project| format!("{}.{ending}", project.stack_name()));
    workspace.ask(question, move |answer| match answer {
        Some(Answer::Archive(bytes)) => download_bytes(&name, kind, &bytes),
        Some(Answer::Draw(text)) if kind.is_empty() => save_png(&text, &name),
        Some(Answer::Draw(text)) => download(&name, kind, &text),
        _ => {}
    });
}
