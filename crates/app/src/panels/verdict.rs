//! What the testbed would answer, in words: to `POST /validate`, and to the request that creates the stack.

use hotplate_hot::{Diagnostic, Refusal, Severity};

/// What the testbed would say of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both requests are accepted, as far as can be known here.
    Accepted,
    /// It validates, and creating it needs values first.
    Incomplete,
    /// It validates; creating it is refused.
    RefusedAtCreation,
    /// Both are refused.
    Refused,
}

impl Verdict {
    /// The verdict on everything that was found.
    pub fn of<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let one = |diagnostic: &Diagnostic| match (diagnostic.refusal, diagnostic.severity) {
            (Some(Refusal::Validate), _) => Self::Refused,
            (Some(Refusal::Create), Severity::Error | Severity::Warning) => Self::RefusedAtCreation,
            (Some(Refusal::Create), Severity::Note) => Self::Incomplete,
            (None, _) => Self::Accepted,
        };
        found.into_iter().map(one).fold(Self::Accepted, Self::worse)
    }

    fn worse(self, other: Self) -> Self {
        if self as u8 >= other as u8 { self } else { other }
    }

    /// The verdict as a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Accepted => "The testbed will accept this",
            Self::Incomplete => "The testbed will accept this once every parameter has a value",
            Self::RefusedAtCreation => "The testbed will validate this, and refuse to create it",
            Self::Refused => "The testbed will refuse this",
        }
    }
}

/// Which request one finding is refused by, in a few words; nothing if by none.
pub fn refusal_words(refusal: Option<Refusal>) -> Option<&'static str> {
    refusal.map(|refusal| match refusal {
        Refusal::Validate => "refused when validated",
        Refusal::Create => "validates, refused when created",
    })
}

#[cfg(test)]
mod tests {
    use hotplate_hot::{Code, Place, Span};

    use super::*;

    #[test]
    fn the_worst_finding_decides() {
        let place = || Place::Span(Span::default());
        let note = Diagnostic::note(Code("a"), place(), "a");
        let missing = Diagnostic::note(Code("b"), place(), "b").refused_by(Refusal::Create);
        let late = Diagnostic::error(Code("c"), place(), "c").refused_by(Refusal::Create);
        let early = Diagnostic::error(Code("d"), place(), "d").refused_by(Refusal::Validate);
        let all = [note, missing, late, early];
        let verdicts: Vec<Verdict> = (0..=4).map(|count| Verdict::of(&all[..count])).collect();
        let expected = [
            Verdict::Accepted,
            Verdict::Accepted,
            Verdict::Incomplete,
            Verdict::RefusedAtCreation,
            Verdict::Refused,
        ];
        assert_eq!(verdicts, expected);
    }
}
