//! The boxes: what is written in them, how large they are, the shapes they are made of.

use std::collections::{BTreeMap, BTreeSet};

use hotplate_plan::{Group, GroupKind, Plan, Resource, ResourceId};
use hotplate_schema::Value;

use super::columns::Subject;
use super::open::shown;
use super::words::{self, Words};
use super::{Fold, PlanOptions, kind};
use crate::metrics::{Font, cut, text_width};
use crate::text::{list, visible};
use crate::{Class, Point, Rect, Shape, Size, Target, Tone};

/// A box, with the boxes inside it.
pub(super) struct Card {
    target: Target,
    label: String,
    name: String,
    detail: String,
    tone: Tone,
    /// Whether it is dashed.
    ghost: bool,
    /// What it counts, at its corner.
    badge: Option<String>,
    /// What its button makes of it.
    button: Option<Fold>,
    inside: Inside,
}

enum Inside {
    Nothing,
    /// Members that are not shown lie behind it.
    Pile,
    /// Members, and the number of those left out.
    Members(Vec<Card>, usize),
}

const NAME: Font = Font::bold(13.5);
const DETAIL: Font = Font::plain(11.5);
const BADGE: Font = Font::bold(11.0);
const HEIGHT: f64 = 56.0;
const MEMBER_HEIGHT: f64 = 50.0;
/// The room before and behind the text.
const INDENT: f64 = 16.0;
const OUTDENT: f64 = 14.0;
/// The widest text before it is cut, and the narrowest box.
const WIDEST: f64 = 216.0;
const NARROWEST: f64 = 128.0;
const BUTTON: f64 = 24.0;
/// How far the lowest box of a pile shows.
const PILE: f64 = 7.0;
/// A container: the height of its head, its rim, the gap between members.
const CROWN: f64 = 50.0;
const RIM: f64 = 12.0;
const GAP: f64 = 10.0;
/// Members beyond which they stand in several columns.
const TALL: usize = 12;

/// The box of a subject.
pub(super) fn card(
    plan: &Plan,
    subject: &Subject,
    folds: &BTreeMap<ResourceId, Fold>,
    options: &PlanOptions,
    words: &Words,
) -> Card {
    match subject {
        Subject::Resource(id) => Maker { plan, folds, options, words }.resource(&plan.stack[*id]),
        Subject::Output(name) => output(plan, name),
    }
}

fn output(plan: &Plan, name: &str) -> Card {
    let reads: Vec<String> = plan
        .outputs
        .get(name)
        .map_or(Vec::new(), |output| output.reads.iter().map(|&id| words::name(&plan.stack[id])).collect());
    let shown = visible(name);
    let detail =
        if reads.is_empty() { "known beforehand".to_owned() } else { format!("from {}", list(&reads)) };
    Card {
        target: Target::Output(name.to_owned()),
        label: format!("{shown}, {detail}, output of the stack"),
        detail,
        name: shown,
        tone: Tone::Output,
        ghost: false,
        badge: None,
        button: None,
        inside: Inside::Nothing,
    }
}

/// What a resource's box is made from.
struct Maker<'a> {
    plan: &'a Plan,
    folds: &'a BTreeMap<ResourceId, Fold>,
    options: &'a PlanOptions,
    words: &'a Words,
}

