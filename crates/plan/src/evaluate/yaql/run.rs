//! Evaluates an expression: names, operators, lambdas (`yaql/language/expressions.py`, `standard_library/{common,boolean,
//! branching,math,system}.py`).

use std::cmp::Ordering;

use hotplate_schema::Value;

use super::item::{Item, Shape, insert};
use super::read::Expr;
use super::{Fault, Run, collections, outside, texts, wrong};
use crate::parameters::{float, whole};

/// Evaluates an expression over `$.data`.
pub(super) fn run(expression: &Expr, data: Item) -> Run<Item> {
    let root = Item::map(vec![(Item::text("data"), data)], true)?;
    let names = Names { own: vec![("1".to_owned(), root)], outer: None };
    Runner { steps: 100_000 }.run(expression, &names)
}

/// The values of names: those of a lambda, then those around it.
pub(super) struct Names<'a> {
    own: Vec<(String, Item)>,
    outer: Option<&'a Names<'a>>,
}

impl Names<'_> {
    /// A name's value; null if there is none.
    fn get(&self, name: &str) -> Item {
        match self.own.iter().rev().find(|(own, _)| own == name) {
            Some((_, item)) => item.clone(),
            None => self.outer.map_or(Item::NULL, |outer| outer.get(name)),
        }
    }
}

/// An evaluation under way.
pub(super) struct Runner {
    /// Steps that may still be taken. Ours.
    steps: u32,
}

impl Runner {
    /// What an expression comes to.
    pub(super) fn run(&mut self, expression: &Expr, names: &Names<'_>) -> Run<Item> {
        self.steps =
            self.steps.checked_sub(1).ok_or_else(|| Fault::Outside("it takes too many steps".to_owned()))?;
        match expression {
            Expr::Constant(value) => Ok(Item::Scalar(value.clone())),
            Expr::Word(word) => Ok(Item::text(word)),
            Expr::Name(name) => names.get(name).weigh(),
            Expr::List(items) => Item::seq(Shape::Tuple, self.all(items, names)?)?.weigh(),
            Expr::Map(entries) => self.map(entries, Vec::new(), names),
            Expr::Pair(..) => outside("=>"),
            Expr::Unary(sign, operand) => {
                let operand = self.run(operand, names)?;
                match *sign {
                    "not" => Ok(Item::bool(!operand.truthy())),
                    sign => arithmetic(if sign == "-" { "-" } else { "+" }, &Item::count(0), &operand),
                }
            }
            Expr::Binary(sign @ ("." | "?."), left, right) => {
                let receiver = self.run(left, names)?;
                if receiver.is_null() && *sign == "?." {
                    return Ok(Item::NULL);
                }
                match &**right {
                    Expr::Call(name, arguments) => self.method(&receiver, name, arguments, names)?.weigh(),
                    Expr::Word(key) => attribute(&receiver, &Item::text(key))?.weigh(),
                    _ => outside("."),
                }
            }
            Expr::Binary("->", left, right) => match &**left {
                Expr::Call(name, arguments) if name == "let" || name == "with" => {
                    let inner = self.bind(arguments, names)?;
                    self.run(right, &inner)
                }
                _ => outside("->"),
            },
            Expr::Binary(sign @ ("and" | "or"), left, right) => {
                let left = self.run(left, names)?;
                if left.truthy() == (*sign == "or") { Ok(left) } else { self.run(right, names) }
            }
            Expr::Binary(sign, left, right) => {
                let (left, right) = (self.run(left, names)?, self.run(right, names)?);
                operate(sign, &left, &right)?.weigh()
            }
            Expr::Index(value, arguments) => {
                let value = self.run(value, names)?;
                let arguments = self.all(arguments, names)?;
                index(&value, &arguments)?.weigh()
            }
            Expr::Call(name, arguments) => self.function(name, arguments, names)?.weigh(),
        }
    }

