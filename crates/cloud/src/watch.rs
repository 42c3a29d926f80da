//! How often to look at something that changes by itself.

use std::time::Duration;

/// While something happens.
const QUICK: Duration = Duration::from_secs(2);

/// The longest pause.
const SLOW: Duration = Duration::from_secs(30);

/// What the last look showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Something is different.
    Changed,
    /// Nothing is, but something may still be.
    Same,
    /// Nothing will be different any more.
    Settled,
    /// There was nothing to be seen; how many seconds to wait at least, if the service said so.
    Failed(Option<u32>),
}

/// Decides when to look again: soon while something happens, ever later while nothing does, not at all while nobody sees
/// it or when all is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    pause: Duration,
    hidden: bool,
    settled: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self { pause: QUICK, hidden: false, settled: false }
    }
}

impl Watch {
    /// Takes in what a look showed.
    pub fn saw(&mut self, news: News) {
        self.settled = news == News::Settled;
        self.pause = match news {
            News::Changed | News::Settled => QUICK,
            News::Same => longer(self.pause),
            News::Failed(asked) => {
                let asked = Duration::from_secs(asked.map_or(0, u64::from));
                longer(self.pause).max(asked)
            }
        };
    }

    /// Takes in whether anybody can see it. Who comes back sees what is, at once.
    pub fn hide(&mut self, hidden: bool) {
        if self.hidden && !hidden {
            self.pause = QUICK;
        }
        self.hidden = hidden;
    }

    /// Something was done that will show.
    pub fn stir(&mut self) {
        self.settled = false;
        self.pause = QUICK;
    }

    /// How long to wait before the next look; nothing if there is to be none.
    pub fn pause(&self) -> Option<Duration> {
        (!self.hidden && !self.settled).then_some(self.pause)
    }
}

/// Half as long again, up to the longest.
fn longer(pause: Duration) -> Duration {
    (pause * 3 / 2).min(SLOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(watch: &Watch) -> Option<f64> {
        watch.pause().map(|pause| pause.as_secs_f64())
    }

    #[test]
    fn it_looks_often_while_something_happens_and_ever_less_while_nothing_does() {
        let mut watch = Watch::default();
        assert_eq!(seconds(&watch), Some(2.0));
        let mut pauses = Vec::new();
        for _ in 0..9 {
            watch.saw(News::Same);
            pauses.extend(seconds(&watch));
        }
        assert_eq!(pauses[..3], [3.0, 4.5, 6.75]);
        assert_eq!(pauses[8], 30.0);
        watch.saw(News::Changed);
        assert_eq!(seconds(&watch), Some(2.0));
    }

    #[test]
    fn it_waits_as_long_as_the_service_asks() {
        let mut watch = Watch::default();
        watch.saw(News::Failed(Some(120)));
        assert_eq!(seconds(&watch), Some(120.0));
        watch.saw(News::Failed(None));
        assert_eq!(seconds(&watch), Some(30.0));
    }

    #[test]
    fn it_does_not_look_when_nobody_sees_it_or_all_is_over() {
        let mut watch = Watch::default();
        watch.saw(News::Same);
        watch.hide(true);
        assert_eq!(seconds(&watch), None);
        watch.hide(false);
        assert_eq!(seconds(&watch), Some(2.0));
        watch.saw(News::Settled);
        assert_eq!(seconds(&watch), None);
        watch.stir();
        assert_eq!(seconds(&watch), Some(2.0));
    }
}
