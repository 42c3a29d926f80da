//! What expressions do with lists and maps (`yaql/standard_library/{collections,queries}.py`).
//!
//! Python does most of it lazily: a fault in the third item is none for who takes the first. So what is gone through
//! ends early with its fault, which strikes whoever takes all.

use std::cmp::Ordering;
use std::rc::Rc;

use super::item::{Dict, Item, Keys, Seq, Shape, insert};
use super::read::Expr;
use super::run::{Names, Runner, compare, plus, refused, unknown};
use super::{Fault, Run, outside, texts, wrong};

/// An iterator over what `put` makes of the items, until it says to stop.
pub(super) fn lazily(seq: &Seq, put: &mut dyn FnMut(&Item, &mut Vec<Item>) -> Run<bool>) -> Run<Item> {
    let mut items = Vec::new();
    let mut fault = None;
    for item in seq.within() {
        match put(item, &mut items) {
            Ok(true) => {}
            Ok(false) => return Item::seq(Shape::Iterator, items),
            Err(why) => {
                fault = Some(why);
                break;
            }
        }
    }
    let fault = fault.or_else(|| seq.end().err());
    Item::broken(Shape::Iterator, items, fault)
}

/// All items, or the fault that keeps from taking them.
fn taken(item: &Item) -> Run<Rc<Seq>> {
    let seq = item.each()?;
    seq.end()?;
    Ok(seq)
}

/// Whether it is a list to Python, which has positions.
pub(super) fn is_list(item: &Item) -> bool {
    matches!(item, Item::Seq(seq) if matches!(seq.shape, Shape::Tuple | Shape::List))
}

/// The item at a position; a negative one counts from the end.
pub(super) fn position(items: &[Item], at: i128) -> Option<&Item> {
    let at = if at < 0 { at.checked_add(items.len() as i128)? } else { at };
    items.get(usize::try_from(at).ok()?)
}

/// Whether an item is in it.
pub(super) fn contains(collection: &Item, item: &Item) -> Run<Item> {
    let seq = collection.each()?;
    match seq.within().iter().any(|other| other.same(item)) {
        true => Ok(Item::bool(true)),
        false => seq.end().map(|()| Item::bool(false)),
    }
}

/// Several collections one after the other.
pub(super) fn chain(collections: &[Item], shape: Shape) -> Run<Item> {
    let mut items = Vec::new();
    let mut fault = None;
    for collection in collections {
        let seq = collection.each()?;
        items.extend_from_slice(seq.within());
        fault = seq.end().err();
        if fault.is_some() {
            break;
        }
    }
    Item::broken(shape, items, fault)
}

/// `list(...)`: iterators are emptied into it.
pub(super) fn list(values: &[Item]) -> Run<Item> {
    let mut items = Vec::new();
    for value in values {
        match value {
            Item::Seq(seq) if matches!(seq.shape, Shape::Iterator | Shape::Memory) => {
                let inner = taken(value)?;
                if inner
                    .items
                    .iter()
                    .any(|item| matches!(item, Item::Seq(seq) if seq.shape == Shape::Iterator))
                {
                    return outside("list");
                }
                items.extend_from_slice(&inner.items);
            }
            _ => items.push(value.clone()),
        }
    }
    Item::seq(Shape::Tuple, items)
}

/// `dict(pairs)`
pub(super) fn dict(pairs: &Item) -> Run<Item> {
    let mut entries = Vec::new();
    for pair in &taken(pairs)?.items {
        let pair = pair.each()?;
        let [key, value, ..] = pair.within() else { return wrong("`dict` takes pairs") };
        key.hashable()?;
        insert(&mut entries, key.clone(), value.clone());
    }
    Item::map(entries, true)
}

