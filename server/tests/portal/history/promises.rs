//! What the portal has acknowledged.

use crate::people::Person;
use std::collections::HashSet;

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

#[derive(Debug, Default)]
pub struct Promises {
    /// "Cập nhật" was pressed so often, answered or not.
    pub questions: usize,
    /// The national accounts, by subject, that were told that a number is theirs.
    pub matched: HashSet<(&'static str, &'static str)>,
    /// The VNeID accounts, by subject, that were let in.
    pub vneid: HashSet<(&'static str, &'static str)>,
    /// Numbers that somebody was told are another account's.
    pub taken: HashSet<&'static str>,
    /// Sessions, by their secrets.
    pub ended: HashSet<String>,
    /// Codes of dossiers.
    pub sent: Vec<String>,
}

impl Promises {
    /// These were made earlier.
    pub fn come_after(&mut self, earlier: Self) {
        let Self { questions, matched, vneid, taken, ended, sent } = earlier;
        self.questions += questions;
        self.matched.extend(matched);
        self.vneid.extend(vneid);
        self.taken.extend(taken);
        self.ended.extend(ended);
        self.sent.extend(sent);
    }
}
