//! The values that an expression works on: Heat's, and what Python makes of them on the way (`yaql/language/utils.py`).

use std::cell::Cell;
use std::rc::Rc;

use hotplate_schema::{Key, Map, Value};

use super::{Fault, Run, wrong};
use crate::equality::{equal, truthy};
use crate::evaluate::map_replace::as_key;

/// A value.
#[derive(Clone)]
pub(super) enum Item {
    /// Neither list nor map.
    Scalar(Value),
    /// Anything that has items.
    Seq(Rc<Seq>),
    /// A map.
    Map(Rc<Dict>),
}

/// A map: its entries, and whether it may be a key.
pub(super) struct Dict {
    pub(super) entries: Vec<(Item, Item)>,
    frozen: bool,
    extent: Extent,
}

/// How deep a value is nested, and how much it holds when written out. Both are bounded.
#[derive(Clone, Copy)]
struct Extent {
    depth: usize,
    size: usize,
}

/// Items, and what Python holds them in.
pub(super) struct Seq {
    pub(super) shape: Shape,
    pub(super) items: Vec<Item>,
    /// What happens to who takes more than these items.
    pub(super) fault: Option<Fault>,
    /// Whether somebody has taken them.
    taken: Cell<bool>,
    /// By what ordered items are ordered, item by item.
    pub(super) keys: Vec<Keys>,
    extent: Extent,
}

/// What an item is ordered by, one after the other, and whether that rises. A fault strikes who looks at it.
pub(super) type Keys = Vec<(Run<Item>, bool)>;

/// What Python holds items in, which decides what can be done with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Tuple,
    List,
    /// Can be gone through once.
    Iterator,
    /// The same, but remembers.
    Memory,
    /// `keys()`, `items()`.
    View,
    /// `values()`
    Values,
    /// `orderBy()`
    Ordered,
}

/// Items of any collection that a function goes through (Heat: `limit_iterators`).
const ITEMS: usize = 200;
/// Bytes that Python may need for a single value (Heat: `memory_quota`).
const MEMORY: usize = 10_000;
/// How deep values may be nested. Ours.
const DEPTH: usize = 64;
/// Characters and items of a value. Ours: the same item may be in it many times.
const SIZE: usize = 1 << 20;

impl Extent {
    /// Of what holds nothing yet.
    const EMPTY: Self = Self { depth: 1, size: 1 };

    fn add(&mut self, item: &Item) -> Run<()> {
        let inner = match item {
            Item::Scalar(Value::String(text)) => Self { depth: 0, size: text.len() + 1 },
            Item::Scalar(_) => Self { depth: 0, size: 1 },
            Item::Seq(seq) => seq.extent,
            Item::Map(map) => map.extent,
        };
        self.depth = self.depth.max(inner.depth + 1);
        self.size = self.size.saturating_add(inner.size);
        if self.depth > DEPTH || self.size > SIZE {
            return Err(Fault::Outside("its values are too large".to_owned()));
        }
        Ok(())
    }
}

impl Seq {
    pub(super) fn new(shape: Shape, items: Vec<Item>, fault: Option<Fault>) -> Run<Self> {
        let mut extent = Extent::EMPTY;
        items.iter().try_for_each(|item| extent.add(item))?;
        Ok(Self { shape, items, fault, taken: Cell::new(false), keys: Vec::new(), extent })
    }
}

impl Item {
    pub(super) const NULL: Self = Self::Scalar(Value::Null);

    #[inline(never)]
    pub(super) fn bool(value: bool) -> Self {
        Self::Scalar(Value::Bool(value))
    }

    #[inline(never)]
    pub(super) fn count(value: usize) -> Self {
        Self::Scalar(Value::Int(value as i128))
    }

    #[inline(never)]
    pub(super) fn text(value: &str) -> Self {
        Self::Scalar(value.into())
    }

    pub(super) fn seq(shape: Shape, items: Vec<Item>) -> Run<Self> {
        Self::broken(shape, items, None)
    }

