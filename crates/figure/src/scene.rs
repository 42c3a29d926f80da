//! Positioned shapes, ready to be drawn by anyone.

use hotplate_plan::ResourceId;

use crate::{Class, Fold, Point, Rect, Size};

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Scene {
    /// Its extent; everything lies inside.
    pub size: Size,
    /// What the drawing shows, in a few words.
    pub title: String,
    /// What is in it, in sentences, for those who cannot see it.
    pub description: String,
    /// The shapes, back to front. The groups for boxes stand in reading order: by column, then from top to bottom.
    pub shapes: Vec<Shape>,
}

/// What a shape stands for, so that selecting it selects the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Target {
    /// A resource.
    Resource(ResourceId),
    /// An output of the stack, by name.
    Output(String),
    /// A dependency: requirer, required.
    Dependency(ResourceId, ResourceId),
    /// An output's reading of a resource.
    Reading(String, ResourceId),
    /// A button: puts this into [`PlanOptions::folds`](crate::PlanOptions).
    Fold(ResourceId, Fold),
}

impl Target {
    /// The CSS class of a group that stands for it.
    pub fn css(&self) -> &'static str {
        match self {
            Self::Resource(_) => "f-resource",
            Self::Output(_) => "f-output",
            Self::Dependency(..) => "f-dependency",
            Self::Reading(..) => "f-reading",
            Self::Fold(..) => "f-fold",
        }
    }
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub enum Shape {
    /// A box with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// The radius of its corners.
        radius: f64,
        /// What it is.
        class: Class,
    },
    /// A line of text.
    Text {
        /// The start (or middle) of its base line.
        at: Point,
        /// The text, already cut to its room, without control characters.
        text: String,
        /// Whether `at` is its middle instead of its start.
        centred: bool,
        /// What it is.
        class: Class,
    },
    /// A line of cubic curves, or the area that it bounds: the class says which. [`path_data`](crate::path_data)
    /// writes it for SVG.
    Path {
        /// The start, then three points for each curve.
        points: Vec<Point>,
        /// What it is.
        class: Class,
    },
    /// Shapes that belong together and stand for something.
    Group {
        /// What they stand for.
        target: Target,
        /// The name for a screen reader: `server_group, ResourceGroup, 3 members, wave 1, waits for nothing`. Empty
        /// for what only goes with another group of the same target (the label of an edge).
        label: String,
        /// The shapes, back to front; groups too.
        shapes: Vec<Shape>,
    },
}
