//! The conversation replayed: a slider over its moments, and the list of what happens.

use std::time::Duration;

use super::Telling;
use super::course::{capital, supposing_view};
use crate::browser::set_timeout;
use crate::dom::{CLICK, El, INPUT, Node, button, el, keyed, list, live, row, target_value, when};
use crate::panels::{END, Moment, clock, moments};
use crate::signals::{Memo, RwSignal, untrack};
use crate::views::pieces::{message_view, muted};

/// How long a moment is shown while the conversation plays.
const PACE: Duration = Duration::from_millis(1200);

/// Where one is in the replay.
#[derive(Clone, Copy)]
struct Replay {
    telling: Telling,
    moments: Memo<Vec<Moment>>,
    playing: RwSignal<bool>,
    /// Counts the times that playing was begun, so that a step of an earlier one is not taken.
    round: RwSignal<u32>,
}

impl Replay {
    /// The place of the moment that is shown, and the last place; tracks.
    fn place(self) -> (usize, usize) {
        let moment = self.telling.moment.get();
        self.moments.with(|all| {
            let last = all.len().saturating_sub(1);
            let behind = all.iter().position(|it| it.at > moment);
            (behind.map_or(last, |behind| behind.saturating_sub(1)), last)
        })
    }

    /// Shows the moment of that place; the last shows all there is.
    fn go(self, place: usize) {
        let at = self.moments.with_untracked(|all| if place + 1 >= all.len() { END } else { all[place].at });
        self.telling.moment.set(at);
    }

    fn step(self, step: isize) {
        self.playing.set(false);
        let (now, _) = untrack(|| self.place());
        self.go(now.saturating_add_signed(step));
    }

    /// Plays from here, or from the start if this is the end; or stops.
    fn turn(self) {
        let playing = !self.playing.get_untracked();
        self.playing.set(playing);
        if playing {
            self.round.update(|round| *round = round.wrapping_add(1));
            let (now, last) = untrack(|| self.place());
            if now == last {
                self.go(0);
            }
            self.later(self.round.get_untracked());
        }
    }

    fn later(self, round: u32) {
        let next = move || {
            let current = self.playing.try_get_untracked() == Some(true)
                && self.round.try_get_untracked() == Some(round);
            if current {
                let (now, last) = untrack(|| self.place());
                self.go(now + 1);
                if now + 1 < last {
                    self.later(round);
                } else {
                    self.playing.set(false);
                }
            }
        };
        set_timeout(next, PACE);
    }
}

/// The bar with the slider, and the list under it.
pub(super) fn replay_view(telling: Telling) -> El {
    let workspace = telling.workspace;
    let moments = Memo::new(move |_| {
        let (planned, exchange) = (workspace.planned().read(), telling.exchange.read());
        moments(&planned.value, &exchange)
    });
    let replay = Replay { telling, moments, playing: RwSignal::new(false), round: RwSignal::new(0) };
    el("section")
        .class("replay card padded")
        .attr("aria-label", "Replay")
        .child(bar(replay))
        .child(el("p").class("now").attr("aria-live", "polite").child(live(move || now_view(replay))))
        .child(course_list(replay))
        .child(supposing_view(telling))
}

fn bar(replay: Replay) -> El {
    let at_start = move || replay.place().0 == 0;
    let at_end = move || {
        let (now, last) = replay.place();
        now == last
    };
    let play = move || if replay.playing.get() { ("❚❚", "Pause") } else { ("▶", "Play") };
    let slider = el("input")
        .attr("type", "range")
        .attr("min", "0")
        .live("max", move || replay.place().1.to_string())
        .prop("value", move || replay.place().0.to_string())
        .attr("aria-label", "Moment")
        .live("aria-valuetext", move || spoken(replay))
        .on(INPUT, move |event| {
            replay.playing.set(false);
            replay.go(target_value(&event).parse().unwrap_or(0));
        });
    el("div")
        .class("replay-bar")
        .child(
            button("btn play")
                .on(CLICK, move |_| replay.turn())
                .child(el("span").attr("aria-hidden", "true").child(live(move || play().0)))
                .child(" ")
                .child(live(move || play().1)),
        )
        .child(
            button("btn")
                .attr("aria-label", "One step back")
                .prop("disabled", at_start)
                .on(CLICK, move |_| replay.step(-1))
                .child("‹"),
        )
        .child(slider)
        .child(
            button("btn")
                .attr("aria-label", "One step on")
                .prop("disabled", at_end)
                .on(CLICK, move |_| replay.step(1))
                .child("›"),
        )
        .child(el("output").class("mono clock").child(live(move || {
            let (now, _) = replay.place();
            replay.moments.with(|all| all.get(now).map(|moment| clock(moment.at)).unwrap_or_default())
        })))
}

fn spoken(replay: Replay) -> String {
    let (now, _) = replay.place();
    replay.moments.with(|all| {
        let words = all.get(now).map(|moment| format!("{}: {}", clock(moment.at), moment.words.join("; ")));
        words.unwrap_or_default().replace('`', "")
    })
}

/// What happens at the moment that is shown.
fn now_view(replay: Replay) -> Node {
    let (now, last) = replay.place();
    let words = replay.moments.with(|all| all.get(now).map(|it| it.words.join("; ")).unwrap_or_default());
    let rest = if now == last { "." } else { ". Everything below is as it is at this moment." };
    list([message_view(&capital(&words)), rest.into()])
}

/// Every moment, to be read and to go to.
fn course_list(replay: Replay) -> El {
    let open = RwSignal::new(false);
    let rows = move || {
        let mut rows = Vec::new();
        for (place, moment) in replay.moments.read().iter().enumerate() {
            let (at, words) = (clock(moment.at), moment.words.join("; "));
            let key = format!("{place} {at} {words}");
            rows.push(row(key, move || moment_row(replay, place, at, words).into()));
        }
        rows
    };
    let turn = move || if open.get() { "Hide the steps" } else { "Every step" };
    el("div")
        .class("steps-of-course")
        .child(
            button("link")
                .live("aria-expanded", move || open.get().to_string())
                .on(CLICK, move |_| open.update(|open| *open = !*open))
                .child(live(turn)),
        )
        .child(when(move || open.get(), move || {
            let supposed = "Durations are supposed, the same for every instance unless you say otherwise: 5 minutes to boot, a poll every 30 seconds, 1 second for a script, 1 for a signal.";
            el("div").child(el("ol").class("course").child(keyed(rows))).child(muted(supposed))
        }))
}

fn moment_row(replay: Replay, place: usize, at: String, words: String) -> El {
    let on = move || replay.place().0 == place;
    el("li").child(
        button("moment")
            .toggle("on", on)
            .live("aria-current", move || if on() { "step" } else { "false" })
            .on(CLICK, move |_| {
                replay.playing.set(false);
                replay.go(place);
            })
            .child(el("span").class("mono").child(at))
            .child(el("span").child(message_view(&words))),
    )
}
