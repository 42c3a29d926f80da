//! An awk program as a tree.

use std::rc::Rc;

use crate::Text;
use crate::regex::Regex;

#[derive(Debug, Default)]
pub(super) struct Program {
    pub begin: Vec<Statement>,
    pub rules: Vec<Rule>,
    pub end: Vec<Statement>,
    /// Whether there is an `END`, so that input is read though no rule wants it.
    pub has_end: bool,
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
    Break,
    Continue,
}

/// Where `print` writes: a file, written anew or added to.
#[derive(Debug)]
pub(super) struct Target {
    pub append: bool,
    pub path: Expression,
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
    In(Vec<Expression>, String),
}

/// What can be assigned to.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Variable(String),
    Field(Rc<Expression>),
    Element(String, Rc<Vec<Expression>>),
}