    /// The values of arguments, none of them named.
    pub(super) fn all(&mut self, arguments: &[Expr], names: &Names<'_>) -> Run<Vec<Item>> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.run(argument, names)?);
        }
        Ok(values)
    }

    /// What a lambda comes to: its arguments are `$1` (which is `$`), `$2` and so on.
    pub(super) fn apply(&mut self, lambda: &Expr, arguments: &[&Item], names: &Names<'_>) -> Run<Item> {
        let own =
            arguments.iter().enumerate().map(|(at, item)| ((at + 1).to_string(), (*item).clone())).collect();
        self.run(lambda, &Names { own, outer: Some(names) })
    }

    /// The entries with these `key => value` put in.
    pub(super) fn map(
        &mut self,
        pairs: &[Expr],
        mut entries: Vec<(Item, Item)>,
        names: &Names<'_>,
    ) -> Run<Item> {
        for pair in pairs {
            let Expr::Pair(key, value) = pair else { return wrong("takes `key => value`") };
            let (key, value) = (self.run(key, names)?, self.run(value, names)?);
            key.hashable()?;
            insert(&mut entries, key, value);
        }
        Item::map(entries, true)
    }

    /// The names that `let` gives.
    fn bind<'n>(&mut self, arguments: &[Expr], names: &'n Names<'n>) -> Run<Names<'n>> {
        let mut own = Vec::with_capacity(arguments.len());
        for (at, argument) in arguments.iter().enumerate() {
            own.push(match argument {
                Expr::Pair(name, value) => match &**name {
                    Expr::Word(name) => (name.clone(), self.run(value, names)?),
                    _ => return wrong("needs a word before `=>`"),
                },
                value => ((at + 1).to_string(), self.run(value, names)?),
            });
        }
        Ok(Names { own, outer: Some(names) })
    }

    /// A call that stands by itself.
    fn function(&mut self, name: &str, arguments: &[Expr], names: &Names<'_>) -> Run<Item> {
        match (name, arguments) {
            ("switch", _) => {
                for case in arguments {
                    let Expr::Pair(condition, value) = case else {
                        return wrong("`switch` takes `condition => value`");
                    };
                    if self.run(condition, names)?.truthy() {
                        return self.run(value, names);
                    }
                }
                return Ok(Item::NULL);
            }
            ("coalesce", _) => {
                for argument in arguments {
                    let value = self.run(argument, names)?;
                    if !value.is_null() {
                        return Ok(value);
                    }
                }
                return Ok(Item::NULL);
            }
            ("dict", [] | [Expr::Pair(..), ..]) => return self.map(arguments, Vec::new(), names),
            // These are the same as methods, also with a lambda.
            ("distinct" | "any" | "all", [collection, rest @ ..]) => {
                let receiver = self.run(collection, names)?;
                return self.method(&receiver, name, rest, names);
            }
            _ if arguments.iter().any(|argument| matches!(argument, Expr::Pair(..))) => return outside("=>"),
            _ => {}
        }
        let values = self.all(arguments, names)?;
        match (name, values.as_slice()) {
            ("len" | "norm" | "isEmpty" | "enumerate" | "append", [_, ..]) => {
                self.method(&values[0], name, &arguments[1..], names)
            }
            ("concat", [Item::Seq(_), ..]) => self.method(&values[0], name, &arguments[1..], names),
            ("list", _) => collections::list(&values),
            ("dict", [items]) => collections::dict(items),
            ("range", [stop]) => range(Some(0), stop.as_int(), Some(1)),
            ("range", [start, stop]) => range(start.as_int(), stop.as_int(), Some(1)),
            ("range", [start, stop, step]) => range(start.as_int(), stop.as_int(), step.as_int()),
            ("str", [value]) => Ok(Item::text(&texts::text(value)?)),
            ("int", [Item::Scalar(value)]) => int(value),
            ("float", [Item::Scalar(value)]) => match number(value) {
                Some(number) => Ok(Item::Scalar(Value::Float(number))),
                None => wrong("`float` takes a number"),
            },
            ("bool", [value]) => Ok(Item::bool(value.truthy())),
            ("abs", [value]) if is_number(value) => {
                let negative = matches!(value, Item::Scalar(Value::Int(..0)))
                    || matches!(value, Item::Scalar(Value::Float(f)) if f.is_sign_negative());
                if negative { arithmetic("-", &Item::count(0), value) } else { Ok(value.clone()) }
            }
            ("max", [a, b]) => Ok(if compare(b, a)? == Ordering::Greater { b } else { a }.clone()),
            ("min", [a, b]) => Ok(if compare(b, a)? == Ordering::Greater { a } else { b }.clone()),
            ("concat", _) => texts::concat(&values),
            ("isString", [value]) => Ok(Item::bool(value.as_str().is_some())),
            ("isBoolean", [value]) => Ok(Item::bool(matches!(value, Item::Scalar(Value::Bool(_))))),
            ("isInteger", [value]) => Ok(Item::bool(matches!(value, Item::Scalar(Value::Int(_))))),
            ("isNumber", [value]) => Ok(Item::bool(is_number(value))),
            ("isDict", [value]) => Ok(Item::bool(matches!(value, Item::Map(_)))),
            ("isList", [value]) => Ok(Item::bool(collections::is_list(value))),
            _ => Err(unknown(name)),
        }
    }

    /// A call after a dot.
    fn method(&mut self, receiver: &Item, name: &str, arguments: &[Expr], names: &Names<'_>) -> Run<Item> {
        match receiver {
            Item::Seq(_) => self.of_list(receiver, name, arguments, names),
            Item::Map(map) => self.of_map(map, name, arguments, names),
            Item::Scalar(Value::String(text)) => {
                let values = self.all(arguments, names)?;
                texts::method(text, name, &values)
            }
            Item::Scalar(Value::Null) if name == "isEmpty" => Ok(Item::bool(true)),
            Item::Scalar(Value::Null) if name == "norm" => Ok(Item::NULL),
            Item::Scalar(_) => Err(refused(name)),
        }
    }
}

