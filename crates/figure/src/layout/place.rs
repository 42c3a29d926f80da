//! How high every item stands: in the order found, apart from each other, and with edges as straight as can be.
//!
//! Each item would like to stand where its edges run level. A column's items get as near to their wishes as their
//! order and distances allow: an isotonic regression, solved exactly by pooling neighbours that push each other. Sweeps
//! to and fro let the wishes settle: first by squares, which finds a good place for all, then by absolute distances,
//! which leaves most edges perfectly level.

use super::Effort;
use super::lanes::Items;
use super::order::Ordering;
use super::ports::Ports;

const BETWEEN_BOXES: f64 = 22.0;
const BESIDE_LANE: f64 = 16.0;
const BETWEEN_LANES: f64 = 10.0;

/// A wish of one item: to stand so far below another.
#[derive(Clone, Copy)]
struct Wish {
    other: usize,
    below: f64,
    weight: f64,
}

/// The height of the middle of each item; the upper edge of the topmost one is at 0.
pub(super) fn centres(items: &Items, ordering: &Ordering, ports: &Ports, effort: &Effort) -> Vec<f64> {
    let wishes = wishes(items, ports);
    let mut centres = packed(items, ordering);
    for sweep in 0..effort.rough + effort.fine {
        let count = ordering.columns.len();
        for step in 0..count {
            let column = &ordering.columns[if sweep % 2 == 0 { step } else { count - 1 - step }];
            if sweep < effort.rough {
                settle::<Mean>(items, column, &wishes, &mut centres);
            } else {
                settle::<Median>(items, column, &wishes, &mut centres);
            }
        }
    }
    for centre in &mut centres {
        *centre = centre.round();
    }
    close_gaps(items, &mut centres);
    centres
}

fn wishes(items: &Items, ports: &Ports) -> Vec<Vec<Wish>> {
    let mut wishes = vec![Vec::new(); items.cells.len()];
    for (way, ends) in items.ways.iter().zip(&ports.ends).filter(|(way, _)| !way.returns) {
        let last = way.items.len() - 1;
        for (step, pair) in way.items.windows(2).enumerate() {
            let (left, right) = (pair[0], pair[1]);
            let lower = if step == 0 { ends[0] } else { 0.0 } - if step + 1 == last { ends[1] } else { 0.0 };
            let weight = match (items.is_lane(left), items.is_lane(right)) {
                (true, true) => 8.0,
                (false, false) => 1.0,
                (true, false) | (false, true) => 2.0,
            };
            wishes[right].push(Wish { other: left, below: lower, weight });
            wishes[left].push(Wish { other: right, below: -lower, weight });
        }
    }
    wishes
}

fn distance(items: &Items, above: usize, below: usize) -> f64 {
    let gap = match (items.is_lane(above), items.is_lane(below)) {
        (true, true) => BETWEEN_LANES,
        (false, false) => BETWEEN_BOXES,
        (true, false) | (false, true) => BESIDE_LANE,
    };
    (items.cells[above].1 + items.cells[below].1) / 2.0 + gap
}

/// Each column packed, its middle at 0.
fn packed(items: &Items, ordering: &Ordering) -> Vec<f64> {
    let mut centres = vec![0.0; items.cells.len()];
    for column in &ordering.columns {
        for pair in column.windows(2) {
            centres[pair[1]] = centres[pair[0]] + distance(items, pair[0], pair[1]);
        }
        let middle = column.last().map_or(0.0, |&last| centres[last] / 2.0);
        for &item in column {
            centres[item] -= middle;
        }
    }
    centres
}

/// What the wishes of a run of items that touch come to.
trait Pool {
    /// The pool of one item: its wishes (height, weight), and where it stands now.
    fn new(wishes: Vec<(f64, f64)>, now: f64) -> Self;
    /// The pool of this one and the one below it.
    fn join(self, below: Self) -> Self;
    /// The height that suits it best.
    fn best(&self) -> f64;
}

/// The least squares.
struct Mean {
    sum: f64,
    weight: f64,
}

impl Pool for Mean {
    fn new(wishes: Vec<(f64, f64)>, _: f64) -> Self {
        let weight = wishes.iter().map(|wish| wish.1).sum();
        Self { sum: wishes.iter().map(|wish| wish.0 * wish.1).sum(), weight }
    }

    fn join(self, below: Self) -> Self {
        Self { sum: self.sum + below.sum, weight: self.weight + below.weight }
    }

    fn best(&self) -> f64 {
        self.sum / self.weight
    }
}

/// The least absolute distances.
struct Median {
    /// Sorted by height.
    wishes: Vec<(f64, f64)>,
    now: f64,
}

impl Pool for Median {
    fn new(mut wishes: Vec<(f64, f64)>, now: f64) -> Self {
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { wishes, now }
    }

    fn join(mut self, below: Self) -> Self {
        self.wishes.extend(below.wishes);
        // Two runs that are sorted already: this sort merges them.
        self.wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        self
    }

    /// Anywhere between two wishes of equal weight is best; then it stays as near to where it is as it can.
    fn best(&self) -> f64 {
        let half = self.wishes.iter().map(|wish| wish.1).sum::<f64>() / 2.0;
        let mut weight = 0.0;
        let mut heights = self.wishes.iter().map(|wish| {
            weight += wish.1;
            (wish.0, weight)
        });
        let Some((low, so_far)) = heights.by_ref().find(|height| height.1 >= half) else { return self.now };
        let high = if so_far > half { low } else { heights.next().map_or(low, |height| height.0) };
        self.now.clamp(low, high)
    }
}

/// Moves the items of a column to where their wishes suit best.
fn settle<P: Pool>(items: &Items, column: &[usize], wishes: &[Vec<Wish>], centres: &mut [f64]) {
    let mut pools: Vec<(P, usize)> = Vec::with_capacity(column.len());
    let mut packed = Vec::with_capacity(column.len());
    let mut at = 0.0;
    for (i, &item) in column.iter().enumerate() {
        if i > 0 {
            at += distance(items, column[i - 1], item);
        }
        packed.push(at);
        let now = centres[item] - at;
        let mut own: Vec<(f64, f64)> =
            wishes[item].iter().map(|wish| (centres[wish.other] + wish.below - at, wish.weight)).collect();
        if own.is_empty() {
            own.push((now, 0.01));
        }
        let mut pool = P::new(own, now);
        let mut count = 1;
        while let Some((above, more)) = pools.pop_if(|(above, _)| above.best() >= pool.best()) {
            pool = above.join(pool);
            count += more;
        }
        pools.push((pool, count));
    }
    let mut rest = column.iter().zip(packed);
    for (pool, count) in pools {
        let best = pool.best();
        for (&item, at) in rest.by_ref().take(count) {
            centres[item] = best + at;
        }
    }
}

/// Moves everything up where a strip across the whole drawing is empty, and the topmost edge to 0.
fn close_gaps(items: &Items, centres: &mut [f64]) {
    let mut by_top: Vec<(f64, usize)> =
        items.cells.iter().enumerate().map(|(item, cell)| (centres[item] - cell.1 / 2.0, item)).collect();
    by_top.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut bottom, mut lift) = (f64::NEG_INFINITY, 0.0);
    for (top, item) in by_top {
        if bottom == f64::NEG_INFINITY {
            lift = top;
        } else if top - bottom > BETWEEN_BOXES {
            lift += top - bottom - BETWEEN_BOXES;
        }
        bottom = bottom.max(top + items.cells[item].1);
        centres[item] -= lift;
    }
}