impl Maker<'_> {
    fn resource(&self, resource: &Resource) -> Card {
        let fold = self.folds.get(&resource.id).copied().unwrap_or(Fold::Folded);
        let members = members(self.plan, resource);
        let shown = shown(members.len(), fold);
        let inside = match &resource.group {
            Some(_) if shown > 0 => Inside::Members(
                members[..shown].iter().map(|&id| self.resource(&self.plan.stack[id])).collect(),
                members.len() - shown,
            ),
            Some(group) if group.kind != GroupKind::SoftwareDeploymentGroup && !members.is_empty() => {
                Inside::Pile
            }
            Some(_) | None => Inside::Nothing,
        };
        let own_name = match resource.parent {
            Some(parent) if self.plan.stack.nested(parent).is_some() => resource.path.name().to_owned(),
            Some(_) => format!("[{}]", resource.path.names().last().map_or("", String::as_str)),
            None => resource.path.to_string(),
        };
        let open = matches!(inside, Inside::Members(..));
        let note = self.options.notes.get(&resource.id);
        let detail = note.map_or_else(|| self.detail(resource, open), |note| visible(note));
        let badge = (!open && !members.is_empty()).then(|| format!("×{}", members.len()));
        // Who says aloud what is written on the box must reach it by that.
        let written = [Some(detail.as_str()), badge.as_deref()].into_iter().flatten();
        Card {
            target: Target::Resource(resource.id),
            label: self.words.resource(self.plan, resource, written),
            name: visible(&own_name),
            detail,
            tone: kind::tone(self.plan, resource),
            ghost: resource.enabled != Some(true)
                || self.words.never_starts(resource.id)
                || resource.group.as_ref().is_some_and(|group| group.closed.is_some() && members.is_empty()),
            badge,
            button: (!members.is_empty()).then_some(if open { Fold::Folded } else { Fold::Open }),
            inside,
        }
    }
}

impl Maker<'_> {
    /// The line under a resource's name; in a nested stack also what it waits for there.
    fn detail(&self, resource: &Resource, open: bool) -> String {
        let detail = detail(resource, open);
        let awaited = words::awaited_inside(self.plan, resource);
        if awaited.is_empty() { detail } else { format!("{detail} · after {}", list(&awaited)) }
    }
}

/// The members of a resource in the order in which they are drawn: those of a nested stack as they are created.
fn members(plan: &Plan, resource: &Resource) -> Vec<ResourceId> {
    let mut members = resource.group.as_ref().map_or(Vec::new(), |group| group.members.clone());
    if let Some(nested) = plan.stack.nested(resource.id) {
        let waves = nested.waves.iter().flat_map(|wave| &wave.resources).copied();
        let mut placed: Vec<ResourceId> = waves.collect();
        let known: BTreeSet<ResourceId> = placed.iter().copied().collect();
        placed.extend(members.iter().filter(|id| !known.contains(id)));
        members = placed;
    }
    members
}

/// The line under a resource's name.
fn detail(resource: &Resource, open: bool) -> String {
    let short = visible(resource.type_name.short());
    let known = |name: &str| match resource.properties.get(name)?.known()? {
        Value::String(text) if !text.is_empty() => Some(visible(text)),
        _ => None,
    };
    let more = match &resource.group {
        Some(group) => return group_detail(resource, group, &short, open),
        None if resource.enabled.is_none() => Some("condition not known".to_owned()),
        None => known(match resource.type_name.as_str() {
            "OS::Nova::Server" => "flavor",
            "OS::Heat::SoftwareConfig" | "OS::Heat::StructuredConfig" => "group",
            _ => return short,
        }),
    };
    more.map_or(short.clone(), |more| format!("{short} · {more}"))
}

fn group_detail(resource: &Resource, group: &Group, short: &str, open: bool) -> String {
    let count = group.members.len();
    if group.kind == GroupKind::SoftwareDeploymentGroup {
        return match &group.closed {
            None => format!("runs on {}", words::count(count, "server")),
            Some(_) => "servers not known yet".to_owned(),
        };
    }
    if open {
        let names = if group.sampled { " · samples" } else { "" };
        return format!("{short} ×{count}{names}");
    }
    let type_name = kind::member_type(resource).unwrap_or_default();
    let noun = visible(type_name.rsplit("::").next().unwrap_or_default());
    match (&group.closed, noun.as_str()) {
        (Some(_), "") => format!("{short} · closed"),
        (Some(_), noun) => format!("{short} · ? × {noun}"),
        (None, "") => short.to_owned(),
        (None, noun) => format!("{short} · {count} × {noun}"),
    }
}

