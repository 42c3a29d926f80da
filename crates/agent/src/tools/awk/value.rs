//! awk's values: text that may look like a number, and numbers.

use std::cmp::Ordering;

use crate::Text;
use crate::number::{format_float, leading_float};

#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A variable that was never set: an empty text and zero.
    Unset,
    Number(f64),
    Text(Text),
    /// Text that came from outside: it is compared as a number if it looks like one.
    Input(Text),
}

impl Value {
    pub(super) fn truth(holds: bool) -> Self {
        Self::Number(if holds { 1.0 } else { 0.0 })
    }

    pub(super) fn number(&self) -> f64 {
        match self {
            Self::Unset => 0.0,
            Self::Number(number) => *number,
            Self::Text(text) | Self::Input(text) => leading_float(text.as_str().trim_start()).0,
        }
    }

    /// The value as text; a number in the notation of `CONVFMT` and `OFMT`, `%.6g`.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Unset => Text::default(),
            Self::Number(number) => shown(*number).into(),
            Self::Text(text) | Self::Input(text) => text.clone(),
        }
    }

    /// The bytes of its text; none for a number.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Unset | Self::Number(_) => 0,
            Self::Text(text) | Self::Input(text) => text.len(),
        }
    }

    pub(super) fn is_true(&self) -> bool {
        match (self.as_number(), self) {
            (Some(number), _) => number != 0.0,
            (None, Self::Text(text) | Self::Input(text)) => !text.is_empty(),
            (None, _) => false,
        }
    }

    /// The number if the value counts as one in a comparison.
    fn as_number(&self) -> Option<f64> {
        match self {
            Self::Unset => Some(0.0),
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
            Self::Input(text) => {
                let trimmed = text.as_str().trim();
                let (number, length) = leading_float(trimmed);
                (length > 0 && length == trimmed.len()).then_some(number)
            }
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self.as_number(), other.as_number()) {
            (Some(left), Some(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
            _ => self.text().as_str().cmp(other.text().as_str()),
        }
    }
}

/// A number as `print` shows it: whole numbers without a point.
fn shown(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e16 {
        return format!("{}", number as i64);
    }
    format_float('g', number, Some(6))
}
