//! Where one stands before the drawing: which part of it is seen, and which box the keyboard has reached.

use hotplate_figure::{Point, Size, Target};

use super::scene::element_id;
use crate::browser::focus;
use crate::graph::{Camera, Stop};
use crate::signals::{Memo, RwSignal, untrack};
use crate::workspace::Workspace;

/// One press of a zoom button.
pub(crate) const ZOOM: f64 = 1.25;
/// One press of an arrow with Shift, in stage pixels.
pub(crate) const PAN: f64 = 80.0;

/// Where the camera is: at the start until somebody moves it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sight {
    Start,
    Whole,
    Free(Camera),
}

#[derive(Clone, Copy)]
/// A bundle of handles.
pub(crate) struct Stand {
    pub(crate) workspace: Workspace,
    pub(crate) sight: RwSignal<Sight>,
    pub(crate) room: RwSignal<Size>,
    pub(crate) stops: Memo<Vec<Stop>>,
    pub(crate) stop: RwSignal<Option<Target>>,
}

impl Stand {
    pub(crate) fn camera(self) -> Camera {
        let scene = self.workspace.drawing().with(|drawing| drawing.scene.size);
        match self.sight.get() {
            Sight::Start => Camera::start(scene, self.room.get()),
            Sight::Whole => Camera::fit(scene, self.room.get()),
            Sight::Free(camera) => camera,
        }
    }

    pub(crate) fn turn(self, change: impl FnOnce(Camera) -> Camera) {
        let now = untrack(|| self.camera());
        self.sight.set(Sight::Free(change(now)));
    }

    pub(crate) fn zoom(self, factor: f64) {
        let middle = self.middle();
        self.turn(|camera| camera.zoomed(factor, middle));
    }

    /// The middle of the stage.
    pub(crate) fn middle(self) -> Point {
        let room = self.room.get_untracked();
        Point { x: room.width / 2.0, y: room.height / 2.0 }
    }

    /// Moves the focus to a box, and the camera if the box is outside.
    pub(crate) fn go_to(self, target: Target) {
        let rect = self
            .stops
            .with_untracked(|stops| stops.iter().find(|stop| stop.target == target).map(|stop| stop.rect));
        if let Some(rect) = rect {
            let (now, room) = (untrack(|| self.camera()), self.room.get_untracked());
            let then = now.revealing(rect, room);
            if then != now {
                self.sight.set(Sight::Free(then));
            }
        }
        focus(&element_id(&target));
        self.stop.set(Some(target));
    }
}
