//! What the portal has acknowledged.

use super::moves::Moment;
use crate::{journey::VNEID, people::Person};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Two national accounts of one name, and a VNeID account: all three can come to the same number.
#[derive(Clone, Copy, Debug)]
pub struct Rivals {
    /// Has the VNeID account, too.
    pub owner: Login,
    pub other: Login,
}

/// Somebody who can sign in.
#[derive(Clone, Copy, Debug)]
pub struct Login {
    pub person: Person,
    /// At the national account's provider.
    pub national: &'static str,
    /// At VNeID; empty where there is none.
    pub vneid: &'static str,
}

impl Login {
    /// The subject at this provider.
    pub fn at(&self, provider: &str) -> &'static str {
        if provider == VNEID { self.vneid } else { self.national }
    }
}

impl Rivals {
    pub fn number(&self) -> &'static str {
        self.owner.person.number
    }

    /// By subject: VNeID's, and the two national ones.
    pub fn identities(&self) -> [&'static str; 3] {
        [self.owner.vneid, self.owner.national, self.other.national]
    }
}

/// Each with the moment since when it can be relied on, if no later move takes it back.
#[derive(Debug, Default)]
pub struct Promises {
    /// "Cập nhật" was pressed so often, answered or not.
    pub questions: usize,
    /// The national accounts, by subject, that were told that the number is theirs: the register has matched it.
    pub matched: HashMap<Known, Moment>,
    /// The identities, by subject, that were let in with a number that VNeID may have brought to their account.
    pub let_in: HashMap<Known, Moment>,
    /// Numbers that somebody was told are another account's.
    pub taken: HashMap<&'static str, Moment>,
    /// Two identities that were told to open one account.
    pub merged: HashMap<[&'static str; 2], Moment>,
    /// Identities that were told to open nothing any more.
    pub parted: HashMap<&'static str, Moment>,
    /// Buttons that were pressed, answered or not, and those that were told to have worked.
    pub unlinkings: Counted,
    pub mergings: Counted,
    pub withdrawals: Counted,
    pub deletions: Counted,
    /// Sessions, by their secrets.
    pub ended: HashSet<String>,
    /// Codes of dossiers.
    pub sent: Vec<String>,
}

/// An identity, by subject, and its number.
pub type Known = (&'static str, &'static str);

#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    pub pressed: i64,
    pub done: i64,
}

impl Promises {
    /// These were made earlier.
    pub fn come_after(&mut self, earlier: Self) {
        let Self { questions, matched, let_in, taken, merged, parted, ended, sent, .. } = earlier;
        let counted = [earlier.unlinkings, earlier.mergings, earlier.withdrawals, earlier.deletions];
        self.questions += questions;
        keep_latest(&mut self.matched, matched);
        keep_latest(&mut self.let_in, let_in);
        keep_latest(&mut self.taken, taken);
        keep_latest(&mut self.merged, merged);
        keep_latest(&mut self.parted, parted);
        let own = [&mut self.unlinkings, &mut self.mergings, &mut self.withdrawals, &mut self.deletions];
        for (own, earlier) in own.into_iter().zip(counted) {
            own.pressed += earlier.pressed;
            own.done += earlier.done;
        }
        self.ended.extend(ended);
        self.sent.extend(sent);
    }
}

/// The later a promise was made, the less can have taken it back.
pub fn keep_latest<K: Eq + Hash>(own: &mut HashMap<K, Moment>, more: impl IntoIterator<Item = (K, Moment)>) {
    for (what, since) in more {
        let kept = own.entry(what).or_insert(since);
        *kept = since.max(*kept);
    }
}
