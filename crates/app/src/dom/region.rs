//! The parts of a page that follow signals. Each ends with a mark in the page, before which it stands.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Node as Place;

use super::shown::{Shown, insert};
use super::{Node, Row};
use crate::browser::document;
use crate::signals::{Follower, Owner, follow, untrack};

fn mark(parent: &Place, before: Option<&Place>) -> Place {
    let mark = document().create_comment("").into();
    insert(&mark, parent, before);
    mark
}

/// A region that is patched into what it is made of anew.
pub(super) struct Region {
    follower: Option<Follower>,
    shown: Rc<RefCell<Shown>>,
    mark: Place,
}

impl Region {
    pub(super) fn build(make: Box<dyn Fn() -> Node>, parent: &Place, before: Option<&Place>) -> Self {
        let shown = Rc::new(RefCell::new(Shown::Nothing));
        let mut region = Self { follower: None, shown, mark: mark(parent, before) };
        region.follow(make);
        region
    }

    /// From now on it is made by this.
    pub(super) fn follow(&mut self, make: Box<dyn Fn() -> Node>) {
        self.follower = None;
        let (shown, mark) = (self.shown.clone(), self.mark.clone());
        self.follower = Some(follow(Box::new(move || {
            let node = make();
            if let Some(parent) = mark.parent_node() {
                shown.borrow_mut().patch(node, &parent, Some(&mark));
            }
        })));
    }

    pub(super) fn places(&self, places: &mut Vec<Place>) {
        self.shown.borrow().places(places);
        places.push(self.mark.clone());
    }

    pub(super) fn first(&self) -> Place {
        self.shown.borrow().first().unwrap_or_else(|| self.mark.clone())
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // The effect's own hold on it ends only with the effect's task, a little later.
        self.shown.replace(Shown::Nothing);
    }
}

/// A list whose rows stay with their keys.
pub(super) struct Rows {
    _follower: Follower,
    rows: Rc<RefCell<Vec<ShownRow>>>,
    mark: Place,
}

struct ShownRow {
    key: String,
    /// What the row's making made lives as long as the row.
    owner: Owner,
    shown: Shown,
}

impl Rows {
    pub(super) fn build(make: Box<dyn Fn() -> Vec<Row>>, parent: &Place, before: Option<&Place>) -> Self {
        let rows = Rc::new(RefCell::new(Vec::new()));
        let mark = mark(parent, before);
        let owner = Owner::current().unwrap_or_default();
        let (all, end) = (rows.clone(), mark.clone());
        let follower = follow(Box::new(move || {
            let next = make();
            if let Some(parent) = end.parent_node() {
                untrack(|| turn(&mut all.borrow_mut(), next, &owner, &parent, &end));
            }
        }));
        Self { _follower: follower, rows, mark }
    }

    pub(super) fn places(&self, places: &mut Vec<Place>) {
        self.rows.borrow().iter().for_each(|row| row.shown.places(places));
        places.push(self.mark.clone());
    }

    pub(super) fn first(&self) -> Place {
        self.rows.borrow().iter().find_map(|row| row.shown.first()).unwrap_or_else(|| self.mark.clone())
    }
}

impl Drop for Rows {
    fn drop(&mut self) {
        self.rows.take();
    }
}

/// Turns the rows on screen into the next ones: takes away, keeps, moves, makes.
fn turn(rows: &mut Vec<ShownRow>, next: Vec<Row>, owner: &Owner, parent: &Place, end: &Place) {
    let mut former = std::mem::take(rows);
    // What goes, goes first: then what stays is mostly in its place already.
    let mut index = 0;
    while index < former.len() {
        if next.iter().any(|row| row.key == former[index].key) {
            index += 1;
        } else {
            let gone = former.remove(index);
            gone.shown.remove();
            gone.owner.cleanup();
        }
    }
    for row in next {
        let before = former.iter().find_map(|row| row.shown.first());
        let before = before.as_ref().unwrap_or(end);
        match former.iter().position(|shown| shown.key == row.key) {
            Some(0) => rows.push(former.remove(0)),
            Some(at) => {
                let moved = former.remove(at);
                let mut places = Vec::new();
                moved.shown.places(&mut places);
                places.iter().for_each(|place| insert(place, parent, Some(before)));
                rows.push(moved);
            }
            None => {
                let owner = owner.child();
                let shown = owner.with(|| Shown::build((row.make)(), parent, Some(before)));
                rows.push(ShownRow { key: row.key, owner, shown });
            }
        }
    }
    // Keys that were given twice.
    former.into_iter().for_each(|row| row.shown.remove());
}
