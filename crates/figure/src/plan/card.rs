//! The boxes: what is written in them, how large they are, the shapes they are made of.

use hotplate_plan::{Group, GroupKind, Plan, Resource, ResourceId};
use hotplate_schema::Value;

use super::columns::Subject;
use super::grid::{GAP, Grid, MEMBER_HEIGHT, MORE, TALL};
use super::links::{Link, gutter, links};
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
    /// Members, the number of those left out, and the lines between them.
    Members(Vec<Card>, usize, Vec<Link>),
}

const NAME: Font = Font::bold(13.5);
const DETAIL: Font = Font::plain(11.5);
const BADGE: Font = Font::bold(11.0);
const HEIGHT: f64 = 56.0;
/// The room before and behind the text.
const INDENT: f64 = 16.0;
const OUTDENT: f64 = 14.0;
/// The widest text before it is cut, and the narrowest box.
const WIDEST: f64 = 216.0;
const NARROWEST: f64 = 128.0;
const BUTTON: f64 = 24.0;
/// How far the lowest box of a pile shows.
const PILE: f64 = 7.0;
/// A container: the height of its head, and its rim.
const CROWN: f64 = 50.0;
const RIM: f64 = 12.0;

/// The box of a subject.
pub(super) fn card(
    plan: &Plan,
    subject: &Subject,
    folds: &[Fold],
    options: &PlanOptions,
    words: &Words,
) -> Card {
    match subject {
        Subject::Resource(id) => Maker { plan, folds, options, words }.resource(&plan.stack[*id], 0),
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
    folds: &'a [Fold],
    options: &'a PlanOptions,
    words: &'a Words,
}

impl Maker<'_> {
    /// The box of a resource to which so many lines lead from its siblings.
    fn resource(&self, resource: &Resource, drawn: usize) -> Card {
        let fold = self.folds.get(resource.id.index()).copied().unwrap_or(Fold::Folded);
        let members = members(self.plan, resource);
        let shown = shown(members.len(), fold);
        let inside = match &resource.group {
            Some(_) if shown > 0 => {
                let links = if shown <= TALL { links(self.plan, &members[..shown]) } else { Vec::new() };
                let drawn = |at| links.iter().filter(|link| link.head == at).count();
                let member = |(at, &id)| self.resource(&self.plan.stack[id], drawn(at));
                let cards = members[..shown].iter().enumerate().map(member).collect();
                Inside::Members(cards, members.len() - shown, links)
            }
            Some(group) if group.kind != GroupKind::SoftwareDeploymentGroup && !members.is_empty() => {
                Inside::Pile
            }
            Some(_) | None => Inside::Nothing,
        };
        let own_name = match resource.parent {
            Some(parent) if self.plan.stack.nested(parent).is_some() => resource.path.name().to_owned(),
            Some(_) => format!("[{}]", resource.path.name()),
            None => resource.path.to_string(),
        };
        let open = matches!(inside, Inside::Members(..));
        let note = self.options.notes.get(&resource.id);
        let detail = note.map_or_else(|| self.detail(resource, open, drawn), |note| visible(note));
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
    /// The line under a resource's name; in a nested stack also what it waits for there, if no lines show that.
    fn detail(&self, resource: &Resource, open: bool, drawn: usize) -> String {
        let detail = detail(resource, open);
        let awaited = words::awaited_inside(self.plan, resource);
        if awaited.len() <= drawn { detail } else { format!("{detail} · after {}", list(&awaited)) }
    }
}

/// The members of a resource in the order in which they are drawn: those of a nested stack as they are created.
fn members(plan: &Plan, resource: &Resource) -> Vec<ResourceId> {
    let mut members = resource.group.as_ref().map_or(Vec::new(), |group| group.members.clone());
    if let Some(nested) = plan.stack.nested(resource.id) {
        let waves = nested.waves.iter().flat_map(|wave| &wave.resources).copied();
        let mut placed: Vec<ResourceId> = waves.collect();
        let known = placed.len();
        for id in members {
            if !placed[..known].contains(&id) {
                placed.push(id);
            }
        }
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
            Inside::Members(members, left_out, links) => {
                let grid = grid(members, *left_out);
                let width = grid.size.width + gutter(links) + 2.0 * RIM;
                Size { width: own.max(width), height: CROWN + grid.size.height + RIM }
            }
        }
    }

    /// Whether its width is its own, and not that of its column.
    pub(super) fn is_wide(&self) -> bool {
        matches!(&self.inside, Inside::Members(members, ..) if members.len() > TALL)
    }

    /// The shapes of a box of this extent.
    pub(super) fn draw(&self, rect: Rect) -> Shape {
        let mut shapes = Vec::new();
        let rect = match &self.inside {
            Inside::Members(members, left_out, links) => {
                self.draw_container(&mut shapes, rect, members, *left_out, links);
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

    fn draw_container(
        &self,
        shapes: &mut Vec<Shape>,
        rect: Rect,
        members: &[Card],
        left_out: usize,
        links: &[Link],
    ) {
        shapes.push(Shape::Rect { rect, radius: 11.0, class: Class::Container(self.tone) });
        let button = self.draw_button(shapes, rect, rect.top() + 24.0);
        let room = rect.size.width - INDENT - OUTDENT - button;
        self.draw_text(shapes, rect.origin.moved(INDENT, 22.0), room);
        let grid = grid(members, left_out);
        let left = rect.left() + RIM + gutter(links);
        let width = (rect.right() - RIM - left + GAP) / grid.columns as f64 - GAP;
        // Lines are only drawn where there is a single column.
        let middle = |member: usize| {
            let (top, height) = grid.rows.get(member).copied().unwrap_or_default();
            rect.top() + CROWN + top + height / 2.0
        };
        shapes.extend(links.iter().map(|link| link.draw(left, middle(link.tail), middle(link.head))));
        for (index, member) in members.iter().enumerate() {
            let column = index / grid.rows.len().max(1);
            let (top, height) = grid.rows[index % grid.rows.len().max(1)];
            let x = left + column as f64 * (width + GAP);
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

fn grid(members: &[Card], left_out: usize) -> Grid {
    Grid::of(&members.iter().map(Card::member_size).collect::<Vec<_>>(), left_out)
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
