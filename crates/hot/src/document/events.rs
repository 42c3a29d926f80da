//! The events of a YAML text: what begins, ends or stands where.

use std::borrow::Cow;

use super::libyaml::Libyaml;
#[cfg(feature = "quick")]
use super::quick::Quick;
use crate::Span;

/// One event with the bytes it was read from.
#[derive(Debug, PartialEq)]
pub(super) struct Event<'a> {
    pub(super) span: Span,
    pub(super) kind: EventKind<'a>,
}

/// What begins, ends or stands there.
#[derive(Debug, PartialEq)]
pub(super) enum EventKind<'a> {
    StreamStart,
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    Alias(String),
    Scalar {
        mark: Mark,
        value: Cow<'a, str>,
        /// Neither quoted nor tagged: the text itself decides what it is.
        plain: bool,
    },
    SequenceStart {
        mark: Mark,
        flow: bool,
    },
    SequenceEnd,
    MappingStart {
        mark: Mark,
        flow: bool,
    },
    MappingEnd,
}

/// What may be written before a node: mostly nothing.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Mark(Option<Box<Marks>>);

#[derive(Debug, PartialEq)]
struct Marks {
    anchor: Option<String>,
    tag: Option<String>,
}

impl Mark {
    pub(super) fn new(anchor: Option<String>, tag: Option<String>) -> Self {
        Self((anchor.is_some() || tag.is_some()).then(|| Box::new(Marks { anchor, tag })))
    }

    pub(super) fn anchor(&self) -> Option<&str> {
        self.0.as_ref()?.anchor.as_deref()
    }

    /// The tag, its handle expanded: `tag:yaml.org,2002:int`.
    pub(super) fn tag(&self) -> Option<&str> {
        self.0.as_ref()?.tag.as_deref()
    }
}

/// Why the text is not YAML, in libyaml's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) problem: String,
    /// The byte at which it was noticed.
    pub(super) at: u32,
    /// What was being read, and the byte at which that began.
    pub(super) context: Option<(String, u32)>,
    /// The quoted text of several lines that ended right before: its end may be another quote's beginning.
    pub(super) quote: Option<Span>,
}

/// Why reading ends before the text does.
#[derive(Debug, PartialEq)]
pub(super) enum Stop {
    Syntax(Box<SyntaxError>),
    /// It is nested deeper than is read.
    TooDeep,
    /// What follows is not in the usual form.
    #[cfg(feature = "quick")]
    Unusual,
}

/// Who tells the events.
pub(super) enum Events<'a> {
    #[cfg(feature = "quick")]
    Quick(Quick<'a>),
    Libyaml(Libyaml<'a>),
}

impl<'a> Events<'a> {
    /// The next event. After `StreamEnd` or a stop there is no sensible next.
    pub(super) fn next(&mut self) -> Result<Event<'a>, Stop> {
        match self {
            #[cfg(feature = "quick")]
            Self::Quick(quick) => quick.next().ok_or(Stop::Unusual),
            Self::Libyaml(libyaml) => libyaml.next().map_err(|error| Stop::Syntax(error.into())),
        }
    }
}
