//! An awk program as a tree.

use std::rc::Rc;

use hotplate_schema::IndexMap;

use crate::Text;
use crate::regex::Regex;

#[derive(Debug, Default)]
pub(super) struct Program {
    pub begin: Vec<Statement>,
    pub rules: Vec<Rule>,
    pub end: Vec<Statement>,
    /// Functions of its own, by name.
    pub functions: IndexMap<String, Rc<Function>>,
    /// Whether there is an `END`, so that input is read though no rule wants it.
    pub has_end: bool,
}

/// A function of the program's own.
#[derive(Debug)]
pub(super) struct Function {
    pub parameters: Vec<String>,
    pub body: Vec<Statement>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub pattern: Pattern,
    /// `None` prints the line.
    pub action: Option<Vec<Statement>>,
}

#[derive(Debug)]
pub(super) enum Pattern {
    Always,
    When(Expression),
    Range(Expression, Expression),
}

#[derive(Debug)]
pub(super) enum Statement {
    Expression(Expression),
    Print {
        values: Vec<Expression>,
        formatted: bool,
        target: Option<Target>,
    },
    If(Expression, Vec<Statement>, Vec<Statement>),
    While {
        condition: Expression,
        body: Vec<Statement>,
        first: bool,
    },
    For {
        start: Option<Box<Statement>>,
        condition: Option<Expression>,
        step: Option<Box<Statement>>,
        body: Vec<Statement>,
    },
    ForIn {
        name: String,
        array: String,
        body: Vec<Statement>,
    },
    Delete(String, Option<Vec<Expression>>),
    Next,
    Exit(Option<Expression>),
    Return(Option<Expression>),
    Break,
    Continue,
}

/// Where `print` writes.
#[derive(Debug)]
pub(super) struct Target {
    pub kind: TargetKind,
    /// The path, or the command.
    pub name: Expression,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetKind {
    /// A file that is written anew.
    New,
    /// A file that is added to.
    Append,
    /// A command that reads it.
    Pipe,
}

#[derive(Debug)]
pub(super) enum Expression {
    Number(f64),
    Text(Text),
    Regex(Rc<Regex>),
    Place(Place),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Positive(Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    Match {
        negated: bool,
        text: Box<Expression>,
        pattern: Box<Expression>,
    },
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    Assign(&'static str, Place, Box<Expression>),
    /// `x++` and its kin: what is added, and whether the old value counts.
    Step {
        place: Place,
        by: f64,
        after: bool,
    },
    Call(&'static str, Vec<Expression>),
    /// A function of the program's own.
    CallOwn(String, Vec<Expression>),
    /// `getline`: of what, and into what.
    GetLine(LineSource, Option<Place>),
    In(Vec<Expression>, String),
}

/// What `getline` reads.
#[derive(Debug)]
pub(super) enum LineSource {
    /// The program's own input.
    Input,
    File(Box<Expression>),
    Command(Box<Expression>),
}

/// What can be assigned to.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Variable(String),
    Field(Rc<Expression>),
    Element(String, Rc<Vec<Expression>>),
}
