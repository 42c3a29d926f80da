//! How many hosts are free from when on, as an outline.

use hotplate_desk::Course;

/// How wide a drawing is, in units of its own.
pub const WIDE: i64 = 1008;

/// How high it is.
pub const HIGH: i64 = 36;

/// Where a time lies between two others.
fn place(from: i64, until: i64, at: i64) -> i64 {
    let whole = (until - from).max(1);
    (at.clamp(from, until.max(from)) - from) * WIDE / whole
}

/// What lies between two times: where it begins, and how wide it is.
pub fn stretch(from: i64, until: i64, start: i64, end: i64) -> (i64, i64) {
    let begin = place(from, until, start);
    (begin, (place(from, until, end) - begin).max(0))
}

/// The outline of what is free: as high as it is many.
pub fn outline(course: &Course) -> String {
    let from = course.steps.first().map_or(0, |(from, _)| *from);
    let mut path = format!("M0 {HIGH}");
    for (number, (_, free)) in course.steps.iter().enumerate() {
        let end = course.steps.get(number + 1).map_or(course.until, |(next, _)| *next);
        let height = HIGH * (*free).min(course.hosts) as i64 / course.hosts.max(1) as i64;
        for part in ["V", &(HIGH - height).to_string(), "H", &place(from, course.until, end).to_string()] {
            path.push_str(part);
        }
    }
    path.push_str(&format!("V{HIGH}Z"));
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_has_an_outline() {
        let course = Course {
            hosts: 3,
            steps: vec![(1000, 3), (1100, 1), (1600, 2)],
            until: 2000,
            ..Course::default()
        };
        assert_eq!(outline(&course), "M0 36V0H100V24H604V12H1008V36Z");
        assert_eq!(outline(&Course::default()), "M0 36V36Z");
    }

    #[test]
    fn a_wish_stays_inside() {
        assert_eq!(stretch(1000, 2008, 1100, 1200), (100, 100));
        assert_eq!(stretch(1000, 2008, 0, 9999), (0, 1008));
        assert_eq!(stretch(1000, 2008, 1500, 1200), (500, 0));
    }
}