impl Runner {
    /// A method of a list.
    pub(super) fn of_list(
        &mut self,
        list: &Item,
        name: &str,
        arguments: &[Expr],
        names: &Names<'_>,
    ) -> Run<Item> {
        let Item::Seq(seq) = list else { return Err(refused(name)) };
        match (name, arguments) {
            ("len", []) => match seq.shape {
                Shape::Values | Shape::Ordered => Err(refused(name)),
                Shape::Iterator | Shape::Memory => Ok(Item::count(taken(list)?.items.len())),
                Shape::Tuple | Shape::List | Shape::View => Ok(Item::count(seq.items.len())),
            },
            ("count", []) => Ok(Item::count(taken(list)?.items.len())),
            ("where" | "filter", [test]) => lazily(&*list.each()?, &mut |item, kept| {
                if self.apply(test, &[item], names)?.truthy() {
                    kept.push(item.clone());
                }
                Ok(true)
            }),
            ("select" | "map", [selector]) => lazily(&*list.each()?, &mut |item, made| {
                made.push(self.apply(selector, &[item], names)?);
                Ok(true)
            }),
            ("selectMany", [selector]) => lazily(&*list.each()?, &mut |item, made| {
                let inner = self.apply(selector, &[item], names)?;
                match &inner {
                    Item::Seq(_) => made.extend_from_slice(&taken(&inner)?.items),
                    Item::Scalar(_) | Item::Map(_) => made.push(inner),
                }
                Ok(true)
            }),
            ("distinct", [] | [_]) => {
                let mut seen: Vec<Item> = Vec::new();
                lazily(&*list.each()?, &mut |item, kept| {
                    let key = match arguments.first() {
                        Some(selector) => self.apply(selector, &[item], names)?,
                        None => item.clone(),
                    };
                    key.hashable()?;
                    if !seen.iter().any(|other| other.same(&key)) {
                        seen.push(key);
                        kept.push(item.clone());
                    }
                    Ok(true)
                })
            }
            ("takeWhile", [test]) => lazily(&*list.each()?, &mut |item, kept| {
                let goes_on = self.apply(test, &[item], names)?.truthy();
                kept.extend(goes_on.then(|| item.clone()));
                Ok(goes_on)
            }),
            ("flatten", []) => lazily(&*list.each()?, &mut |item, made| flatten(item, made).map(|()| true)),
            ("any" | "all", [] | [_]) => {
                let seq = list.each()?;
                for item in seq.within() {
                    let holds = match arguments.first() {
                        Some(test) => self.apply(test, &[item], names)?.truthy(),
                        None => name == "any" || item.truthy(),
                    };
                    match (name, holds) {
                        ("any", true) | ("all", false) => return Ok(Item::bool(holds)),
                        _ => {}
                    }
                }
                seq.end()?;
                Ok(Item::bool(name == "all"))
            }
            ("aggregate" | "reduce", [selector] | [selector, _]) => {
                let start = arguments.get(1).map(|start| self.run(start, names)).transpose()?;
                let mut apply =
                    |runner: &mut Self, a: &Item, b: &Item| runner.apply(selector, &[a, b], names);
                self.reduce(list, start, &mut apply)
            }
            ("sum", [] | [_]) => {
                let start = arguments.first().map(|start| self.run(start, names)).transpose()?;
                self.reduce(list, start, &mut |_, a, b| plus(a, b))
            }
            ("max" | "min", [] | [_]) => {
                let start = arguments.first().map(|start| self.run(start, names)).transpose()?;
                self.reduce(list, start, &mut |_, a, b| {
                    let greater = compare(b, a)? == Ordering::Greater;
                    Ok(if greater == (name == "max") { b } else { a }.clone())
                })
            }
            ("orderBy" | "orderByDescending", [selector]) => {
                let seq = list.each()?;
                // Nothing is compared before somebody looks.
                let rows = self.keyed(&seq, &[], (selector, name == "orderBy"), names);
                ordered(rows)
            }
            ("thenBy" | "thenByDescending", [selector]) if seq.shape == Shape::Ordered => {
                if seq.fault.is_some() {
                    return Ok(list.clone());
                }
                let rows = self.keyed(seq, &seq.keys, (selector, name == "thenBy"), names);
                ordered(rows)
            }
            ("groupBy", [key] | [key, _]) => {
                let mut groups: Vec<(Item, Item)> = Vec::new();
                for item in &taken(list)?.items {
                    let value = match arguments.get(1) {
                        Some(selector) => self.apply(selector, &[item], names)?,
                        None => item.clone(),
                    };
                    let key = self.apply(key, &[item], names)?;
                    key.hashable()?;
                    let mut values = match groups.iter().find(|(other, _)| other.same(&key)) {
                        Some((_, Item::Seq(group))) => group.items.clone(),
                        _ => Vec::new(),
                    };
                    values.push(value);
                    insert(&mut groups, key, Item::seq(Shape::List, values)?);
                }
                pairs(&groups, Shape::Iterator)
            }
            ("toDict", [key] | [key, _]) => {
                let mut entries = Vec::new();
                for item in &taken(list)?.items {
                    let key = self.apply(key, &[item], names)?;
                    let value = match arguments.get(1) {
                        Some(selector) => self.apply(selector, &[item], names)?,
                        None => item.clone(),
                    };
                    key.hashable()?;
                    insert(&mut entries, key, value);
                }
                Item::map(entries, false)
            }
            _ => {
                let values = self.all(arguments, names)?;
                of_list(list, name, &values)
            }
        }
    }

