//! What an expression is once it has been read: steps for a machine that goes through a text.

/// One step. Jumps are relative, so a run of steps means the same wherever it stands, and a repetition is a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This character.
    Char(char),
    /// Any character.
    Any,
    /// Any character but a newline.
    AnyInLine,
    /// A character of the set of this number.
    Set(usize),
    /// Notes the place: two numbers for each group.
    Save(usize),
    Assert(Assertion),
    Jump(isize),
    /// Goes on in both places, rather in the first.
    Split(isize, isize),
    Match,
}

/// What must hold at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    Start,
    End,
    /// A word begins or ends.
    Edge,
    NoEdge,
    WordStart,
    WordEnd,
    /// What stands before belongs to no word.
    Apart,
    /// What stands behind belongs to no word.
    AndApart,
}

impl Assertion {
    pub(super) fn holds(self, text: &str, at: usize) -> bool {
        let before = text[..at].bytes().next_back().is_some_and(in_word);
        let behind = text[at..].bytes().next().is_some_and(in_word);
        match self {
            Self::Start => at == 0,
            Self::End => at == text.len(),
            Self::Edge => before != behind,
            Self::NoEdge => before == behind,
            Self::WordStart => !before && behind,
            Self::WordEnd => before && !behind,
            Self::Apart => !before,
            Self::AndApart => !behind,
        }
    }
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub negated: bool,
    /// First and last, each of them included.
    pub ranges: Vec<(char, char)>,
}

impl Set {
    fn holds(&self, char: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&char)) != self.negated
    }
}

/// An expression that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub steps: Vec<Step>,
    pub sets: Vec<Set>,
    /// How many groups it has, the whole match among them.
    pub groups: usize,
    pub ignore_case: bool,
    /// Whether the longest match counts, as POSIX has it, or that of the first alternative.
    pub longest: bool,
}

impl Code {
    /// Whether a step takes a character.
    pub(super) fn takes(&self, step: Step, char: char) -> bool {
        match step {
            Step::Char(own) if self.ignore_case => own.eq_ignore_ascii_case(&char),
            Step::Char(own) => own == char,
            Step::Any => true,
            Step::AnyInLine => char != '\n',
            Step::Set(number) => self.sets.get(number).is_some_and(|set| {
                set.holds(char)
                    || self.ignore_case
                        && (set.holds(char.to_ascii_lowercase()) || set.holds(char.to_ascii_uppercase()))
            }),
            Step::Save(_) | Step::Assert(_) | Step::Jump(_) | Step::Split(..) | Step::Match => false,
        }
    }
}
