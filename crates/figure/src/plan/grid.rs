//! Where the members of a container stand.

use crate::Size;

pub(super) const MEMBER_HEIGHT: f64 = 50.0;
/// The gap between members.
pub(super) const GAP: f64 = 10.0;
/// Members beyond which they stand in several columns.
pub(super) const TALL: usize = 12;
/// The height of the button for the members left out.
pub(super) const MORE: f64 = 34.0;

/// Where the members of a container stand: column after column, each from top to bottom.
pub(super) struct Grid {
    pub(super) columns: usize,
    /// The top, below the head of the container, and the height of each row.
    pub(super) rows: Vec<(f64, f64)>,
    /// The top of the button for those left out.
    pub(super) more: Option<f64>,
    pub(super) size: Size,
}

impl Grid {
    /// The grid of members of these sizes, and a button if some are left out.
    pub(super) fn of(sizes: &[Size], left_out: usize) -> Self {
        let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
        let columns = if sizes.len() <= TALL {
            1
        } else {
            // About as wide as high.
            let area = sizes.len() as f64 * (MEMBER_HEIGHT + GAP) / (widest + GAP);
            (area.sqrt().ceil() as usize).max(2)
        };
        let per_column = sizes.len().div_ceil(columns);
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
        let columns = sizes.len().div_ceil(per_column.max(1)).max(1);
        let width = columns as f64 * (widest + GAP) - GAP;
        Self { columns, rows, more, size: Size { width, height } }
    }
}