/// Functions that are there and not evaluated here.
const OUTSIDE: &str = " accumulate assert call characters cycle datetime def defaultIfEmpty delete deleteAll difference \
    enumerate examine escapeRegex float format generate generateMany hex insert insertMany int intersect isDatetime isEmpty \
    isIterable isRegex isSet isTimespan lambda indexWhere lastIndexOf lastIndexWhere localtz matches merge mergeWith now pow random \
    regex repeat replace replaceBy replaceMany replaceWithDict rightSplit round search searchAll selectAllCases \
    selectCase sequence set shiftBitsLeft shiftBitsRight bitwiseAnd bitwiseNot bitwiseOr bitwiseXor sign skipWhile slice \
    sliceWhere split splitAt splitWhere substring switchCase symmetricDifference takeWhile timespan toSet union unpack \
    utctz with yaqlize zip zipLongest let add remove concat join indexOf thenBy thenByDescending str ";

/// A function that has been asked for in a way that is not evaluated here, or that is not there.
#[cold]
#[inline(never)]
pub(super) fn unknown(name: &str) -> Fault {
    let known = OUTSIDE.split(' ').any(|other| other == name);
    if known { Fault::Outside(format!("`{name}` is not evaluated here")) } else { refused(name) }
}

/// There is no such function, or none for these values.
#[cold]
#[inline(never)]
pub(super) fn refused(name: &str) -> Fault {
    Fault::Wrong(format!("finds no `{name}` for these values"))
}

/// `value.key`: of a map, or of each item of a list.
fn attribute(receiver: &Item, key: &Item) -> Run<Item> {
    match receiver {
        Item::Map(map) => match map.get(key) {
            Some(value) => Ok(value.clone()),
            None => Err(Fault::Wrong(format!(
                "finds no `{}` in a map: `get({0})` gives null then",
                texts::text(key)?
            ))),
        },
        Item::Seq(_) => {
            let seq = receiver.each()?;
            collections::lazily(&seq, &mut |item, found| {
                found.push(attribute(item, key)?);
                Ok(true)
            })
        }
        Item::Scalar(_) => Err(Fault::Wrong(format!("finds no `{}` in what is no map", texts::text(key)?))),
    }
}

