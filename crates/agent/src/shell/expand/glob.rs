//! Pathname expansion.

use super::super::pattern::Pattern;
use super::super::state::{Flow, Shell};
use super::fields::Field;
use crate::Text;

/// The most paths that one field may become.
const MOST: usize = 10_000;

/// Adds the paths that a field matches, or the field itself if it is no pattern or matches none.
pub(super) fn expand(shell: &mut Shell, field: &Field, arguments: &mut Vec<Text>) -> Result<(), Flow> {
    if shell.state.options.noglob || !Pattern::is_wild(field) {
        arguments.push(field.text());
        return Ok(());
    }
    let mut paths = vec![String::new()];
    for (index, segment) in segments(field).into_iter().enumerate() {
        let text = segment.text();
        if index > 0 {
            paths.iter_mut().for_each(|path| path.push('/'));
        }
        if !Pattern::is_wild(&segment) {
            paths.iter_mut().for_each(|path| path.push_str(text.as_str()));
            continue;
        }
        let pattern = Pattern::new(&segment);
        let mut found = Vec::new();
        for path in &paths {
            let directory = shell.path(if path.is_empty() { "." } else { path });
            shell.world.meter.step()?;
            let world = &mut shell.world;
            for name in world.disk.names(&directory) {
                let hidden = name.starts_with('.') && !text.as_str().starts_with('.');
                if !hidden && found.len() < MOST && pattern.matches(name, &mut world.meter)? {
                    found.push(format!("{path}{name}"));
                }
            }
        }
        paths = found;
    }
    paths.retain(|path| shell.world.disk.node(&shell.path(path)).is_some());
    if paths.is_empty() {
        arguments.push(field.text());
    } else {
        arguments.extend(paths.into_iter().map(Text::from));
    }
    Ok(())
}

/// The names between the slashes of a path.
fn segments(field: &Field) -> Vec<Field> {
    let mut segments = vec![Field::default()];
    for (text, quoted) in &field.pieces {
        for (index, piece) in text.split('/').enumerate() {
            if index > 0 {
                segments.push(Field::default());
            }
            if let Some(last) = segments.last_mut() {
                last.pieces.push((piece, *quoted));
            }
        }
    }
    segments
}