impl Card {
    /// How large it would like to be.
    pub(super) fn size(&self) -> Size {
        let text = text_width(&self.name, NAME).max(text_width(&self.detail, DETAIL)).min(WIDEST).ceil();
        let button = if self.button.is_some() { BUTTON } else { 0.0 };
        let own = (INDENT + text + OUTDENT + button).max(NARROWEST);
        match &self.inside {
            Inside::Nothing => Size { width: own, height: HEIGHT },
            Inside::Pile => Size { width: own + PILE, height: HEIGHT + PILE },
            Inside::Members(members, left_out) => {
                let grid = Grid::of(members, *left_out);
                Size { width: own.max(grid.size.width + 2.0 * RIM), height: CROWN + grid.size.height + RIM }
            }
        }
    }

    /// Whether its width is its own, and not that of its column.
    pub(super) fn is_wide(&self) -> bool {
        matches!(&self.inside, Inside::Members(members, _) if members.len() > TALL)
    }

    /// The shapes of a box of this extent.
    pub(super) fn draw(&self, rect: Rect) -> Shape {
        let mut shapes = Vec::new();
        let rect = match &self.inside {
            Inside::Members(members, left_out) => {
                self.draw_container(&mut shapes, rect, members, *left_out);
                return self.group(shapes);
            }
            Inside::Pile => {
                let Size { width, height } = rect.size;
                let front =
                    Rect { origin: rect.origin, size: Size { width: width - PILE, height: height - PILE } };
                for by in [PILE, PILE / 2.0] {
                    let origin = front.origin.moved(by, by);
                    shapes.push(Shape::Rect {
                        rect: Rect { origin, ..front },
                        radius: 9.0,
                        class: Class::Pile,
                    });
                }
                front
            }
            Inside::Nothing => rect,
        };
        let class = if self.ghost { Class::Ghost } else { Class::Card };
        shapes.push(Shape::Rect { rect, radius: 9.0, class });
        let bar = Rect::new(rect.left(), rect.top() + 10.0, 4.0, rect.size.height - 20.0);
        shapes.push(Shape::Rect { rect: bar, radius: 2.0, class: Class::Accent(self.tone) });
        let button = self.draw_button(&mut shapes, rect, rect.centre().y);
        let room = rect.size.width - INDENT - OUTDENT - button;
        self.draw_text(&mut shapes, rect.origin.moved(INDENT, rect.size.height / 2.0 - 5.0), room);
        self.draw_badge(&mut shapes, rect);
        self.group(shapes)
    }

    fn group(&self, shapes: Vec<Shape>) -> Shape {
        Shape::Group { target: self.target.clone(), label: self.label.clone(), shapes }
    }

    fn draw_text(&self, shapes: &mut Vec<Shape>, at: Point, room: f64) {
        let line = |at, text: &str, size, class| Shape::Text {
            at,
            text: cut(text, size, room),
            centred: false,
            class,
        };
        shapes.push(line(at, &self.name, NAME, Class::Name));
        shapes.push(line(at.moved(0.0, 18.0), &self.detail, DETAIL, Class::Detail));
    }

    fn draw_badge(&self, shapes: &mut Vec<Shape>, rect: Rect) {
        let Some(text) = &self.badge else { return };
        let width = (text_width(text, BADGE) + 12.0).round();
        let badge = Rect::new(rect.right() - width - 6.0, rect.top() - 9.0, width, 18.0);
        shapes.push(Shape::Rect { rect: badge, radius: 9.0, class: Class::Badge(self.tone) });
        let at = Point::new(badge.centre().x, badge.bottom() - 5.0);
        shapes.push(Shape::Text { at, text: text.clone(), centred: true, class: Class::BadgeText });
    }

