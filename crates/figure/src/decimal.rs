//! Lengths as attributes. What formats any float would weigh more than what draws.

/// A number with at most so many places behind the point.
pub fn decimal(number: f64, places: usize) -> String {
    let ten = 10_i64.pow(places as u32);
    let rounded = (number * ten as f64).round() as i64;
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, rest) = (rounded.abs() / ten, rounded.abs() % ten);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0places$}") }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn lengths_are_short() {
        assert_eq!([1.25, -0.5, 40.0, -3.04].map(|length| decimal(length, 1)), ["1.3", "-0.5", "40", "-3"]);
        assert_eq!([1.006, -0.05].map(|length| decimal(length, 2)), ["1.01", "-0.05"]);
    }
}
