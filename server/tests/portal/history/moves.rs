//! What the clients do to the accounts of a number: identities come and go, and sessions end with that.
//!
//! Several are at one number at once, so a promise is worth only what no other move may have taken back. A move lies somewhere
//! between two moments; one that was cut off in between may have been done.

use std::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering},
};

/// Counted in the order in which the clients live through them.
pub type Moment = u64;

#[derive(Clone, Debug)]
pub enum Effect {
    /// A sign-in: an identity that opens nothing gets an account.
    Arrives(&'static str),
    /// The identity opens the number's account from now on.
    Joins(&'static str),
    /// One of these identities, by subject, opens its account no more; a number that only it vouched for leaves, too.
    Leaves(Vec<&'static str>),
    Merges,
    /// A consent of one of the number's accounts is withdrawn.
    Withdraws,
}

#[derive(Debug)]
struct Move {
    /// The act that makes it, by its first moment.
    act: Moment,
    number: &'static str,
    effect: Effect,
    /// `None` while it is under way.
    ended: Option<Moment>,
    /// The answer said that nothing was done.
    is_void: bool,
}

#[derive(Debug, Default)]
pub struct Moves {
    clock: AtomicU64,
    all: Mutex<Vec<Move>>,
}

impl Moves {
    pub fn now(&self) -> Moment {
        self.clock.fetch_add(1, Ordering::SeqCst)
    }

    /// Ends when what it answers with is dropped.
    pub fn begin(&self, act: Moment, number: &'static str, effect: Effect) -> Moving<'_> {
        let mut all = self.all.lock().unwrap();
        let began = self.now();
        all.push(Move { act, number, effect, ended: None, is_void: false });
        Moving { moves: self, at: all.len() - 1, began }
    }

    /// Whether one of these identities may have been taken away at `since` or later.
    pub fn may_have_left(&self, identities: &[&str], since: Moment) -> bool {
        self.any(since, |made| match &made.effect {
            Effect::Leaves(taken) => taken.iter().any(|identity| identities.contains(identity)),
            Effect::Arrives(_) | Effect::Joins(_) | Effect::Merges | Effect::Withdraws => false,
        })
    }

    /// Whether the identity may have been given an account at `since` or later.
    pub fn may_have_come(&self, identity: &str, since: Moment) -> bool {
        self.any(since, |made| matches!(made.effect, Effect::Arrives(who) | Effect::Joins(who) if who == identity))
    }

    /// Whether a consent may have been withdrawn at `since` or later.
    pub fn may_have_withdrawn(&self, number: &str, since: Moment) -> bool {
        self.any(since, |made| made.number == number && matches!(made.effect, Effect::Withdraws))
    }

    /// Whether another act may have ended the sessions of the number's accounts at `since` or later.
    pub fn may_have_ended_sessions(&self, number: &str, since: Moment, own: Moment) -> bool {
        self.any(since, |made| {
            let ends_none = matches!(made.effect, Effect::Arrives(_) | Effect::Withdraws);
            made.number == number && made.act != own && !ends_none
        })
    }

    fn any(&self, since: Moment, which: impl Fn(&Move) -> bool) -> bool {
        let all = self.all.lock().unwrap();
        all.iter().any(|made| !made.is_void && made.ended.is_none_or(|ended| ended >= since) && which(made))
    }
}

/// A move that is under way.
pub struct Moving<'a> {
    moves: &'a Moves,
    at: usize,
    pub began: Moment,
}

impl Moving<'_> {
    /// Nothing was done, by the portal's own word.
    pub fn came_to_nothing(self) {
        self.moves.all.lock().unwrap()[self.at].is_void = true;
    }
}

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        let ended = self.moves.now();
        // After a panic elsewhere there is nothing left to keep.
        if let Ok(mut all) = self.moves.all.lock() {
            all[self.at].ended = Some(ended);
        }
    }
}