fn index(value: &Item, arguments: &[Item]) -> Run<Item> {
    match (value, arguments) {
        (Item::Map(map), [key, default @ ..]) if default.len() < 2 => {
            key.hashable()?;
            match map.get(key).or(default.first()) {
                Some(value) => Ok(value.clone()),
                None => wrong("finds no such key in a map"),
            }
        }
        (Item::Seq(seq), [at]) if collections::is_list(value) => {
            let Some(at) = at.as_int() else { return wrong("takes a whole number for a position") };
            match collections::position(&seq.items, at) {
                Some(item) => Ok(item.clone()),
                None => wrong("finds no such position in a list"),
            }
        }
        _ => wrong("takes `[...]` only of a list or a map (`toList()` makes a list)"),
    }
}

fn operate(sign: &str, left: &Item, right: &Item) -> Run<Item> {
    match sign {
        "=" => Ok(Item::bool(left.same(right))),
        "!=" => Ok(Item::bool(!left.same(right))),
        "<" => compare(left, right).map(|order| Item::bool(order == Ordering::Less)),
        ">" => compare(left, right).map(|order| Item::bool(order == Ordering::Greater)),
        "<=" => compare(left, right).map(|order| Item::bool(order != Ordering::Greater)),
        ">=" => compare(left, right).map(|order| Item::bool(order != Ordering::Less)),
        "in" => match (left, right) {
            (_, Item::Seq(_)) => collections::contains(right, left),
            (Item::Scalar(Value::String(part)), Item::Scalar(Value::String(text))) => {
                Ok(Item::bool(text.contains(part.as_str())))
            }
            _ => wrong("looks with `in` only into a list or text"),
        },
        "=~" | "!~" => outside(sign),
        "+" => plus(left, right),
        "*" => match (left, right) {
            (Item::Scalar(Value::String(text)), times) | (times, Item::Scalar(Value::String(text)))
                if times.as_int().is_some() =>
            {
                let times = usize::try_from(times.as_int().unwrap_or(0)).unwrap_or(0);
                match text.len().saturating_mul(times) {
                    0..10_000 => Ok(Item::text(&text.repeat(times))),
                    _ => wrong("needs more memory than Heat allows"),
                }
            }
            (list @ Item::Seq(seq), times) | (times, list @ Item::Seq(seq))
                if times.as_int().is_some() && collections::is_list(list) =>
            {
                let times = usize::try_from(times.as_int().unwrap_or(0)).unwrap_or(0);
                match seq.items.len().saturating_mul(times) {
                    0..2_000 => {
                        let all = (0..times).flat_map(|_| &seq.items).cloned().collect();
                        Item::seq(seq.shape, all)
                    }
                    _ => wrong("needs more memory than Heat allows"),
                }
            }
            _ => arithmetic(sign, left, right),
        },
        "-" if matches!(left, Item::Seq(_)) => outside(sign),
        _ => arithmetic(sign, left, right),
    }
}

/// `+`: of numbers, texts, lists, maps.
pub(super) fn plus(left: &Item, right: &Item) -> Run<Item> {
    match (left, right) {
        (Item::Scalar(Value::String(_)), Item::Scalar(Value::String(_))) => {
            texts::concat(&[left.clone(), right.clone()])
        }
        (Item::Seq(a), Item::Seq(b)) => {
            let tuple = a.shape == Shape::Tuple && b.shape == Shape::Tuple;
            collections::chain(
                &[left.clone(), right.clone()],
                if tuple { Shape::Tuple } else { Shape::Iterator },
            )
        }
        (Item::Map(a), Item::Map(b)) => {
            let mut entries = a.entries.clone();
            for (key, value) in &b.entries {
                insert(&mut entries, key.clone(), value.clone());
            }
            Item::map(entries, true)
        }
        _ => arithmetic("+", left, right),
    }
}

