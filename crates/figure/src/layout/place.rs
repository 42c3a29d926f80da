//! How high every item stands: in the order found, apart from each other, and with edges as straight as can be.
//!
//! Each item would like to stand where its edges run level. A column's items get as near to their wishes as their
//! order and distances allow: an isotonic regression, solved exactly by pooling neighbours that push each other. Sweeps
//! to and fro let the wishes settle: first the mean of all neighbours, which finds a good place, then their median,
//! which makes most edges perfectly level.

use super::lanes::Items;
use super::order::Ordering;
use super::ports::Ports;

const BETWEEN_BOXES: f64 = 22.0;
const BESIDE_LANE: f64 = 14.0;
const BETWEEN_LANES: f64 = 10.0;

/// A wish of one item: to stand so far below another.
#[derive(Clone, Copy)]
struct Wish {
    other: usize,
    below: f64,
    weight: f64,
}

/// The height of the middle of each item; the upper edge of the topmost one is at 0.
pub(super) fn centres(items: &Items, ordering: &Ordering, ports: &Ports) -> Vec<f64> {
    let wishes = wishes(items, ports);
    let sweeps = if items.cells.len() > 2000 { 6 } else { 16 };
    let mut centres = packed(items, ordering);
    for (settle, sweeps) in [(mean as Settle, sweeps), (median, 6)] {
        for sweep in 0..sweeps {
            let count = ordering.columns.len();
            for step in 0..count {
                let column = if sweep % 2 == 0 { step } else { count - 1 - step };
                settle_column(items, &ordering.columns[column], &wishes, settle, &mut centres);
            }
        }
    }
    for centre in &mut centres {
        *centre = centre.round();
    }
    close_gaps(items, &mut centres);
    centres
}

/// How the wishes of an item (height, weight) become one.
type Settle = fn(&mut Vec<(f64, f64)>) -> f64;

fn mean(wishes: &mut Vec<(f64, f64)>) -> f64 {
    let weight: f64 = wishes.iter().map(|wish| wish.1).sum();
    wishes.iter().map(|wish| wish.0 * wish.1).sum::<f64>() / weight
}

fn median(wishes: &mut Vec<(f64, f64)>) -> f64 {
    wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = wishes.iter().map(|wish| wish.1).sum::<f64>() / 2.0;
    let mut weight = 0.0;
    for wish in wishes.iter() {
        weight += wish.1;
        if weight >= half {
            return wish.0;
        }
    }
    0.0
}

fn wishes(items: &Items, ports: &Ports) -> Vec<Vec<Wish>> {
    let mut wishes = vec![Vec::new(); items.cells.len()];
    for (way, ends) in items.ways.iter().zip(ports).filter(|(way, _)| !way.returns) {
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

/// A run of items that touch, as one.
struct Pool {
    sum: f64,
    weight: f64,
    items: usize,
}

fn settle_column(items: &Items, column: &[usize], wishes: &[Vec<Wish>], settle: Settle, centres: &mut [f64]) {
    let mut pools: Vec<Pool> = Vec::with_capacity(column.len());
    let mut packed = Vec::with_capacity(column.len());
    let mut at = 0.0;
    let mut own = Vec::new();
    for (i, &item) in column.iter().enumerate() {
        if i > 0 {
            at += distance(items, column[i - 1], item);
        }
        packed.push(at);
        own.clear();
        own.extend(wishes[item].iter().map(|wish| (centres[wish.other] + wish.below, wish.weight)));
        let (wish, weight) = if own.is_empty() {
            (centres[item], 0.01)
        } else {
            (settle(&mut own), own.iter().map(|wish| wish.1).sum())
        };
        let mut pool = Pool { sum: (wish - at) * weight, weight, items: 1 };
        while let Some(above) = pools.pop_if(|above| above.sum / above.weight >= pool.sum / pool.weight) {
            pool.sum += above.sum;
            pool.weight += above.weight;
            pool.items += above.items;
        }
        pools.push(pool);
    }
    let mut rest = column.iter().zip(packed);
    for pool in pools {
        for (&item, at) in rest.by_ref().take(pool.items) {
            centres[item] = pool.sum / pool.weight + at;
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
