//! When the register is asked at all: a circuit breaker.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};
use time::{Duration, OffsetDateTime};

/// Between two queries of people to a register that was silent the last time.
const PAUSE: Duration = Duration::milliseconds(250);

/// When it opens, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct BreakerRules {
    /// So many queries in a row without an answer; 0 is never.
    pub failures: u32,
    /// All of them within this time.
    pub window: Duration,
    /// Open for this long at first, and for twice as long after each probe without an answer…
    pub first: Duration,
    /// …up to this.
    pub most: Duration,
}

/// Closed: every query goes through. Open: none does, until its time has passed or a person asks anew; then one query is the
/// probe (half-open), and its answer closes the breaker.
#[derive(Debug)]
pub(super) struct Breaker {
    rules: BreakerRules,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Since the last answer.
    failures: VecDeque<OffsetDateTime>,
    open: Option<Open>,
    probing: bool,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    since: OffsetDateTime,
    length: Duration,
}

impl State {
    fn turns_away(&self, now: OffsetDateTime, by_person: bool) -> bool {
        let Some(open) = self.open else { return false };
        let wait = if by_person { PAUSE.min(open.length) } else { open.length };
        // A clock that was set back does not keep it open.
        self.probing || (Duration::ZERO..wait).contains(&(now - open.since))
    }
}

impl Breaker {
    pub fn new(rules: BreakerRules) -> Self {
        Self { rules, state: Mutex::default() }
    }

    /// As at the start.
    pub fn reset(&self) {
        let mut state = self.lock();
        *state = State::default();
        self.show(&state);
    }

    /// Whether a query would be turned away now.
    pub fn turns_away(&self, now: OffsetDateTime, by_person: bool) -> bool {
        self.lock().turns_away(now, by_person)
    }

    /// Lets a query through, or not. An admission that is dropped without an answer leaves the breaker as it was.
    pub fn admit(&self, now: OffsetDateTime, by_person: bool) -> Option<Admission<'_>> {
        let mut state = self.lock();
        if state.turns_away(now, by_person) {
            return None;
        }
        let is_probe = state.open.is_some();
        state.probing |= is_probe;
        self.show(&state);
        Some(Admission { breaker: self, is_probe })
    }

    fn settle(&self, is_probe: bool, answered: bool, now: OffsetDateTime) {
        let mut state = self.lock();
        match state.open {
            Some(_) if is_probe && answered => {
                tracing::info!("the population database answers again");
                *state = State::default();
            }
            Some(open) if is_probe => {
                let twice: Duration = open.length * 2;
                state.open = Some(Open { since: now, length: twice.min(self.rules.most) });
            }
            // It was asked before the breaker opened.
            Some(_) => {}
            None if answered => state.failures.clear(),
            None => {
                let begin = now - self.rules.window;
                state.failures.retain(|at| *at >= begin);
                state.failures.push_back(now);
                if self.rules.failures > 0 && state.failures.len() >= self.rules.failures as usize {
                    tracing::warn!("the population database is silent: questions wait, and single ones probe");
                    *state = State { open: Some(Open { since: now, length: self.rules.first }), ..State::default() };
                }
            }
        }
        self.show(&state);
    }

    fn show(&self, state: &State) {
        let value = match (state.open, state.probing) {
            (None, _) => 0.0,
            (Some(_), true) => 1.0,
            (Some(_), false) => 2.0,
        };
        metrics::gauge!("register_breaker_state").set(value);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A query that is under way.
#[derive(Debug)]
pub(super) struct Admission<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Admission<'_> {
    /// The register answered, however badly, or it did not.
    pub fn settle(self, answered: bool, now: OffsetDateTime) {
        self.breaker.settle(self.is_probe, answered, now);
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        if self.is_probe {
            let mut state = self.breaker.lock();
            state.probing = false;
            self.breaker.show(&state);
        }
    }
}
