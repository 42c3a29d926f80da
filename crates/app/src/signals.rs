//! Signals, memos and effects as the page uses them: typed handles to Leptos's reactive graph, where every value is of
//! one type.
//!
//! The graph's machinery becomes code once for each type of value; for this page's twenty-five types that was 120 KB
//! of wasm before optimisation. Here a value is [`Erased`] to the graph, and only its handle knows what it is. This is
//! the one file that knows the graph.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use leptos::reactive::computed::Memo as GraphMemo;
use leptos::reactive::effect::{Effect as GraphEffect, RenderEffect};
pub use leptos::reactive::graph::untrack;
pub use leptos::reactive::owner::{
    LocalStorage, Owner, StoredValue, expect_context, on_cleanup, provide_context,
};
use leptos::reactive::signal::RwSignal as GraphSignal;
use leptos::reactive::traits::{GetUntracked, Read, Track, Update};
pub use leptos::reactive::traits::{GetValue, SetValue, UpdateValue, WithValue};

/// A value whose type only its handle knows.
#[derive(Clone)]
struct Erased(Arc<dyn Any + Send + Sync>);

impl Erased {
    fn of<T: Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(value))
    }

    fn as_ref<T: 'static>(&self) -> &T {
        let Some(value) = self.0.downcast_ref() else {
            unreachable!("a handle has one type for its whole life")
        };
        value
    }
}

/// Where a value is kept.
#[derive(Clone, Copy)]
enum Kept {
    Signal(GraphSignal<Erased>),
    Memo(GraphMemo<Erased>),
}

impl Kept {
    #[inline(never)]
    fn read(self) -> Erased {
        match self {
            Self::Signal(signal) => signal.read().clone(),
            Self::Memo(memo) => memo.read().clone(),
        }
    }

    #[inline(never)]
    fn peek(self) -> Option<Erased> {
        match self {
            Self::Signal(signal) => signal.try_get_untracked(),
            Self::Memo(memo) => memo.try_get_untracked(),
        }
    }

    #[inline(never)]
    fn track(self) {
        match self {
            Self::Signal(signal) => signal.track(),
            Self::Memo(memo) => memo.track(),
        }
    }
}

/// A value that can be read, and followed by whatever reads it in a memo, an effect or a live part of a view.
pub struct ReadSignal<T> {
    kept: Kept,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for ReadSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ReadSignal<T> {}

impl<T> fmt::Debug for ReadSignal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadSignal")
    }
}

impl<T: 'static> ReadSignal<T> {
    fn at(kept: Kept) -> Self {
        Self { kept, of: PhantomData }
    }

    /// Holds the value; tracks.
    pub fn read(&self) -> Held<T> {
        Held { value: self.kept.read(), of: PhantomData }
    }

    /// Holds the value without tracking.
    pub fn read_untracked(&self) -> Held<T> {
        untrack(|| self.read())
    }

    /// Looks at the value; tracks.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.read())
    }

    /// Looks at the value without tracking.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.read_untracked())
    }

    /// Only tracks.
    pub fn track(&self) {
        self.kept.track();
    }
}

impl<T: Clone + 'static> ReadSignal<T> {
    /// The value; tracks.
    pub fn get(&self) -> T {
        self.read().clone()
    }

    /// The value, without tracking.
    pub fn get_untracked(&self) -> T {
        self.read_untracked().clone()
    }

    /// The value, without tracking; `None` once its owner is gone.
    pub fn try_get_untracked(&self) -> Option<T> {
        Some(self.kept.peek()?.as_ref::<T>().clone())
    }
}

/// A value at one moment.
pub struct Held<T> {
    value: Erased,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref()
    }
}

/// A value that is also written.
pub struct RwSignal<T> {
    signal: GraphSignal<Erased>,
    read: ReadSignal<T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> fmt::Debug for RwSignal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RwSignal")
    }
}

impl<T> Deref for RwSignal<T> {
    type Target = ReadSignal<T>;