    /// `functools.reduce`
    fn reduce(
        &mut self,
        list: &Item,
        start: Option<Item>,
        step: &mut dyn FnMut(&mut Self, &Item, &Item) -> Run<Item>,
    ) -> Run<Item> {
        let seq = list.each()?;
        let mut so_far = start;
        for item in seq.within() {
            so_far = Some(match so_far {
                None => item.clone(),
                Some(so_far) => step(self, &so_far, item)?.weigh()?,
            });
        }
        seq.end()?;
        match so_far {
            Some(result) => Ok(result),
            None => wrong("finds no items, and there is nothing to begin with"),
        }
    }

    /// The items, each with what it is ordered by: what it was ordered by so far, and then by this.
    fn keyed(
        &mut self,
        seq: &Seq,
        so_far: &[Keys],
        (selector, rises): (&Expr, bool),
        names: &Names<'_>,
    ) -> Run<Vec<Row>> {
        seq.end()?;
        let mut rows = Vec::with_capacity(seq.items.len());
        for (at, item) in seq.items.iter().enumerate() {
            let mut keys = so_far.get(at).cloned().unwrap_or_default();
            keys.push((self.apply(selector, &[item], names), rises));
            rows.push((keys, item.clone()));
        }
        Ok(rows)
    }

    /// A method of a map.
    pub(super) fn of_map(
        &mut self,
        map: &Rc<Dict>,
        name: &str,
        arguments: &[Expr],
        names: &Names<'_>,
    ) -> Run<Item> {
        if let ("set", [Expr::Pair(..), ..]) = (name, arguments) {
            return self.map(arguments, map.entries.clone(), names);
        }
        let values = self.all(arguments, names)?;
        match (name, values.as_slice()) {
            ("len", []) => Ok(Item::count(map.entries.len())),
            ("keys", []) => Item::seq(Shape::View, map.entries.iter().map(|(key, _)| key.clone()).collect()),
            ("values", []) => {
                Item::seq(Shape::Values, map.entries.iter().map(|(_, value)| value.clone()).collect())
            }
            ("items", []) => pairs(&map.entries, Shape::View),
            ("get", [key] | [key, _]) => {
                key.hashable()?;
                Ok(map.get(key).or(values.get(1)).cloned().unwrap_or(Item::NULL))
            }
            ("containsKey", [key]) => {
                key.hashable()?;
                Ok(Item::bool(map.get(key).is_some()))
            }
            ("containsValue", [value]) => {
                Ok(Item::bool(map.entries.iter().any(|(_, other)| other.same(value))))
            }
            ("set", [Item::Map(more)]) => plus(&Item::Map(Rc::clone(map)), &Item::Map(Rc::clone(more))),
            ("set", [key, value]) => {
                key.hashable()?;
                let mut entries = map.entries.clone();
                insert(&mut entries, key.clone(), value.clone());
                Item::map(entries, true)
            }
            ("delete", keys) => {
                keys.iter().try_for_each(Item::hashable)?;
                let kept = map.entries.iter().filter(|(key, _)| !keys.iter().any(|other| other.same(key)));
                Item::map(kept.cloned().collect(), false)
            }
            _ => Err(unknown(name)),
        }
    }
}

