//! Numbers with a fraction, read from text and written as C's `printf` writes them: for `printf` and awk.
//!
//! Reading is exact for what scripts hold (up to 15 digits, small exponents) and within a rounding for the rest; the
//! standard library's exact reader would weigh a tenth of the worker.

/// The number that a text begins with, and how many bytes it takes: 0 if there is none.
pub(crate) fn leading_float(text: &str) -> (f64, usize) {
    let bytes = text.as_bytes();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut mantissa = 0_u64;
    let mut exponent = 0_i32;
    let mut digits = 0;
    let mut fraction = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                let digit = u64::from(byte - b'0');
                match mantissa.checked_mul(10).and_then(|mantissa| mantissa.checked_add(digit)) {
                    Some(more) => {
                        mantissa = more;
                        exponent -= i32::from(fraction);
                    }
                    // Digits beyond what a number can hold only move the point.
                    None => exponent += i32::from(!fraction),
                }
            }
            b'.' if !fraction => fraction = true,
            _ => break,
        }
        at += 1;
    }
    if digits == 0 {
        return (0.0, 0);
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let length = bytes[at + 1 + sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 {
            let end = at + 1 + sign + length;
            let power = text[at + 1 + sign..end].parse().unwrap_or(9_999).min(9_999);
            exponent += if bytes[at + 1] == b'-' { -power } else { power };
            at = end;
        }
    }
    let number = scale(mantissa as f64, exponent);
    (if bytes[0] == b'-' { -number } else { number }, at)
}

fn scale(number: f64, exponent: i32) -> f64 {
    if number == 0.0 {
        return number;
    }
    let power = |exponent: i32| (0..exponent).fold(1.0_f64, |power, _| power * 10.0);
    match exponent {
        0.. => number * power(exponent.min(400)),
        -300..0 => number / power(-exponent),
        _ => number / power(300) / power((-exponent - 300).min(400)),
    }
}

/// A number in one of C's notations `f e g`, or with a capital their capitals.
pub(crate) fn format_float(notation: char, number: f64, precision: Option<usize>) -> String {
    let precision = precision.unwrap_or(6).min(300);
    let shown = match notation.to_ascii_lowercase() {
        _ if number.is_nan() => "nan".to_owned(),
        _ if number.is_infinite() => if number > 0.0 { "inf" } else { "-inf" }.to_owned(),
        'f' => format!("{number:.precision$}"),
        'e' => exponential(number, precision),
        _ => general(number, precision.max(1)),
    };
    if notation.is_ascii_uppercase() { shown.to_ascii_uppercase() } else { shown }
}

/// `1.5e+03`
fn exponential(number: f64, precision: usize) -> String {
    let shown = format!("{number:.precision$e}");
    match shown.split_once('e') {
        Some((digits, exponent)) => {
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(exponent) => ('-', exponent),
                None => ('+', exponent),
            };
            format!("{digits}e{sign}{exponent:0>2}")
        }
        None => shown,
    }
}

/// C's `%g`: the shorter of the two notations, without zeros at the end.
fn general(number: f64, precision: usize) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = exponential(number, precision - 1);
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "+00"));
    let power: i32 = exponent.parse().unwrap_or(0);
    let precision = i32::try_from(precision).unwrap_or(300);
    if power < -4 || power >= precision {
        return format!("{}e{exponent}", without_zeros(digits));
    }
    let decimals = usize::try_from(precision - 1 - power).unwrap_or(0);
    without_zeros(&format!("{number:.decimals$}")).to_owned()
}

fn without_zeros(shown: &str) -> &str {
    if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.') } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_at_the_start_of_a_text_is_read() {
        for text in
            ["0", "1", "-1.5", "3.14159", "1e3", "2.5e-3", "123456789012345", "0.1", "1e22", ".5", "7."]
        {
            assert_eq!(leading_float(text), (text.parse().unwrap(), text.len()), "{text}");
        }
        assert_eq!(leading_float("12abc"), (12.0, 2));
        assert_eq!(leading_float("1e"), (1.0, 1));
        assert_eq!(leading_float("abc"), (0.0, 0));
        assert_eq!(leading_float("-"), (0.0, 0));
        assert_eq!(leading_float("1e-400").0, 0.0);
        assert!(leading_float(&"9".repeat(400)).0.is_infinite());
    }

    #[test]
    fn numbers_are_written_as_c_writes_them() {
        assert_eq!(format_float('f', 2.5, None), "2.500000");
        assert_eq!(format_float('e', 1234.5, Some(2)), "1.23e+03");
        assert_eq!(format_float('g', 0.0001, None), "0.0001");
        assert_eq!(format_float('g', 1e10, None), "1e+10");
        assert_eq!(format_float('G', 1e-10, None), "1E-10");
        assert_eq!(format_float('g', 100_000.0, None), "100000");
    }
}
