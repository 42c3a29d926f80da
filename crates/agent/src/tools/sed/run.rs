//! A sed script, run over lines.

use std::rc::Rc;

use super::script::{Action, Address, Command};
use super::substitute::substitute;
use crate::Text;
use crate::regex::Regex;
use crate::shell::{Flow, Shell};

/// What a script made of its input.
pub(super) struct Edited {
    pub text: Text,
    pub status: i32,
}

/// What happens when the last command of a cycle has been left.
enum Cycle {
    /// Print and go on with the next line.
    End,
    /// Go on with the next line.
    Delete,
    /// Go on with what is left of the pattern space.
    Restart,
    Quit(i32, bool),
}

struct Machine<'a> {
    shell: &'a mut Shell,
    quiet: bool,
    lines: Vec<Text>,
    /// Whether the last line ends with a newline.
    complete: bool,
    /// How many lines have been read.
    read: usize,
    space: Text,
    hold: Text,
    /// What follows the line in the output: `a` and `r`.
    queue: Text,
    out: Text,
    last_regex: Option<Rc<Regex>>,
    /// For each command, the line at which its range ends.
    ranges: Vec<Option<usize>>,
    substituted: bool,
}

/// Runs a script over texts as if they were one.
pub(super) fn run(
    shell: &mut Shell,
    commands: &[Command],
    texts: &[Text],
    quiet: bool,
) -> Result<Edited, Flow> {
    let complete =
        texts.iter().rfind(|text| !text.is_empty()).is_none_or(|text| text.as_str().ends_with('\n'));
    let mut lines = Vec::new();
    for text in texts {
        lines.extend(text.lines());
    }
    let mut machine = Machine {
        shell,
        quiet,
        lines,
        complete,
        read: 0,
        space: Text::default(),
        hold: Text::default(),
        queue: Text::default(),
        out: Text::default(),
        last_regex: None,
        ranges: vec![None; commands.len()],
        substituted: false,
    };
    let mut status = 0;
    let mut restart = false;
    while restart || machine.next_line() {
        let cycle = machine.cycle(commands)?;
        restart = matches!(cycle, Cycle::Restart);
        if !machine.quiet && matches!(cycle, Cycle::End | Cycle::Quit(_, true)) {
            let space = machine.space.clone();
            machine.print(&space)?;
        }
        let queue = std::mem::take(&mut machine.queue);
        machine.out.push(&queue);
        if let Cycle::Quit(quit, _) = cycle {
            status = quit;
            break;
        }
    }
    Ok(Edited { text: machine.out, status })
}

