//! The simulated clock: seconds since the stack was begun. How long things take in truth depends on the testbed; the
//! durations here are suppositions, the same for every instance, so that the order of things can be told.

/// Seconds from the order to start a server until its agent polls for the first time. Supposed.
pub const BOOT: u32 = 300;

/// Seconds between two polls of an agent (os-collect-config, `polling_interval`).
pub const POLL: u32 = 30;

/// Seconds that a script takes. Supposed.
pub const SCRIPT: u32 = 1;

/// Seconds in which Heat derives a config and offers it. Supposed.
pub const OFFER: u32 = 1;

/// Seconds that a signal is on its way. Supposed.
pub const SIGNAL: u32 = 1;

/// Minutes after which Heat gives up on a stack (`stack_action_timeout`).
pub(crate) const TIMEOUT_MINS: u32 = 60;

/// The first poll at a second or after it, of an agent whose next poll is due at `due`.
pub(crate) fn next_poll(due: u32, second: u32) -> u32 {
    let late = second.saturating_sub(due);
    due.saturating_add(late.div_ceil(POLL).saturating_mul(POLL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_polls_every_so_often() {
        assert_eq!([0, 300, 301, 330, 331].map(|second| next_poll(300, second)), [300, 300, 330, 330, 360]);
        assert_eq!(next_poll(u32::MAX - 1, u32::MAX), u32::MAX);
    }
}