/// The methods of a list that take no lambda.
fn of_list(list: &Item, name: &str, arguments: &[Item]) -> Run<Item> {
    match (name, arguments) {
        ("toList", []) => match list {
            Item::Seq(seq) if seq.shape == Shape::Tuple => {
                seq.end()?;
                Ok(list.clone())
            }
            _ => Item::seq(Shape::Tuple, taken(list)?.items.clone()),
        },
        ("memorize", []) => {
            let seq = list.each()?;
            let shape = if seq.shape == Shape::Iterator { Shape::Memory } else { return Ok(list.clone()) };
            Item::broken(shape, seq.items.clone(), seq.fault.clone())
        }
        ("first" | "last", [] | [_]) => {
            let seq = list.each()?;
            if name == "last" {
                seq.end()?;
            }
            let found = if name == "first" { seq.items.first() } else { seq.items.last() };
            if found.is_none() {
                seq.end()?;
            }
            match found.or(arguments.first()) {
                Some(item) => Ok(item.clone()),
                None => wrong("finds no items: `first(null)` gives null then"),
            }
        }
        ("single", []) => match taken(list)?.items.as_slice() {
            [item] => Ok(item.clone()),
            _ => wrong("needs exactly one item for `single`"),
        },
        ("skip" | "limit" | "take", [count]) => {
            let Some(count) = count.as_int() else { return Err(refused(name)) };
            let Ok(count) = usize::try_from(count) else { return wrong("counts from 0") };
            let seq = list.each()?;
            if name == "skip" {
                let kept = seq.items.iter().skip(count).cloned().collect();
                return Item::broken(Shape::Iterator, kept, seq.end().err());
            }
            let fault = if count > seq.items.len() { seq.end().err() } else { None };
            let kept = seq.items.iter().take(count).cloned().collect();
            Item::broken(Shape::Iterator, kept, fault)
        }
        ("append", more) => chain(&[list.clone(), Item::seq(Shape::Tuple, more.to_vec())?], Shape::Iterator),
        ("concat", more) if more.iter().all(|item| matches!(item, Item::Seq(_))) => {
            let mut all = vec![list.clone()];
            all.extend_from_slice(more);
            chain(&all, Shape::Iterator)
        }
        ("enumerate", []) => {
            let mut at = 0;
            lazily(&*list.each()?, &mut |item, made| {
                made.push(Item::seq(Shape::List, vec![Item::count(at), item.clone()])?);
                at += 1;
                Ok(true)
            })
        }
        ("zip", [other]) => {
            let (a, b) = (list.each()?, other.each()?);
            let shortest = if a.items.len() <= b.items.len() { &a } else { &b };
            let pairs =
                a.within().iter().zip(b.within()).map(|(a, b)| (a.clone(), b.clone())).collect::<Vec<_>>();
            match (&shortest.fault, pairs_of(&pairs)) {
                (None, items) => Item::seq(Shape::Iterator, items?),
                (Some(fault), items) => Item::broken(Shape::Iterator, items?, Some(fault.clone())),
            }
        }
        ("reverse", []) => Item::seq(Shape::Iterator, taken(list)?.items.iter().rev().cloned().collect()),
        ("contains", [item]) => contains(list, item),
        ("indexOf", [item]) => {
            let seq = list.each()?;
            match seq.within().iter().position(|other| other.same(item)) {
                Some(at) => Ok(Item::count(at)),
                None => seq.end().map(|()| Item::Scalar(hotplate_schema::Value::Int(-1))),
            }
        }
        ("join", [separator]) => match separator.as_str() {
            Some(separator) => texts::join(separator, list),
            None => Err(refused(name)),
        },
        // Of text only.
        ("isEmpty" | "split" | "len", _) => Err(refused(name)),
        _ => Err(unknown(name)),
    }
}

/// What an item is ordered by, and the item.
type Row = (Keys, Item);

/// Items in their order. What cannot be ordered says so to whoever looks.
fn ordered(rows: Run<Vec<Row>>) -> Run<Item> {
    match rows.and_then(sort) {
        Ok(rows) => {
            let (keys, items) = rows.into_iter().unzip();
            Ok(Item::Seq(Rc::new(Seq::ordered(items, keys)?)))
        }
        Err(fault) => Item::broken(Shape::Ordered, Vec::new(), Some(fault)),
    }
}

/// Sorts by insertion: equal ones stay in their order, and there are few.
fn sort(rows: Vec<Row>) -> Run<Vec<Row>> {
    let mut sorted: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut at = sorted.len();
        while at > 0 && comes_before(&row, &sorted[at - 1])? {
            at -= 1;
        }
        sorted.insert(at, row);
    }
    Ok(sorted)
}

fn comes_before(row: &Row, other: &Row) -> Run<bool> {
    for ((a, rises), (b, _)) in row.0.iter().zip(&other.0) {
        match compare(a.as_ref().map_err(Fault::clone)?, b.as_ref().map_err(Fault::clone)?)? {
            Ordering::Equal => {}
            order => return Ok((order == Ordering::Less) == *rises),
        }
    }
    Ok(false)
}

fn flatten(item: &Item, made: &mut Vec<Item>) -> Run<()> {
    match item {
        Item::Seq(_) => {
            let seq = item.each()?;
            seq.within().iter().try_for_each(|item| flatten(item, made))?;
            seq.end()
        }
        Item::Scalar(_) | Item::Map(_) => {
            made.push(item.clone());
            Ok(())
        }
    }
}

fn pairs(entries: &[(Item, Item)], shape: Shape) -> Run<Item> {
    Item::seq(shape, pairs_of(entries)?)
}

fn pairs_of(entries: &[(Item, Item)]) -> Run<Vec<Item>> {
    let pair = |(key, value): &(Item, Item)| Item::seq(Shape::Tuple, vec![key.clone(), value.clone()]);
    entries.iter().map(pair).collect()
}
