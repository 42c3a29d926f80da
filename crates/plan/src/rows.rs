//! For each of many nodes some others, in one piece of memory: the edges of a graph.

use std::ops::Range;

/// Rows of numbers, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Rows {
    /// Where each row ends.
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// So many rows of these items, each with the number of its row; rows come in order.
    pub(crate) fn of(count: usize, items: impl ExactSizeIterator<Item = (usize, usize)>) -> Self {
        let mut rows = Self { ends: Vec::with_capacity(count), items: Vec::with_capacity(items.len()) };
        for (row, item) in items {
            rows.close(row);
            rows.items.push(number(item));
        }
        rows.close(count);
        rows
    }

    /// Ends all rows before this one.
    fn close(&mut self, row: usize) {
        self.ends.resize(self.ends.len().max(row), number(self.items.len()));
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where a row's items stand among those of all; nowhere if there is no such row.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        let end = |row: usize| self.ends.get(row).map(|&end| end as usize);
        match end(row) {
            Some(last) => row.checked_sub(1).and_then(end).unwrap_or(0)..last,
            None => 0..0,
        }
    }

    /// A row.
    pub(crate) fn row(&self, row: usize) -> impl ExactSizeIterator<Item = usize> {
        self.items[self.range(row)].iter().map(|&item| item as usize)
    }

    /// For each node those in whose rows it stands, in order.
    pub(crate) fn turned(&self) -> Self {
        let mut ends = vec![0; self.len()];
        self.items.iter().for_each(|&item| ends[item as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // For now where it begins: it moves on as the row fills.
            sum += std::mem::replace(end, sum);
        }
        let mut items = vec![0; self.items.len()];
        for row in 0..self.len() {
            for item in self.row(row) {
                items[ends[item] as usize] = number(row);
                ends[item] += 1;
            }
        }
        Self { ends, items }
    }
}

fn number(node: usize) -> u32 {
    u32::try_from(node).unwrap_or(u32::MAX)
}

impl<R: IntoIterator<Item = usize>> FromIterator<R> for Rows {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.items.extend(row.into_iter().map(number));
            all.ends.push(number(all.items.len()));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &Rows) -> Vec<Vec<usize>> {
        (0..rows.len()).map(|row| rows.row(row).collect()).collect()
    }

    #[test]
    fn rows_are_turned_and_back() {
        let rows = Rows::of(5, [(1, 0), (1, 4), (3, 0)].into_iter());
        assert_eq!(shown(&rows), [vec![], vec![0, 4], vec![], vec![0], vec![]]);
        assert_eq!(shown(&rows.turned()), [vec![1, 3], vec![], vec![], vec![], vec![1]]);
        assert_eq!(rows.turned().turned(), rows);
        assert_eq!(shown(&rows).into_iter().collect::<Rows>(), rows);
        assert_eq!((rows.range(3), rows.range(5)), (2..3, 0..0));
        assert_eq!(Rows::of(0, [].into_iter()), Rows::default());
    }
}
