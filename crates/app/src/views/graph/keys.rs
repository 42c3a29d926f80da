//! The keys of the stage.

use hotplate_figure::Target;
use wasm_bindgen::JsCast;

use super::stand::{PAN, Sight, Stand, ZOOM};
use crate::graph::{Direction, Stop, fold_of, next, selects};
use crate::signals::Memo;
use crate::workspace::Pane;

/// What a key does on the stage.
pub(crate) fn press(event: &web_sys::KeyboardEvent, stand: Stand, stop: Memo<Option<Target>>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    let direction = match key.as_str() {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    };
    let on_button =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlButtonElement>().ok()).is_some();
    match (direction, key.as_str(), stop.get_untracked()) {
        (Some(direction), _, _) if event.shift_key() => stand.turn(|camera| match direction {
            Direction::Left => camera.panned(PAN, 0.0),
            Direction::Right => camera.panned(-PAN, 0.0),
            Direction::Up => camera.panned(0.0, PAN),
            Direction::Down => camera.panned(0.0, -PAN),
        }),
        (Some(direction), _, Some(from)) if !on_button => {
            let edges = stand.workspace.planned().with_untracked(|planned| {
                planned.value.graph.dependencies().iter().map(|edge| (edge.from, edge.to)).collect::<Vec<_>>()
            });
            if let Some(target) = stand.stops.with_untracked(|stops| next(stops, &edges, &from, direction)) {
                stand.go_to(target);
            }
        }
        (None, "Home" | "End", _) if !on_button => {
            let end = |stops: &Vec<Stop>| {
                if key == "Home" { stops.first().cloned() } else { stops.last().cloned() }
            };
            if let Some(stop) = stand.stops.with_untracked(end) {
                stand.go_to(stop.target);
            }
        }
        (None, "Enter", Some(target)) if !on_button => {
            let thing = stand.workspace.planned().with_untracked(|planned| selects(&planned.value, &target));
            stand.workspace.select(thing, Pane::Preview);
        }
        (None, " ", Some(Target::Resource(id))) if !on_button => {
            let fold = stand.workspace.drawing().with_untracked(|drawing| fold_of(&drawing.scene.shapes, id));
            let path =
                stand.workspace.planned().with_untracked(|planned| planned.value.stack[id].path.clone());
            if let Some(fold) = fold {
                stand.workspace.fold(&path, fold);
            }
        }
        (None, "Escape", _) => stand.workspace.select(None, Pane::Preview),
        (None, "+" | "=", _) => stand.zoom(ZOOM),
        (None, "-", _) => stand.zoom(1.0 / ZOOM),
        (None, "0", _) => stand.sight.set(Sight::Whole),
        _ => return,
    }
    event.prevent_default();
}
