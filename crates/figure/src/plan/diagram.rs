//! A plan as a graph in the languages of others: Mermaid, which many pages draw themselves, and Graphviz's DOT.
//!
//! They lay out as they like, so this says only who is there, who stands in which wave, and who waits for whom. A group
//! is one node with its count.

use std::collections::BTreeMap;

use hotplate_plan::Plan;

use super::columns::{Columns, Subject, columns};
use super::edges::{Edge, edges};
use super::words;
use crate::Tone;
use crate::text::visible;

/// A language for graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Language {
    /// Mermaid's flowchart.
    Mermaid,
    /// Graphviz's DOT.
    Dot,
}

/// Writes a plan as a graph.
pub fn diagram(plan: &Plan, language: Language) -> String {
    let (columns, edges) = (columns(plan), edges(plan));
    let mut names = BTreeMap::new();
    for subject in columns.subjects() {
        let letter = if matches!(subject, Subject::Resource(_)) { 'r' } else { 'o' };
        names.insert(subject, format!("{letter}{}", names.len()));
    }
    let mut writer = Writer { plan, language, names, out: String::new() };
    writer.write(&columns, &edges);
    writer.out
}

struct Writer<'a> {
    plan: &'a Plan,
    language: Language,
    /// What each node is called in the text: never by its own name, which may be anything.
    names: BTreeMap<&'a Subject, String>,
    out: String,
}

impl Writer<'_> {
    fn write(&mut self, columns: &Columns, edges: &[Edge]) {
        self.out.push_str(match self.language {
            Language::Mermaid => "flowchart LR\n",
            Language::Dot => "digraph stack {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n",
        });
        for (index, band) in columns.bands.iter().enumerate() {
            let title = self.quoted(&[&band.title]);
            self.out.push_str(&match self.language {
                Language::Mermaid => format!("  subgraph w{index}[{title}]\n"),
                Language::Dot => format!("  subgraph cluster_{index} {{\n    label={title};\n"),
            });
            columns.columns[band.columns.clone()].iter().flatten().for_each(|subject| self.node(subject));
            self.out.push_str(match self.language {
                Language::Mermaid => "  end\n",
                Language::Dot => "  }\n",
            });
        }
        edges.iter().for_each(|edge| self.edge(edge));
        if self.language == Language::Dot {
            self.out.push_str("}\n");
        }
    }

    fn node(&mut self, subject: &Subject) {
        let lines = match subject {
            Subject::Resource(id) => {
                let resource = &self.plan.stack[*id];
                let mut kind = visible(resource.type_name.short());
                let members = resource.group.as_ref().map_or(0, |group| group.members.len());
                if members > 0 {
                    kind += &format!(" ×{members}");
                }
                [words::name(resource), kind]
            }
            Subject::Output(name) => [visible(name), "output".to_owned()],
        };
        let label = self.quoted(&[&lines[0], &lines[1]]);
        let Some(name) = self.names.get(subject) else { return };
        self.out.push_str(&match self.language {
            Language::Mermaid => format!("    {name}[{label}]\n"),
            Language::Dot => format!("    {name} [label={label}];\n"),
        });
    }

    fn edge(&mut self, edge: &Edge) {
        let (Some(tail), Some(head)) = (self.names.get(&edge.tail), self.names.get(&edge.head)) else {
            return;
        };
        let text = self.quoted(&[&edge.text]);
        let bare = edge.text.is_empty();
        let line = match self.language {
            Language::Mermaid => {
                let arrow = match edge.tone {
                    Tone::Flow => "==>",
                    Tone::Order => "-.->",
                    _ => "-->",
                };
                let text = if bare { String::new() } else { format!("|{text}|") };
                format!("  {tail} {arrow}{text} {head}\n")
            }
            Language::Dot => {
                let style = match edge.tone {
                    Tone::Flow => "bold",
                    Tone::Order => "dashed",
                    _ => "solid",
                };
                let text = if bare { String::new() } else { format!(", label={text}") };
                format!("  {tail} -> {head} [style={style}{text}];\n")
            }
        };
        self.out.push_str(&line);
    }

    /// Lines in quotes. What would mean something to the language is written as a number, or behind a backslash.
    fn quoted(&self, lines: &[&str]) -> String {
        let mut out = "\"".to_owned();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                out.push_str(if self.language == Language::Mermaid { "<br>" } else { "\\n" });
            }
            for c in line.chars() {
                match self.language {
                    Language::Mermaid if c.is_ascii_punctuation() && !"-_.,:()[]/+".contains(c) => {
                        out.push_str(&format!("#{};", u32::from(c)));
                    }
                    Language::Dot if c == '"' || c == '\\' => out.extend(['\\', c]),
                    Language::Mermaid | Language::Dot => out.push(c),
                }
            }
        }
        out.push('"');
        out
    }
}
