//! Numbers with a fraction, read from text and written as C's `printf` writes them: for `printf` and awk.
//!
//! Reading is exact for what scripts hold (up to 15 digits, small exponents) and within a rounding for the rest; the
//! standard library's exact reader and writer would weigh a tenth of the worker.

use hotplate_schema::{all_digits, next_digits};

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
        'f' => fixed(number, precision),
        'e' => exponential(number, precision),
        _ => general(number, precision.max(1)),
    };
    if notation.is_ascii_uppercase() { shown.to_ascii_uppercase() } else { shown }
}

/// A number's digits down to those of a power of ten, the last of them rounded, and the power of the first.
struct Digits(Vec<u8>, i32);

impl Digits {
    fn of(number: f64, last: impl Fn(i32) -> i32) -> Self {
        let (mut digits, first) = all_digits(number);
        let count = i64::from(first) + 1 - i64::from(last(first));
        let Ok(count) = usize::try_from(count) else { return Self(Vec::new(), 0) };
        if count >= digits.len() {
            return Self(digits, first);
        }
        let rest = digits.split_off(count);
        let odd = digits.last().is_some_and(|digit| digit % 2 == 1);
        let beyond = rest[0] > 5 || rest[0] == 5 && (odd || rest.iter().skip(1).any(|digit| *digit > 0));
        if beyond {
            digits = next_digits(&digits);
        }
        let more = i32::from(digits.len() > count);
        Self(digits, first + more)
    }

    /// Adds the digit of a power of ten.
    fn push(&self, power: i32, out: &mut String) {
        let digit = usize::try_from(self.1 - power).ok().and_then(|at| self.0.get(at));
        out.push(char::from(b'0' + digit.copied().unwrap_or(0)));
    }

    /// The digits from one power on, with a point behind the first and so many behind it.
    fn write(&self, from: i32, whole: i32, decimals: i32) -> String {
        let mut out = String::new();
        for power in (whole - decimals..=from.max(whole)).rev() {
            self.push(power, &mut out);
            if power == whole && decimals > 0 {
                out.push('.');
            }
        }
        out
    }
}

fn signed(number: f64, digits: String) -> String {
    if number.is_sign_negative() { format!("-{digits}") } else { digits }
}

/// `1500.000000`
fn fixed(number: f64, precision: usize) -> String {
    let digits = Digits::of(number, |_| -(precision as i32));
    signed(number, digits.write(digits.1, 0, precision as i32))
}

/// `1.5e+03`
fn exponential(number: f64, precision: usize) -> String {
    let digits = Digits::of(number, |first| first - precision as i32);
    let (sign, power) = (if digits.1 < 0 { '-' } else { '+' }, digits.1.abs());
    let shown = digits.write(digits.1, digits.1, precision as i32);
    signed(number, format!("{shown}e{sign}{power:0>2}"))
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
    without_zeros(&fixed(number, decimals)).to_owned()
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

    #[test]
    fn numbers_are_rounded_as_the_standard_library_rounds_them() {
        let numbers = [
            0.0,
            -0.0,
            0.5,
            1.5,
            2.5,
            0.05,
            0.25,
            9.5,
            9.995,
            99.5,
            0.000_123_456,
            1e-300,
            5e-324,
            1e22,
            123_456_789.0,
            0.1,
            -1.005,
            1e300,
            0.999_999_9,
            1.0 / 3.0,
        ];
        for number in numbers {
            for precision in [0, 1, 2, 6, 20] {
                assert_eq!(format_float('f', number, Some(precision)), format!("{number:.precision$}"));
                let expected = format!("{number:.precision$e}");
                let (digits, power) = expected.split_once('e').unwrap();
                let power: i32 = power.parse().unwrap();
                let sign = if power < 0 { '-' } else { '+' };
                let expected = format!("{digits}e{sign}{:0>2}", power.abs());
                assert_eq!(format_float('e', number, Some(precision)), expected);
            }
        }
    }
}