    /// Items, behind which a fault may wait.
    #[inline(never)]
    pub(super) fn broken(shape: Shape, items: Vec<Item>, fault: Option<Fault>) -> Run<Self> {
        Ok(Self::Seq(Rc::new(Seq::new(shape, items, fault)?)))
    }

    #[inline(never)]
    pub(super) fn map(entries: Vec<(Item, Item)>, frozen: bool) -> Run<Self> {
        let mut extent = Extent::EMPTY;
        for (key, value) in &entries {
            extent.add(key)?;
            extent.add(value)?;
        }
        Ok(Self::Map(Rc::new(Dict { entries, frozen, extent })))
    }

    /// Heat's value, as it is given to an expression.
    pub(super) fn from_value(value: &Value) -> Run<Self> {
        match value {
            Value::List(items) => {
                Self::seq(Shape::Tuple, items.iter().map(Self::from_value).collect::<Run<_>>()?)
            }
            Value::Map(map) => {
                let entry = |(key, value): (&Key, &Value)| {
                    Ok((Self::Scalar(key.to_value()), Self::from_value(value)?))
                };
                Self::map(map.iter().map(entry).collect::<Run<_>>()?, true)
            }
            scalar => Ok(Self::Scalar(scalar.clone())),
        }
    }

    /// The value that Heat gets back.
    pub(super) fn into_value(self) -> Run<Value> {
        match self {
            Self::Scalar(value) => Ok(value),
            Self::Seq(_) => {
                let seq = self.each()?;
                let mut items = Vec::with_capacity(seq.within().len());
                for item in seq.within() {
                    items.push(item.clone().into_value()?);
                }
                seq.end()?;
                // Heat gets a set.
                match seq.shape {
                    // One item has but one order.
                    Shape::View
                        if seq.items.len() < 2
                            && !seq.items.iter().any(|item| matches!(item, Self::Seq(_))) =>
                    {
                        Ok(Value::List(items))
                    }
                    Shape::View if seq.items.iter().any(|item| !matches!(item, Self::Scalar(_))) => {
                        wrong("makes a set of lists: `toList()` makes a list")
                    }
                    Shape::View => Err(Fault::Outside(
                        "it is a set, without an order: `toList()` makes a list".to_owned(),
                    )),
                    _ => Ok(Value::List(items)),
                }
            }
            Self::Map(map) => {
                limit(map.entries.len())?;
                let mut values = Map::with_capacity(map.entries.len());
                for (key, value) in &map.entries {
                    let key = match key {
                        Self::Scalar(key) => as_key(key),
                        Self::Seq(_) | Self::Map(_) => None,
                    };
                    let Some(key) = key else { return wrong("makes a key of a list or a map") };
                    values.insert(key, value.clone().into_value()?);
                }
                Ok(Value::Map(values))
            }
        }
    }

