//! Points, sizes and rectangles, in CSS pixels, y downwards.

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Size {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// A rectangle by its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize))]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// The extent.
    pub size: Size,
}

impl Point {
    /// The point at these coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point so far away from this one.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy }
    }
}

impl Rect {
    /// The rectangle with this top left corner and this extent.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { origin: Point { x, y }, size: Size { width, height } }
    }

    /// The left edge.
    pub fn left(&self) -> f64 {
        self.origin.x
    }

    /// The upper edge.
    pub fn top(&self) -> f64 {
        self.origin.y
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.origin.x + self.size.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.origin.y + self.size.height
    }

    /// The middle.
    pub fn centre(&self) -> Point {
        self.origin.moved(self.size.width / 2.0, self.size.height / 2.0)
    }

    /// The rectangle with this much more (or less) on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        let Size { width, height } = self.size;
        Self::new(self.left() - by, self.top() - by, width + 2.0 * by, height + 2.0 * by)
    }

    /// Whether the two have more than an edge in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left() < other.right()
            && other.left() < self.right()
            && self.top() < other.bottom()
            && other.top() < self.bottom()
    }

    /// Whether the other lies wholly inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.left() <= other.left()
            && other.right() <= self.right()
            && self.top() <= other.top()
            && other.bottom() <= self.bottom()
    }
}