impl Machine<'_> {
    /// Reads a line into the pattern space; whether there was one.
    fn next_line(&mut self) -> bool {
        let line = self.lines.get_mut(self.read).map(std::mem::take);
        self.substituted = false;
        match line {
            Some(line) => {
                self.space = line;
                self.read += 1;
                true
            }
            None => false,
        }
    }

    fn is_last(&self) -> bool {
        self.read >= self.lines.len()
    }

    fn print(&mut self, text: &Text) -> Result<(), Flow> {
        self.out.push(text);
        if self.complete || !self.is_last() {
            self.out.push_str("\n");
        }
        self.shell.world.meter.fits(self.out.len())?;
        Ok(())
    }

    fn cycle(&mut self, commands: &[Command]) -> Result<Cycle, Flow> {
        let mut at = 0;
        while let Some(command) = commands.get(at) {
            self.shell.world.meter.step()?;
            let applies = self.applies(at, command)? != command.negated;
            let index = at;
            at += 1;
            if !applies {
                if let Action::Block(end) = command.action {
                    at = end;
                }
                continue;
            }
            match &command.action {
                Action::Substitute(substitution) => {
                    let Some(regex) = substitution.regex.clone().or_else(|| self.last_regex.clone()) else {
                        continue;
                    };
                    self.last_regex = Some(Rc::clone(&regex));
                    if let Some(text) =
                        substitute(&self.space, &regex, substitution, &mut self.shell.world.meter)?
                    {
                        self.space = text;
                        self.substituted = true;
                        if substitution.print {
                            let space = self.space.clone();
                            self.print(&space)?;
                        }
                        if let Some(path) = &substitution.write {
                            self.write(path)?;
                        }
                    }
                }
                Action::Translate(from, to) => {
                    self.space = self.space.map_chars(|char, new| {
                        new.push(
                            from.iter().position(|known| *known == char).map_or(char, |place| to[place]),
                        );
                    });
                }
                Action::Append(text) => self.queue.push(text),
                Action::Insert(text) => self.out.push(text),
                Action::Change(text) => {
                    // Of a range, only the end is replaced.
                    if command.to.is_none() || command.negated || self.ranges[index].is_none() {
                        self.out.push(text);
                    }
                    return Ok(Cycle::Delete);
                }
                Action::Read(path) => {
                    if let Ok(text) = self.shell.read_file(path)? {
                        self.queue.push(&text);
                    }
                }
                Action::Write(path) => self.write(path)?,
                Action::Block(_) => {}
                Action::Branch(to) => at = to.saturating_add(1),
                Action::BranchIf(to) => {
                    if std::mem::take(&mut self.substituted) {
                        at = to.saturating_add(1);
                    }
                }
                Action::BranchUnless(to) => {
                    if !std::mem::take(&mut self.substituted) {
                        at = to.saturating_add(1);
                    }
                }
                Action::Quit(status) => return Ok(Cycle::Quit(*status, true)),
                Action::QuitQuietly(status) => return Ok(Cycle::Quit(*status, false)),
                Action::Plain(letter) => {
                    if let Some(cycle) = self.plain(*letter)? {
                        return Ok(cycle);
                    }
                }
            }
        }
        Ok(Cycle::End)
    }

    fn plain(&mut self, letter: char) -> Result<Option<Cycle>, Flow> {
        let first = self.space.as_str().find('\n');
        match letter {
            'd' => return Ok(Some(Cycle::Delete)),
            'D' => {
                let Some(end) = first else {
                    return Ok(Some(Cycle::Delete));
                };
                self.space = self.space.slice(end + 1..self.space.len());
                return Ok(Some(Cycle::Restart));
            }
            'p' => {
                let space = self.space.clone();
                self.print(&space)?;
            }
            'P' => {
                let line = self.space.slice(0..first.unwrap_or(self.space.len()));
                self.out.push(&line);
                self.out.push_str("\n");
            }
            'n' => {
                if self.is_last() {
                    return Ok(Some(Cycle::Quit(0, true)));
                }
                if !self.quiet {
                    let space = self.space.clone();
                    self.print(&space)?;
                }
                let queue = std::mem::take(&mut self.queue);
                self.out.push(&queue);
                self.next_line();
            }
            'N' => {
                if self.is_last() {
                    return Ok(Some(Cycle::Quit(0, true)));
                }
                let before = self.space.clone();
                let substituted = self.substituted;
                self.next_line();
                self.substituted = substituted;
                self.space = Text::join([&before, &self.space], "\n");
                self.shell.world.meter.hold(self.space.len())?;
            }
            'g' => self.space = self.hold.clone(),
            'G' => self.space = Text::join([&self.space, &self.hold], "\n"),
            'h' => self.hold = self.space.clone(),
            'H' => self.hold = Text::join([&self.hold, &self.space], "\n"),
            'x' => std::mem::swap(&mut self.space, &mut self.hold),
            '=' => self.out.push_str(&format!("{}\n", self.read)),
            'l' => {
                let shown =
                    self.space.as_str().replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t");
                self.out.push_str(&format!("{shown}$\n"));
            }
            _ => {}
        }
        self.shell.world.meter.hold(self.space.len() + self.hold.len())?;
        Ok(None)
    }

    fn write(&mut self, path: &str) -> Result<(), Flow> {
        let mut line = self.space.clone();
        line.push_str("\n");
        if path == "/dev/stdout" {
            self.out.push(&line);
            return Ok(());
        }
        let path = self.shell.path(path);
        self.shell.world.meter.write(line.len())?;
        if let Ok(path) = self.shell.world.disk.open(&path, false) {
            self.shell.world.disk.append(&path, &line);
        }
        Ok(())
    }

    /// Whether a command is meant for this line.
    fn applies(&mut self, index: usize, command: &Command) -> Result<bool, Flow> {
        let Some(from) = &command.from else {
            return Ok(true);
        };
        let Some(to) = &command.to else {
            return self.matches(from);
        };
        if let Some(end) = self.ranges[index] {
            let ends = match to {
                Address::Match(_) => self.matches(to)?,
                _ => self.read >= end,
            };
            if ends {
                self.ranges[index] = None;
                // A numbered end that lies behind is no part of the range.
                return Ok(self.read <= end || matches!(to, Address::Match(_)));
            }
            return Ok(true);
        }
        // `0,/x/` may end on the first line.
        let zero = matches!(from, Address::Line(0)) && self.read == 1;
        if zero {
            if !self.matches(to)? {
                self.ranges[index] = Some(usize::MAX);
            }
            return Ok(true);
        }
        if !self.matches(from)? {
            return Ok(false);
        }
        let end = match to {
            Address::Line(line) => *line,
            Address::After(count) => self.read + count,
            Address::Step(_, step) => self.read.next_multiple_of((*step).max(1)),
            Address::Last | Address::Match(_) => usize::MAX,
        };
        let last = matches!(to, Address::Last) && self.is_last();
        if end > self.read && !last {
            self.ranges[index] = Some(end);
        }
        Ok(true)
    }

    fn matches(&mut self, address: &Address) -> Result<bool, Flow> {
        Ok(match address {
            Address::Line(line) => self.read == *line,
            Address::Last => self.is_last(),
            Address::After(_) => false,
            Address::Step(first, 0) => self.read == *first,
            Address::Step(first, step) => self.read >= *first && (self.read - first).is_multiple_of(*step),
            Address::Match(regex) => {
                let Some(regex) = regex.clone().or_else(|| self.last_regex.clone()) else {
                    return Ok(false);
                };
                self.last_regex = Some(Rc::clone(&regex));
                regex.is_match(self.space.as_str(), &mut self.shell.world.meter)?
            }
        })
    }
}
