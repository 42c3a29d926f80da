//! Floating-point numbers from digits and as digits, exactly. The standard library does the same faster, with tables that
//! would be a twentieth of what a visitor downloads; templates have few such numbers.
//!
//! Both ways go over whole numbers of any length: little-endian digits of 32 bits, the last not zero.

use std::cmp::Ordering;

type Big = Vec<u32>;

/// Decimal digits beyond which none decides how a number is rounded.
const MOST_DIGITS: usize = 800;

/// Powers of ten beyond which every number is infinite, or zero.
const MOST_POWER: i64 = 1200;

/// Bits of a number's digits, and the power of two of the last bit of the least of them.
const BITS: i64 = 53;
const LEAST: i64 = -1074;

/// The number that a text says in digits, with a sign, a point and an exponent if it likes: the nearest there is.
/// `inf`, `infinity` and `nan` are known in any case. As `str::parse`.
pub fn read_float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let value = match unsigned.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        digits => magnitude(digits)?,
    };
    Some(if text.starts_with('-') { -value } else { value })
}

fn magnitude(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (mut power, mut count, mut point, mut rest) = (exponent_of(exponent)?, 0, false, false);
    let (mut any, mut big) = (false, Big::new());
    for byte in mantissa.bytes() {
        match byte {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                let digit = u32::from(byte - b'0');
                power -= i64::from(point);
                if count < MOST_DIGITS {
                    multiply(&mut big, 10, digit);
                    count += usize::from(!big.is_empty());
                } else {
                    power += 1;
                    rest |= digit > 0;
                }
            }
            _ => return None,
        }
    }
    if rest {
        // Anything behind the last digit that counts says only that there is something.
        multiply(&mut big, 10, 1);
        power -= 1;
    }
    any.then(|| nearest(big, power.clamp(-MOST_POWER - MOST_DIGITS as i64, MOST_POWER)))
}

/// An exponent; one beyond all bounds as such.
fn exponent_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = digits.bytes().fold(0, |value: i64, byte| (value * 10 + i64::from(byte - b'0')).min(1 << 40));
    Some(if text.starts_with('-') { -value } else { value })
}

/// The number nearest to `big` times a power of ten; the even one of two.
fn nearest(mut big: Big, power: i64) -> f64 {
    if big.is_empty() {
        return 0.0;
    }
    let mut under = vec![1];
    let scaled = if power < 0 { &mut under } else { &mut big };
    for _ in 0..power.abs() {
        multiply(scaled, 10, 0);
    }
    // So that the quotient has two or three bits more than are kept, or as many as a tiny number has.
    let shift = (BITS + 2 - (length(&big) - length(&under))).min(2 - LEAST);
    shift_up(if shift < 0 { &mut under } else { &mut big }, shift.unsigned_abs());
    shift_up(&mut under, BITS as u64 + 3);
    let mut quotient = 0_u64;
    for _ in 0..=BITS + 3 {
        quotient <<= 1;
        if compare(&big, &under) != Ordering::Less {
            subtract(&mut big, &under);
            quotient |= 1;
        }
        halve(&mut under);
    }
    let bits = i64::from(u64::BITS - quotient.leading_zeros());
    let drop = (bits - BITS).max(shift + LEAST).max(0);
    let (low, half) = (quotient & ((1 << drop) - 1), (1_u64 << drop) >> 1);
    quotient >>= drop;
    let up = low > half || low == half && half > 0 && (!big.is_empty() || quotient & 1 == 1);
    let mut value = (quotient + u64::from(up)) as f64;
    for _ in 0..(drop - shift).abs() {
        value *= if drop > shift { 2.0 } else { 0.5 };
    }
    value
}

/// All digits of a number that is finite, and the power of ten of the first of them; none of zero. The sign does not count.
pub fn all_digits(value: f64) -> (Vec<u8>, i32) {
    let value = value.abs();
    let (bits, fraction) = ((value.to_bits() >> 52) as i64, value.to_bits() & ((1 << 52) - 1));
    let mantissa = if bits == 0 { fraction } else { fraction | 1 << 52 };
    let power = bits.max(1) - 1 - LEAST.abs();
    let mut big = vec![mantissa as u32, (mantissa >> 32) as u32];
    trim(&mut big);
    // A power of two below zero is one of ten below zero, times five.
    for _ in 0..power.abs() {
        multiply(&mut big, if power < 0 { 5 } else { 2 }, 0);
    }
    let mut all = Vec::new();
    while !big.is_empty() {
        all.push(divide_by_ten(&mut big));
    }
    all.reverse();
    let exponent = if all.is_empty() { 0 } else { all.len() as i64 - 1 + power.min(0) };
    (all, exponent as i32)
}

/// The fewest digits that read back as a number, of those the nearest to it, and the power of ten of the first of them.
/// The number is finite, and its sign does not count.
pub(crate) fn digits_of(value: f64) -> (String, i32) {
    let value = value.abs();
    if value == 0.0 {
        return ("0".to_owned(), 0);
    }
    let (all, exponent) = all_digits(value);
    let exponent = i64::from(exponent);
    for count in 1..all.len() {
        let last = exponent + 1 - count as i64;
        let below = &all[..count];
        let above = next_digits(below);
        let [down, up] = [below, &above].map(|digits| is_same(digits, last, value));
        if down && (!up || all[count] < 5) {
            return text_of(below, last);
        }
        if up {
            return text_of(&above, last);
        }
    }
    text_of(&all, exponent + 1 - all.len() as i64)
}