    fn deref(&self) -> &ReadSignal<T> {
        &self.read
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal of this value.
    pub fn new(value: T) -> Self {
        let signal = GraphSignal::new(Erased::of(value));
        Self { signal, read: ReadSignal::at(Kept::Signal(signal)) }
    }

    /// The half that can be given away.
    pub fn read_only(self) -> ReadSignal<T> {
        self.read
    }

    /// Writes a value.
    pub fn set(self, value: T) {
        put(self.signal, Erased::of(value));
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// Changes the value: a copy, since somebody may hold the one before.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

/// Writes a value, unless its owner is gone.
#[inline(never)]
fn put(signal: GraphSignal<Erased>, value: Erased) {
    signal.try_update(|kept| *kept = value);
}

/// A value that follows from others. Whoever follows it is told only when it comes out different.
pub struct Memo<T> {
    read: ReadSignal<T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

impl<T> Deref for Memo<T> {
    type Target = ReadSignal<T>;

    fn deref(&self) -> &ReadSignal<T> {
        &self.read
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `make` gives. It is given the value before, if there is one.
    pub fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let make = move |before: Option<&Erased>| {
            Erased::of(make(before.and_then(|before| before.0.downcast_ref())))
        };
        let memo = graph_memo(Box::new(make), |before, now| match (before, now) {
            (Some(before), Some(now)) => before.as_ref::<T>() != now.as_ref::<T>(),
            _ => true,
        });
        Self { read: ReadSignal::at(Kept::Memo(memo)) }
    }
}

#[allow(clippy::type_complexity, reason = "the types of two functions, each named by its argument")]
fn graph_memo(
    make: Box<dyn Fn(Option<&Erased>) -> Erased + Send + Sync>,
    differs: fn(Option<&Erased>, Option<&Erased>) -> bool,
) -> GraphMemo<Erased> {
    GraphMemo::new_with_compare(make, differs)
}

/// Something that is done after the page is drawn, and again whenever a signal that it read has changed.
pub struct Effect;

impl Effect {
    /// Does this. It is given `Some` from the second time on.
    #[allow(clippy::new_ret_no_self, reason = "nobody holds an effect: it lives as long as its owner")]
    pub fn new(act: impl FnMut(Option<()>) + 'static) {
        graph_effect(Box::new(act));
    }
}

fn graph_effect(mut act: Box<dyn FnMut(Option<()>)>) {
    GraphEffect::new(move |before: Option<()>| act(before));
}

/// Something that is done again and again, until it is dropped.
pub type Follower = RenderEffect<()>;

/// Does this now and whenever a signal that it read has changed.
pub fn follow(mut act: Box<dyn FnMut()>) -> Follower {
    RenderEffect::new(move |_| act())
}

/// Makes something that lives as long as the page, and lets effects run.
pub fn live_on(make: impl FnOnce() + 'static) {
    leptos::mount::mount_to_body(make);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_memo_that_comes_out_equal_tells_nobody() {
        let owner = Owner::new();
        owner.with(|| {
            let text = RwSignal::new("a # one".to_owned());
            let bare = Memo::new(move |_| text.with(|text| text.split('#').next().unwrap_or("").to_owned()));
            let times = Arc::new(AtomicUsize::new(0));
            let counted = times.clone();
            let length = Memo::new(move |_| {
                counted.fetch_add(1, Ordering::Relaxed);
                bare.with(String::len)
            });
            assert_eq!((length.get(), times.load(Ordering::Relaxed)), (2, 1));
            text.set("a # two".to_owned());
            assert_eq!((length.get(), times.load(Ordering::Relaxed)), (2, 1));
            text.update(|text| text.insert(0, 'b'));
            assert_eq!((length.get(), times.load(Ordering::Relaxed)), (3, 2));
        });
    }

    #[test]
    fn what_is_held_stays_while_the_signal_goes_on() {
        let owner = Owner::new();
        owner.with(|| {
            let signal = RwSignal::new(vec![1]);
            let held = signal.read_untracked();
            signal.update(|values| values.push(2));
            assert_eq!((held.len(), signal.get_untracked()), (1, vec![1, 2]));
            assert_eq!(signal.read_only().try_get_untracked(), Some(vec![1, 2]));
        });
    }

    #[test]
    fn a_signal_whose_owner_is_gone_is_left_alone() {
        let owner = Owner::new();
        let signal = owner.with(|| RwSignal::new(1));
        owner.cleanup();
        signal.set(2);
        assert_eq!(signal.try_get_untracked(), None);
    }
}
