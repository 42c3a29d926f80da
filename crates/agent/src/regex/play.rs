//! Steps through a text: every way that may lead to a match is followed at once, character by character, so the time is
//! that of the text times the steps, whatever the expression.

use super::code::{Code, Step};

/// A place that was not noted.
const NOWHERE: usize = usize::MAX;

/// The ways that are followed, the preferred ones first.
struct Ways {
    /// The step that each has come to.
    steps: Vec<usize>,
    /// At which place of the text a way last came to each step: no other need come there too.
    seen: Vec<usize>,
    /// What each has noted, by its step.
    notes: Vec<usize>,
}

impl Ways {
    fn new(code: &Code, count: usize) -> Self {
        let length = code.steps.len();
        Self { steps: Vec::new(), seen: vec![NOWHERE; length], notes: vec![NOWHERE; length * count] }
    }
}

/// What is to be done yet while a way is laid out.
enum Left {
    Go(usize),
    /// Behind a choice what was noted on the other side counts no more.
    Restore(usize, usize),
}

struct Player<'a> {
    code: &'a Code,
    text: &'a str,
    left: Vec<Left>,
}

impl Player<'_> {
    /// Follows a way to the steps that take a character.
    fn follow(&mut self, ways: &mut Ways, step: usize, at: usize, notes: &mut [usize]) {
        self.left.push(Left::Go(step));
        while let Some(left) = self.left.pop() {
            let mut step = match left {
                Left::Go(step) => step,
                Left::Restore(number, old) => {
                    notes[number] = old;
                    continue;
                }
            };
            loop {
                if std::mem::replace(&mut ways.seen[step], at) == at {
                    break;
                }
                let to = |by: isize| step.wrapping_add_signed(by);
                step = match self.code.steps[step] {
                    Step::Jump(by) => to(by),
                    Step::Split(by, other) => {
                        self.left.push(Left::Go(to(other)));
                        to(by)
                    }
                    Step::Save(number) => {
                        if let Some(note) = notes.get_mut(number) {
                            self.left.push(Left::Restore(number, *note));
                            *note = at;
                        }
                        step + 1
                    }
                    Step::Assert(assertion) if assertion.holds(self.text, at) => step + 1,
                    Step::Assert(_) => break,
                    Step::Char(_) | Step::Any | Step::AnyInLine | Step::Set(_) | Step::Match => {
                        ways.steps.push(step);
                        ways.notes[step * notes.len()..][..notes.len()].copy_from_slice(notes);
                        break;
                    }
                };
            }
        }
    }
}

/// The first match at or after a place: where its groups begin and end, as many places as are asked for (two at least).
/// `prefix` is what every match begins with.
pub(super) fn search(code: &Code, text: &str, from: usize, prefix: &str, count: usize) -> Option<Vec<usize>> {
    let mut player = Player { code, text, left: Vec::new() };
    let (mut ways, mut next) = (Ways::new(code, count), Ways::new(code, count));
    let mut notes = vec![NOWHERE; count];
    let mut best: Option<Vec<usize>> = None;
    let mut at = from;
    loop {
        if best.is_none() {
            if ways.steps.is_empty() {
                match text.get(at..).and_then(|rest| rest.find(prefix)) {
                    Some(found) => at += found,
                    None => break,
                }
            }
            notes.fill(NOWHERE);
            notes[0] = at;
            player.follow(&mut ways, 0, at, &mut notes);
        } else if ways.steps.is_empty() {
            break;
        }
        let char = text[at..].chars().next();
        let behind = at + char.map_or(1, char::len_utf8);
        for step in &ways.steps {
            let noted = &ways.notes[step * count..][..count];
            // The leftmost match counts, whatever comes later.
            if best.as_ref().is_some_and(|best| best[0] < noted[0]) {
                continue;
            }
            match code.steps[*step] {
                Step::Match => {
                    if best.as_ref().is_none_or(|best| noted[0] < best[0] || best[1] < at) {
                        let mut noted = noted.to_vec();
                        noted[1] = at;
                        best = Some(noted);
                    }
                    if !code.longest {
                        break;
                    }
                }
                taking => {
                    if char.is_some_and(|char| code.takes(taking, char)) {
                        notes.copy_from_slice(noted);
                        player.follow(&mut next, step + 1, behind, &mut notes);
                    }
                }
            }
        }
        std::mem::swap(&mut ways, &mut next);
        next.steps.clear();
        if char.is_none() {
            break;
        }
        at = behind;
    }
    best
}
