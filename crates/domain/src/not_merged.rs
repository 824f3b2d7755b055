//! Why two accounts were not merged.

use crate::closed_list::closed_list;

closed_list! {
    /// The closed list: each has words of its own on the page, and a public code.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum NotMerged {
        /// The conflict is no longer open: it is too old, the person signed out in between, or it is resolved.
        Expired = "expired",
        /// The account that was proven is the one that is open.
        SameAccount = "same_account",
        /// The account that was proven, if there is one, is not the one that holds the number.
        OtherAccount = "other_account",
    }
}