    /// Fails if Python needed too much memory for it.
    #[inline(never)]
    pub(super) fn weigh(self) -> Run<Self> {
        let bytes = match &self {
            Self::Scalar(Value::String(text)) => {
                let widest = text.chars().max().map_or(0, u32::from);
                let (head, width) = match widest {
                    0..=0x7F => (49, 1),
                    0x80..=0xFF => (73, 1),
                    0x100..=0xFFFF => (74, 2),
                    _ => (76, 4),
                };
                head + width * text.chars().count()
            }
            Self::Seq(seq) if matches!(seq.shape, Shape::Tuple | Shape::List) => 48 + 8 * seq.items.len(),
            _ => 0,
        };
        if bytes > MEMORY { wrong("needs more memory than Heat allows") } else { Ok(self) }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Scalar(value) => value.as_str(),
            Self::Seq(_) | Self::Map(_) => None,
        }
    }

    pub(super) fn as_int(&self) -> Option<i128> {
        match self {
            Self::Scalar(Value::Int(value)) => Some(*value),
            Self::Scalar(Value::Bool(value)) => Some(i128::from(*value)),
            _ => None,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(Value::Null))
    }

    /// Python's `bool()`.
    pub(super) fn truthy(&self) -> bool {
        match self {
            Self::Scalar(value) => truthy(value),
            Self::Seq(seq) => {
                matches!(seq.shape, Shape::Iterator | Shape::Memory | Shape::Ordered) || !seq.items.is_empty()
            }
            Self::Map(map) => !map.entries.is_empty(),
        }
    }

    /// The items, to go through them: no more than Heat allows, and an iterator only once.
    #[inline(never)]
    pub(super) fn each(&self) -> Run<Rc<Seq>> {
        let Self::Seq(seq) = self else { return wrong("goes over something that is no list") };
        match seq.shape {
            Shape::Iterator if seq.taken.replace(true) => {
                Err(Fault::Outside("it goes over the same items twice".to_owned()))
            }
            Shape::Iterator | Shape::Memory | Shape::Ordered => Ok(Rc::clone(seq)),
            Shape::Tuple | Shape::List | Shape::View | Shape::Values => {
                limit(seq.items.len())?;
                Ok(Rc::clone(seq))
            }
        }
    }

    /// Python's `==`.
    #[inline(never)]
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scalar(a), Self::Scalar(b)) => equal(a, b),
            (Self::Seq(a), Self::Seq(b)) => {
                let plain = matches!(a.shape, Shape::Tuple | Shape::List) && a.shape == b.shape;
                let items = || a.items.iter().zip(&b.items).all(|(a, b)| a.same(b));
                Rc::ptr_eq(a, b) || plain && a.items.len() == b.items.len() && items()
            }
            (Self::Map(a), Self::Map(b)) => {
                let mut entries = a.entries.iter();
                a.entries.len() == b.entries.len()
                    && entries.all(|(key, value)| b.get(key).is_some_and(|other| value.same(other)))
            }
            _ => false,
        }
    }

    /// Fails unless it can be a key.
    pub(super) fn hashable(&self) -> Run<()> {
        match self {
            Self::Scalar(_) => Ok(()),
            Self::Seq(seq) if seq.shape == Shape::Tuple => seq.items.iter().try_for_each(Self::hashable),
            Self::Map(map) if map.frozen => map.entries.iter().try_for_each(|(_, value)| value.hashable()),
            Self::Seq(seq) if seq.shape != Shape::List => Ok(()),
            Self::Seq(_) | Self::Map(_) => wrong("takes a list or a map for a key"),
        }
    }
}

impl Seq {
    /// Items in an order, with what they are ordered by.
    pub(super) fn ordered(items: Vec<Item>, keys: Vec<Keys>) -> Run<Self> {
        Ok(Self { keys, ..Self::new(Shape::Ordered, items, None)? })
    }

    /// Who has taken all items goes on here.
    pub(super) fn end(&self) -> Run<()> {
        match &self.fault {
            Some(fault) => Err(fault.clone()),
            None => limit(self.items.len()),
        }
    }

    /// The items as far as they may be gone through.
    pub(super) fn within(&self) -> &[Item] {
        &self.items[..self.items.len().min(ITEMS)]
    }
}

fn limit(length: usize) -> Run<()> {
    if length > ITEMS { wrong("goes over more than the 200 items that Heat allows") } else { Ok(()) }
}

impl Dict {
    /// The value of a key.
    pub(super) fn get(&self, key: &Item) -> Option<&Item> {
        self.entries.iter().find(|(other, _)| other.same(key)).map(|(_, value)| value)
    }
}

/// The entries with one more, in the place of an older of the same key.
pub(super) fn insert(entries: &mut Vec<(Item, Item)>, key: Item, value: Item) {
    match entries.iter_mut().find(|(other, _)| other.same(&key)) {
        Some((_, old)) => *old = value,
        None => entries.push((key, value)),
    }
}
