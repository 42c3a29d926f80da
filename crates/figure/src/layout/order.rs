//! The order of the items in each column: few crossings, by barycentres and by swapping neighbours.
//!
//! Every sweep costs O(E log V). The number of sweeps is capped, so a large graph gets a fair order in bounded time
//! and a small one the best that sweeps can find.

use super::Effort;
use super::lanes::Items;

/// The items of each column from top to bottom, and the position of each item in its column.
#[derive(Clone)]
pub(super) struct Ordering {
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) position: Vec<usize>,
}

/// Sweeps without an improvement before it stops.
const PATIENCE: usize = 4;
/// How often a column is gone through in search of neighbours to swap.
const PASSES: usize = 4;

/// Orders the items.
pub(super) fn order(items: &Items, columns: usize, effort: &Effort) -> Ordering {
    let mut best = as_given(items, columns);
    let mut least = usize::MAX;
    for start in 0..effort.starts {
        // The starts differ in the direction of the first sweep, and in whether those that tie change places.
        let (first, turning) = (start % 2, start >= 2);
        let mut ordering = as_given(items, columns);
        let mut best_here = ordering.clone();
        let (mut least_here, mut idle) = (usize::MAX, 0);
        for sweep in 0..effort.sweeps {
            let rightwards = sweep % 2 == first;
            ordering.sweep(items, rightwards, turning && sweep % 4 > 1);
            ordering.transpose(items, rightwards);
            let crossings = ordering.crossings(items);
            idle += 1;
            if crossings < least_here {
                (best_here, least_here, idle) = (ordering.clone(), crossings, 0);
            }
            if idle == PATIENCE || least_here == 0 {
                break;
            }
        }
        for round in 0..effort.rounds {
            best_here.transpose(items, round % 2 == 0);
        }
        let crossings = best_here.crossings(items);
        if crossings < least {
            (best, least) = (best_here, crossings);
        }
        if least == 0 {
            break;
        }
    }
    best.as_read(items);
    best.loose_last(items);
    best
}

fn as_given(items: &Items, columns: usize) -> Ordering {
    let mut ordering = Ordering { columns: vec![Vec::new(); columns], position: vec![0; items.cells.len()] };
    for (item, &(column, _)) in items.cells.iter().enumerate() {
        ordering.position[item] = ordering.columns[column].len();
        ordering.columns[column].push(item);
    }
    ordering
}

impl Ordering {
    fn settle(&mut self, column: usize) {
        for (position, &item) in self.columns[column].iter().enumerate() {
            self.position[item] = position;
        }
    }

    /// Sorts each column by the mean position of its neighbours in the column before it.
    fn sweep(&mut self, items: &Items, rightwards: bool, turn: bool) {
        let count = self.columns.len();
        for step in 0..count {
            let (column, sides) =
                if rightwards { (step, &items.left) } else { (count - 1 - step, &items.right) };
            let mut keyed: Vec<(f64, usize)> = Vec::with_capacity(self.columns[column].len());
            let mut before = 0.0;
            for &item in &self.columns[column] {
                let neighbours = &sides[item];
                // One without neighbours stays behind the one that it stood behind.
                if !neighbours.is_empty() {
                    let sum: usize = neighbours.iter().map(|&other| self.position[other]).sum();
                    before = sum as f64 / neighbours.len() as f64;
                }
                keyed.push((before, item));
            }
            if turn {
                keyed.reverse();
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            self.columns[column] = keyed.into_iter().map(|(_, item)| item).collect();
            self.settle(column);
        }
    }

    /// Swaps neighbours in a column as long as that saves crossings; or as long as it moves them to the side that comes
    /// next, where swapping further ones may save them.
    fn transpose(&mut self, items: &Items, rightwards: bool) {
        let count = self.columns.len();
        for step in 0..count {
            let column = if rightwards { step } else { count - 1 - step };
            let mut order = std::mem::take(&mut self.columns[column]);
            // Of each item the ends before and behind it, as the sweep goes.
            let mut sides: Vec<[Vec<usize>; 2]> = order
                .iter()
                .map(|&item| {
                    let (left, right) = (&items.left[item], &items.right[item]);
                    if rightwards { [left, right] } else { [right, left] }.map(|side| self.positions(side))
                })
                .collect();
            for _ in 0..PASSES {
                let mut improved = false;
                for i in 1..order.len() {
                    let saved = [0, 1].map(|side| {
                        let (above, below) = (&sides[i - 1][side], &sides[i][side]);
                        inversions(above, below) as isize - inversions(below, above) as isize
                    });
                    if saved[0] + saved[1] > 0 || (saved[0] + saved[1] == 0 && saved[0] > 0) {
                        order.swap(i - 1, i);
                        sides.swap(i - 1, i);
                        improved = true;
                    }
                }
                if !improved {
                    break;
                }
            }
            self.columns[column] = order;
            self.settle(column);
        }
    }

    fn positions(&self, neighbours: &[usize]) -> Vec<usize> {
        let mut positions: Vec<usize> = neighbours.iter().map(|&other| self.position[other]).collect();
        positions.sort_unstable();
        positions
    }

    /// How many pairs of links cross, counted with a tree of partial sums.
    fn crossings(&self, items: &Items) -> usize {
        let mut crossings = 0;
        for pair in self.columns.windows(2) {
            let mut sums = vec![0; pair[1].len() + 1];
            let mut seen = 0;
            for &item in &pair[0] {
                let ends = self.positions(&items.right[item]);
                for &end in &ends {
                    let mut at = end + 1;
                    let mut not_below = 0;
                    while at > 0 {
                        not_below += sums[at];
                        at &= at - 1;
                    }
                    crossings += seen - not_below;
                }
                for &end in &ends {
                    let mut at = end + 1;
                    while at < sums.len() {
                        sums[at] += 1;
                        at += at & at.wrapping_neg();
                    }
                }
                seen += ends.len();
            }
        }
        crossings
    }

    /// Turns everything upside down if boxes then stand more as given: it crosses no less and no more.
    fn as_read(&mut self, items: &Items) {
        // How position and given order agree, over all columns: positive if they do.
        let agreement: f64 = self
            .columns
            .iter()
            .map(|column| {
                let boxes: Vec<usize> = column.iter().copied().filter(|&item| !items.is_lane(item)).collect();
                let middle = (boxes.len() as f64 - 1.0) / 2.0;
                boxes.iter().enumerate().map(|(at, &item)| (at as f64 - middle) * item as f64).sum::<f64>()
            })
            .sum();
        for column in 0..self.columns.len() {
            if agreement < 0.0 {
                self.columns[column].reverse();
            }
            self.settle(column);
        }
    }

    /// Puts boxes that no edge touches below all others.
    fn loose_last(&mut self, items: &Items) {
        for column in 0..self.columns.len() {
            self.columns[column]
                .sort_by_key(|&item| items.left[item].is_empty() && items.right[item].is_empty());
            self.settle(column);
        }
    }
}

/// How many pairs of one value above and one below stand the wrong way round; both are sorted.
fn inversions(above: &[usize], below: &[usize]) -> usize {
    let mut passed = 0;
    above
        .iter()
        .map(|&end| {
            while passed < below.len() && below[passed] < end {
                passed += 1;
            }
            passed
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn counts_the_pairs_that_cross() {
        assert_eq!(inversions(&[0, 3], &[1, 2]), 2);
        assert_eq!(inversions(&[1, 2], &[0, 3]), 2);
        assert_eq!(inversions(&[1], &[1]), 0);
        assert_eq!(inversions(&[2, 2], &[0, 1, 2]), 4);
    }
}