/// Numbers; `true` and `false` are none.
fn arithmetic(sign: &str, left: &Item, right: &Item) -> Run<Item> {
    let (Item::Scalar(a), Item::Scalar(b)) = (left, right) else {
        return Err(refused(sign));
    };
    if !is_number(left) || !is_number(right) {
        return Err(refused(sign));
    }
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        let too_large = || Fault::Outside("a number is too large".to_owned());
        let (a, b) =
            (i64::try_from(*a).map_err(|_| too_large())?, i64::try_from(*b).map_err(|_| too_large())?);
        let result = match sign {
            "+" => a.checked_add(b),
            "-" => a.checked_sub(b),
            "*" => a.checked_mul(b),
            _ if b == 0 => return wrong("divides by zero"),
            // Python's rounds down, and its remainder has the sign of the divisor.
            "/" => a.checked_div_euclid(b).map(|q| if b < 0 && a.rem_euclid(b) != 0 { q - 1 } else { q }),
            _ => a.checked_rem_euclid(b).map(|r| if b < 0 && r != 0 { r + b } else { r }),
        };
        return match result {
            Some(number) => Ok(Item::Scalar(Value::Int(i128::from(number)))),
            None => Err(too_large()),
        };
    }
    let (a, b) = (number(a).unwrap_or(f64::NAN), number(b).unwrap_or(f64::NAN));
    Ok(Item::Scalar(Value::Float(match sign {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        _ if b == 0.0 => return wrong("divides by zero"),
        "/" => a / b,
        _ => {
            let rest = a % b;
            if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest }
        }
    })))
}

/// Which of two is the greater: of numbers, of texts; null is smaller than anything.
pub(super) fn compare(left: &Item, right: &Item) -> Run<Ordering> {
    match (left, right) {
        (Item::Scalar(Value::String(a)), Item::Scalar(Value::String(b))) => Ok(a.cmp(b)),
        (a, b) if a.is_null() || b.is_null() => Ok(b.is_null().cmp(&a.is_null())),
        (Item::Scalar(Value::Int(a)), Item::Scalar(Value::Int(b))) => Ok(a.cmp(b)),
        (Item::Scalar(a), Item::Scalar(b)) if is_number(left) && is_number(right) => {
            let order = number(a).zip(number(b)).and_then(|(a, b)| a.partial_cmp(&b));
            order.ok_or_else(|| Fault::Outside("it compares what is not a number".to_owned()))
        }
        _ => Err(refused("<")),
    }
}

fn is_number(item: &Item) -> bool {
    matches!(item, Item::Scalar(Value::Int(_) | Value::Float(_)))
}

/// Python's `float()`.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(0.0),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Int(value) => Some(*value as f64),
        Value::Float(value) => Some(*value),
        Value::String(text) => float(text),
        Value::List(_) | Value::Map(_) => None,
    }
}

/// Python's `int()`.
fn int(value: &Value) -> Run<Item> {
    let number = match value {
        Value::String(text) => whole(text),
        Value::Float(value) if value.abs() < 1e18 => Some(Value::Int(value.trunc() as i128)),
        Value::Float(_) => return Err(Fault::Outside("a number is too large".to_owned())),
        Value::Int(_) => Some(value.clone()),
        _ => number(value).map(|number| Value::Int(number as i128)),
    };
    match number {
        Some(number) => Ok(Item::Scalar(number)),
        None => wrong("`int` takes a whole number"),
    }
}

fn range(start: Option<i128>, stop: Option<i128>, step: Option<i128>) -> Run<Item> {
    let (Some(mut at), Some(stop), Some(step)) = (start, stop, step) else { return Err(refused("range")) };
    if step == 0 {
        return wrong("`range` needs a step that is not 0");
    }
    let mut items = Vec::new();
    // One more than anything may go over.
    while items.len() <= 200 && if step > 0 { at < stop } else { at > stop } {
        items.push(Item::Scalar(Value::Int(at)));
        at = at.saturating_add(step);
    }
    Item::broken(Shape::Iterator, items, None)
}
