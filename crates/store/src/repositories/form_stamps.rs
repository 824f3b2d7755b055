//! Stamps of forms. Nothing of them is stored: a stamp says what it says, and its MAC says that it was said here.

use crate::{Database, blind_index::Use};
use congdan_flows::ports::form_stamps::{FormStamps, Stamped};

impl FormStamps for Database {
    fn form_stamp(&self, whose: Stamped) -> String {
        let named = format!("{}.{}", whose.account.simple(), whose.session.simple());
        format!("{named}.{}", self.keys().index_of(Use::FormStamp, &named))
    }

    fn stamped_for(&self, stamp: &str) -> Option<Stamped> {
        let (named, mac) = stamp.rsplit_once('.')?;
        if !self.keys().is_index_of(Use::FormStamp, named, mac) {
            return None;
        }
        let (account, session) = named.split_once('.')?;
        Some(Stamped { account: account.parse().ok()?, session: session.parse().ok()? })
    }
}
