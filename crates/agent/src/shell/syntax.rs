//! A shell script as a tree: lists of pipelines of commands, and words as they stand before any expansion.
//!
//! Words are taken apart when the script is read, so a loop does not read them again and a mistake in one is known
//! before anything runs.

use std::cell::OnceCell;
use std::rc::Rc;

/// Which shell reads and runs a script: what is said of it below as "bash" is an error or plain text to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `/bin/sh`, taken to be dash, as on Debian and Ubuntu: nothing beyond POSIX but `local`.
    Sh,
    /// bash
    Bash,
}

/// A script as far as it could be read.
#[derive(Debug)]
pub(crate) struct Program {
    /// Its complete commands: what a shell reads, then runs, before it reads on.
    pub commands: Vec<List>,
    /// Why reading stopped before the end.
    pub fault: Option<Fault>,
}

/// What keeps a script from being read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The shell itself would refuse it.
    Syntax { line: u32, message: String },
    /// The shell would take it, but it is not played here.
    Unsupported { line: u32, what: String },
}

/// Commands one after another.
pub(crate) type List = Vec<Item>;

/// `a && b || c` and whether an `&` follows.
#[derive(Debug)]
pub(crate) struct Item {
    pub first: Pipeline,
    pub rest: Vec<(Joint, Pipeline)>,
    pub background: bool,
}

/// What stands between two pipelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    And,
    Or,
}

/// `! a | b`
#[derive(Debug)]
pub(crate) struct Pipeline {
    pub negated: bool,
    pub commands: Vec<Command>,
}

/// One command with its redirections.
#[derive(Debug)]
pub(crate) struct Command {
    /// Where it begins, from 1.
    pub line: u32,
    pub kind: Kind,
    pub redirects: Vec<Redirect>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Simple {
        assignments: Vec<Assignment>,
        words: Vec<Word>,
    },
    Group(List),
    Subshell(List),
    If {
        arms: Vec<(List, List)>,
        otherwise: List,
    },
    Loop {
        until: bool,
        condition: List,
        body: List,
    },
    For {
        name: String,
        words: Option<Vec<Word>>,
        body: List,
    },
    /// bash's `for ((start; test; step))`
    Count {
        start: Word,
        test: Word,
        step: Word,
        body: List,
    },
    Case {
        subject: Word,
        arms: Vec<Arm>,
    },
    Function {
        name: String,
        body: Rc<Command>,
    },
    /// bash's `((expression))`
    Arithmetic(Word),
    /// bash's `[[ expression ]]`
    Test(Test),
}

/// One arm of a `case`.
#[derive(Debug)]
pub(crate) struct Arm {
    pub patterns: Vec<Word>,
    pub body: List,
    pub end: ArmEnd,
}

/// What follows an arm that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArmEnd {
    /// `;;`
    Leave,
    /// bash's `;&`
    FallThrough,
    /// bash's `;;&`
    TestNext,
}

/// The expression of `[[ ]]`.
#[derive(Debug)]
pub(crate) enum Test {
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
    Word(Word),
    Unary(String, Word),
    Binary(Word, String, Word),
}

/// `name=value`, `name+=value`, `name[index]=value`, `name=(values)`
#[derive(Debug)]
pub(crate) struct Assignment {
    pub name: String,
    pub index: Option<Word>,
    pub append: bool,
    pub value: Assigned,
}

#[derive(Debug)]
pub(crate) enum Assigned {
    Scalar(Word),
    /// bash: the elements, some with their own index.
    Array(Vec<(Option<Word>, Word)>),
}

/// One redirection of one file descriptor.
#[derive(Debug)]
pub(crate) struct Redirect {
    pub fd: u32,
    pub target: Target,
}

#[derive(Debug)]
pub(crate) enum Target {
    Read(Word),
    Write(Word),
    Append(Word),
    /// `<>`
    ReadWrite(Word),
    /// `>&word`, `<&word`: a descriptor or `-`.
    Duplicate(Word),
    /// bash's `&>word` and `>&word`: standard output and error; whether it appends.
    Both(Word, bool),
    /// A here-document: its body is read only after the line that announces it.
    Document(Rc<OnceCell<Word>>),
    /// bash's `<<<word`
    Line(Word),
}

/// A word before expansion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word(pub Vec<Part>);

#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Text outside quotes: patterns in it count.
    Bare(String),
    /// Text that stands for itself.
    Quoted(String),
    /// Between double quotes.
    Double(Vec<Part>),
    /// `~` or `~name`
    Tilde(String),
    /// `$name`, `${...}`
    Parameter(Box<Parameter>),
    /// `$(...)` or backquotes
    Command(Rc<Program>),
    /// `$((...))`
    Arithmetic(Word),
    /// bash's `<(...)`
    Process(Rc<Program>),
    /// bash's `>(...)`
    Reader(Rc<Program>),
    /// bash's `name=(...)` among the arguments of `declare`, `local`, `export`, `readonly`.
    Declaration(Rc<Assignment>),
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub name: Name,
    pub operation: Operation,
}

#[derive(Clone, Debug)]
pub(crate) enum Name {
    Variable(String),
    Positional(usize),
    /// One of `@ * # ? - $ !`; `0` is a positional of its own kind.
    Special(char),
    /// bash's `name[index]`
    Element(String, Rc<Word>),
    /// bash's `name[@]` and `name[*]`
    All(String, char),
}

#[derive(Clone, Debug)]
pub(crate) enum Operation {
    Value,
    /// `${#x}`
    Length,
    /// `${x-w}`, `${x=w}`, `${x?w}`, `${x+w}`; with a colon also when empty.
    Default {
        mark: char,
        colon: bool,
        word: Word,
    },
    /// `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`
    Trim {
        suffix: bool,
        longest: bool,
        pattern: Word,
    },
    /// bash's `${x:offset:length}`
    Slice {
        offset: Word,
        length: Option<Word>,
    },
    /// bash's `${x/p/w}`; the kind is one of `/ # %` or a blank for the first.
    Replace {
        kind: char,
        pattern: Word,
        with: Word,
    },
    /// bash's `${x^}`, `${x^^}`, `${x,}`, `${x,,}`
    Case {
        upper: bool,
        all: bool,
    },
    /// bash's `${!x}`
    Indirect,
    /// bash's `${!prefix*}`
    Names,
    /// bash's `${!x[@]}`
    Keys,
    /// Something the shell refuses when it gets there: the text between the braces.
    Bad(String),
}

impl Word {
    /// The text of a word that holds nothing to expand and no quotes.
    pub(crate) fn as_bare(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Bare(text)] => Some(text),
            _ => None,
        }
    }
}
