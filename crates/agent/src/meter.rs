//! What a run has used of its budget.
//!
//! A use that goes beyond it is an error that only names the bound: it travels through every function, so it is small.

use crate::Budget;

/// How many bytes of text are handled in the time of one step.
const BYTES_A_STEP: u64 = 256;

/// How many commands and words may stand in each other, calls and substitutions in between or not: what the stack of a
/// Web Worker bears.
const DEEPEST_NEST: u32 = 250;

/// A bound that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Steps,
    Bytes,
    Depth,
}

/// What a run has used of its budget.
#[derive(Clone, Debug)]
pub(crate) struct Meter {
    budget: Budget,
    /// Time, in bytes handled.
    spent: u64,
    bytes: usize,
    depth: u32,
    nest: u32,
}

impl Meter {
    pub(crate) fn new(budget: &Budget) -> Self {
        Self { budget: *budget, spent: 0, bytes: 0, depth: 0, nest: 0 }
    }

    /// One command or round.
    pub(crate) fn step(&mut self) -> Result<(), Bound> {
        self.spend(BYTES_A_STEP)
    }

    /// Text looked at.
    pub(crate) fn handle(&mut self, bytes: usize) -> Result<(), Bound> {
        self.spend(bytes as u64)
    }

    /// A text that is kept for a while: in a variable, as an argument.
    pub(crate) fn hold(&mut self, bytes: usize) -> Result<(), Bound> {
        if bytes > self.budget.bytes {
            return Err(Bound::Bytes);
        }
        self.handle(bytes)
    }

    /// A text that grows little by little, whose growth is handled elsewhere: it must not become too long.
    pub(crate) fn fits(&self, bytes: usize) -> Result<(), Bound> {
        if bytes > self.budget.bytes { Err(Bound::Bytes) } else { Ok(()) }
    }

    /// Text written to a file or an output.
    pub(crate) fn write(&mut self, bytes: usize) -> Result<(), Bound> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > self.budget.bytes {
            return Err(Bound::Bytes);
        }
        self.handle(bytes)
    }

    fn spend(&mut self, time: u64) -> Result<(), Bound> {
        self.spent = self.spent.saturating_add(time);
        if self.steps() > self.budget.steps {
            return Err(Bound::Steps);
        }
        Ok(())
    }

    /// The steps it comes to.
    pub(crate) fn steps(&self) -> u64 {
        self.spent / BYTES_A_STEP
    }

    /// One level deeper.
    pub(crate) fn enter(&mut self) -> Result<(), Bound> {
        self.depth += 1;
        if self.depth > self.budget.depth {
            self.depth -= 1;
            return Err(Bound::Depth);
        }
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Into a command or word that holds others.
    pub(crate) fn nest(&mut self) -> Result<(), Bound> {
        if self.nest >= DEEPEST_NEST {
            return Err(Bound::Depth);
        }
        self.nest += 1;
        Ok(())
    }

    pub(crate) fn unnest(&mut self) {
        self.nest -= 1;
    }

    /// Why a run was stopped at a bound, as a plain sentence.
    pub(crate) fn reason(&self, bound: Bound) -> String {
        match bound {
            Bound::Steps => format!("it was still running after {} steps", grouped(self.budget.steps)),
            Bound::Bytes => format!("it wrote more than {} bytes", grouped(self.budget.bytes as u64)),
            Bound::Depth if self.nest >= DEEPEST_NEST => {
                format!("its commands were nested more than {DEEPEST_NEST} levels deep")
            }
            Bound::Depth => format!("it called itself more than {} levels deep", self.budget.depth),
        }
    }
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