/// Digits without zeros at the end, and the power of ten of the first; given is that of the last.
fn text_of(digits: &[u8], last: i64) -> (String, i32) {
    let exponent = last + digits.len() as i64 - 1;
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    (text.trim_end_matches('0').to_owned(), exponent as i32)
}

/// The next number of as many digits, or of one more.
pub fn next_digits(digits: &[u8]) -> Vec<u8> {
    let mut digits = digits.to_vec();
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return digits;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
    digits
}

fn is_same(digits: &[u8], last: i64, value: f64) -> bool {
    let mut big = Big::new();
    for digit in digits {
        multiply(&mut big, 10, u32::from(*digit));
    }
    nearest(big, last) == value
}

fn multiply(big: &mut Big, factor: u32, add: u32) {
    let mut carry = u64::from(add);
    for part in big.iter_mut() {
        carry += u64::from(*part) * u64::from(factor);
        *part = carry as u32;
        carry >>= 32;
    }
    if carry > 0 {
        big.push(carry as u32);
    }
}

fn divide_by_ten(big: &mut Big) -> u8 {
    let mut rest = 0;
    for part in big.iter_mut().rev() {
        let value = rest << 32 | u64::from(*part);
        *part = (value / 10) as u32;
        rest = value % 10;
    }
    trim(big);
    rest as u8
}

fn shift_up(big: &mut Big, bits: u64) {
    multiply(big, 1 << (bits % 32), 0);
    for _ in 0..bits / 32 {
        big.insert(0, 0);
    }
}

fn halve(big: &mut Big) {
    let mut carry = 0;
    for part in big.iter_mut().rev() {
        (carry, *part) = (*part << 31, *part >> 1 | carry);
    }
    trim(big);
}

fn compare(one: &Big, other: &Big) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.iter().rev().cmp(other.iter().rev()))
}

/// Takes away what is not more.
fn subtract(big: &mut Big, less: &Big) {
    let mut borrow = false;
    for (at, part) in big.iter_mut().enumerate() {
        let (value, one) = part.overflowing_sub(less.get(at).copied().unwrap_or(0));
        let (value, two) = value.overflowing_sub(u32::from(borrow));
        (*part, borrow) = (value, one || two);
    }
    trim(big);
}

fn trim(big: &mut Big) {
    while big.last() == Some(&0) {
        big.pop();
    }
}

/// Bits.
fn length(big: &Big) -> i64 {
    big.last().map_or(0, |last| big.len() as i64 * 32 - i64::from(last.leading_zeros()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(text: &str) {
        let (ours, theirs) = (read_float(text), text.parse::<f64>().ok());
        assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}");
    }

    #[test]
    fn what_lies_at_the_edges_is_read_as_the_standard_library_reads_it() {
        for text in [
            "0",
            "-0",
            ".5",
            "5.",
            ".",
            "",
            "+",
            "e5",
            "1e",
            "1e+",
            "1e5e6",
            "1_0",
            " 1",
            "0x1",
            "inf",
            "-Infinity",
            "nan",
            "1e400",
            "1e-400",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740992.99999999999999999999",
            "18014398509481985",
            "0.1E+1",
        ] {
            same(text);
        }
        same(&format!("{:.1100}", f64::from_bits(1)));
        same(&("1".to_owned() + &"0".repeat(5000) + "e-5000"));
        same(&("0.".to_owned() + &"0".repeat(5000) + "1e5000"));
        same(&("9007199254740993.".to_owned() + &"0".repeat(5000) + "1"));
    }

    #[test]
    fn the_fewest_digits_are_told() {
        for value in [
            1.0,
            0.1,
            100.0,
            9.5,
            0.999_999_999_999_999_9,
            5e-324,
            2f64.powi(-44),
            2f64.powi(1023),
            f64::MAX,
            1e23,
            0.3,
        ] {
            let theirs = format!("{value:e}");
            let (digits, exponent) = digits_of(value);
            let point = if digits.len() > 1 { "." } else { "" };
            assert_eq!(format!("{}{point}{}e{exponent}", &digits[..1], &digits[1..]), theirs);
        }
    }

    proptest! {
        #[test]
        fn any_number_reads_back(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            same(&format!("{value}"));
            same(&format!("{value:e}"));
            if value.is_finite() {
                let (digits, exponent) = digits_of(value);
                let text = format!("{digits}e{}", exponent - digits.len() as i32 + 1);
                prop_assert_eq!(read_float(&text), Some(value.abs()));
                let theirs = format!("{:e}", value.abs());
                prop_assert_eq!(digits.len(), theirs.split('e').next().unwrap().replace('.', "").len());
            }
        }

        #[test]
        fn any_digits_are_read_as_the_standard_library_reads_them(text in "[+-]?[0-9]{0,30}[.]?[0-9]{0,30}(e[+-]?[0-9]{0,3})?") {
            same(&text);
        }

        #[test]
        fn what_lies_between_two_numbers_goes_to_the_even_one(bits in 0_u128..1 << 53, power in 0..70, end in "(0{0,900}[019])?") {
            let middle = (bits << 1 | 1 | 1 << 53) << power;
            same(&format!("{middle}.{end}"));
            same(&format!("{middle}{end}e-300"));
        }
    }
}