    /// Draws the fold button at the right, and says how much room it takes.
    fn draw_button(&self, shapes: &mut Vec<Shape>, rect: Rect, y: f64) -> f64 {
        let (Some(fold), Target::Resource(id)) = (self.button, &self.target) else { return 0.0 };
        let button = Rect::new(rect.right() - BUTTON - 6.0, y - BUTTON / 2.0, BUTTON, BUTTON);
        let (middle, folds) = (button.centre(), fold == Fold::Folded);
        // A chevron: upwards where it folds, downwards where it opens.
        let tilt = if folds { -2.5 } else { 2.5 };
        let corners = [middle.moved(-5.0, -tilt), middle.moved(0.0, tilt), middle.moved(5.0, -tilt)];
        let [a, b, c] = corners;
        shapes.push(Shape::Group {
            target: Target::Fold(*id, fold),
            label: format!("{} {}", if folds { "fold" } else { "unfold" }, self.name),
            shapes: vec![
                Shape::Rect { rect: button, radius: 6.0, class: Class::FoldButton },
                Shape::Path { points: vec![a, a, b, b, b, c, c], class: Class::FoldMark },
            ],
        });
        BUTTON
    }

    fn draw_container(&self, shapes: &mut Vec<Shape>, rect: Rect, members: &[Card], left_out: usize) {
        shapes.push(Shape::Rect { rect, radius: 11.0, class: Class::Container(self.tone) });
        let button = self.draw_button(shapes, rect, rect.top() + 24.0);
        let room = rect.size.width - INDENT - OUTDENT - button;
        self.draw_text(shapes, rect.origin.moved(INDENT, 22.0), room);
        let grid = Grid::of(members, left_out);
        let width = (rect.size.width - 2.0 * RIM + GAP) / grid.columns as f64 - GAP;
        for (index, member) in members.iter().enumerate() {
            let column = index / grid.rows.len().max(1);
            let (top, height) = grid.rows[index % grid.rows.len().max(1)];
            let x = rect.left() + RIM + column as f64 * (width + GAP);
            shapes.push(member.draw(Rect::new(x, rect.top() + CROWN + top, width, height)));
        }
        if let (Some(more), Target::Resource(id)) = (grid.more, &self.target) {
            let rect =
                Rect::new(rect.left() + RIM, rect.top() + CROWN + more, rect.size.width - 2.0 * RIM, MORE);
            let at = Point::new(rect.centre().x, rect.centre().y + 4.0);
            let text = format!("… {left_out} more");
            shapes.push(Shape::Group {
                target: Target::Fold(*id, Fold::Whole),
                label: format!("show {left_out} more members of {}", self.name),
                shapes: vec![
                    Shape::Rect { rect, radius: 9.0, class: Class::Ghost },
                    Shape::Text { at, text, centred: true, class: Class::More },
                ],
            });
        }
    }
}

/// The height of the button for the members left out.
const MORE: f64 = 34.0;

/// Where the members of a container stand: column after column, each from top to bottom.
struct Grid {
    columns: usize,
    /// The top, below the head of the container, and the height of each row.
    rows: Vec<(f64, f64)>,
    /// The top of the button for those left out.
    more: Option<f64>,
    size: Size,
}

impl Grid {
    fn of(members: &[Card], left_out: usize) -> Self {
        let sizes: Vec<Size> = members.iter().map(Card::member_size).collect();
        let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
        let columns = if members.len() <= TALL {
            1
        } else {
            // About as wide as high.
            let area = members.len() as f64 * (MEMBER_HEIGHT + GAP) / (widest + GAP);
            (area.sqrt().ceil() as usize).max(2)
        };
        let per_column = members.len().div_ceil(columns);
        let mut rows = Vec::with_capacity(per_column);
        let mut top = 0.0;
        for row in 0..per_column {
            let row: Vec<Size> = sizes.iter().skip(row).step_by(per_column).copied().collect();
            let height = row.iter().map(|size| size.height).fold(0.0, f64::max);
            rows.push((top, height));
            top += height + GAP;
        }
        let more = (left_out > 0).then_some(top);
        let height = if more.is_some() { top + MORE } else { top - GAP };
        let columns = members.len().div_ceil(per_column.max(1)).max(1);
        let width = columns as f64 * (widest + GAP) - GAP;
        Self { columns, rows, more, size: Size { width, height } }
    }
}

impl Card {
    fn member_size(&self) -> Size {
        let size = self.size();
        match self.inside {
            Inside::Nothing => Size { height: MEMBER_HEIGHT, ..size },
            Inside::Pile | Inside::Members(..) => size,
        }
    }
}
