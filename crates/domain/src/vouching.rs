//! What vouches for an account's number, and which acts that opens (ADR 14).

use crate::{closed_list::closed_list, policy::NationalAccount};
use serde::{Deserialize, Serialize};

/// What vouches for the number of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vouching {
    /// VNeID asserts it for the person who opens the account.
    AssertedByVneid,
    /// Another provider asserts it.
    AssertedByOther {
        /// The register has confirmed it since, with the person's name and birth date.
        matched: bool,
    },
    /// The person typed it, and the register knows it with the name and the birth date that the account's provider asserts.
    TypedAndMatched,
}

impl Vouching {
    /// Whether the register has compared the number, as far as this kind says.
    pub const fn is_matched(self) -> bool {
        matches!(self, Self::AssertedByOther { matched: true } | Self::TypedAndMatched)
    }
}

closed_list! {
    /// What a number may open. The code is the name of its row in the configuration's table.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum GatedAct {
        /// To send an application.
        Apply = "apply",
        /// To see the dossiers that were filed before.
        EarlierDossiers = "earlier_dossiers",
        /// To see what the register holds beyond number, name and birth date.
        RegisterFields = "register_fields",
        /// To replace the number by another one.
        ChangeNumber = "change_number",
        /// To open a desk; a role is needed as well (ADR 15).
        Desk = "desk",
    }
}

/// Whether an act is open, and if not, what opens it; the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// It is open.
    Open,
    /// A match with the register opens it, or VNeID.
    AfterMatch,
    /// Only VNeID opens it.
    Closed,
}

/// A cell of a column in which a later match changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// The act is open.
    Open,
    /// The act is closed.
    Closed,
}

impl From<Cell> for Opening {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Open => Self::Open,
            Cell::Closed => Self::Closed,
        }
    }
}

/// What each kind of vouching opens of one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Where VNeID asserts the number.
    pub vneid: Cell,
    /// Where another provider asserts it. `after_match` holds under the policy `link`; under `full` no match is needed.
    pub other: Opening,
    /// Where it was typed and matched.
    pub typed: Cell,
}

/// The table that says which acts each kind of vouching opens (`[policy.opens]`). A row that is left out is the default's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Opens {
    /// [`GatedAct::Apply`].
    pub apply: Row,
    /// [`GatedAct::EarlierDossiers`].
    pub earlier_dossiers: Row,
    /// [`GatedAct::RegisterFields`].
    pub register_fields: Row,
    /// [`GatedAct::ChangeNumber`].
    pub change_number: Row,
    /// [`GatedAct::Desk`].
    pub desk: Row,
}

impl Default for Opens {
    fn default() -> Self {
        let after_match = Row { vneid: Cell::Open, other: Opening::AfterMatch, typed: Cell::Open };
        let vneid_only = Row { vneid: Cell::Open, other: Opening::Closed, typed: Cell::Closed };
        Self {
            apply: after_match,
            earlier_dossiers: after_match,
            register_fields: vneid_only,
            change_number: vneid_only,
            desk: vneid_only,
        }
    }
}

/// Why a row of the table is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// What VNeID does not open, nothing weaker opens.
    #[error("opens to a weaker kind what is closed to VNeID")]
    StrongerClosed,
    /// A person who may send an application may see what was sent.
    #[error("opens to a kind that does not open earlier_dossiers")]
    SentUnseen,
    /// The desk opens in VNeID's session alone (ADR 15).
    #[error("opens a desk without VNeID")]
    DeskWithoutVneid,
}

impl Opens {
    /// Whether this kind of vouching opens the act, while the policy for national accounts is this one.
    pub fn opening(&self, policy: NationalAccount, vouching: Vouching, act: GatedAct) -> Opening {
        let row = self.row(act);
        match vouching {
            Vouching::AssertedByVneid => row.vneid.into(),
            Vouching::TypedAndMatched => row.typed.into(),
            Vouching::AssertedByOther { matched } => match (policy, row.other) {
                (NationalAccount::Closed, _) => Opening::Closed,
                (NationalAccount::Full, Opening::AfterMatch) => Opening::Open,
                (NationalAccount::Link, Opening::AfterMatch) if matched => Opening::Open,
                (NationalAccount::Full | NationalAccount::Link, other) => other,
            },
        }
    }

    /// # Errors
    /// The first act whose row is refused, with the reason.
    pub fn check(&self) -> Result<(), (GatedAct, RowError)> {
        for act in GatedAct::ALL {
            let row = self.row(act);
            let is_weaker_open = row.other != Opening::Closed || row.typed == Cell::Open;
            if act == GatedAct::Desk && is_weaker_open {
                return Err((act, RowError::DeskWithoutVneid));
            }
            if row.vneid == Cell::Closed && is_weaker_open {
                return Err((act, RowError::StrongerClosed));
            }
        }
        let (send, see) = (self.apply, self.earlier_dossiers);
        let cell = |cell: Cell| Opening::from(cell);
        if see.other > send.other || cell(see.typed) > cell(send.typed) || cell(see.vneid) > cell(send.vneid) {
            return Err((GatedAct::Apply, RowError::SentUnseen));
        }
        Ok(())
    }

    const fn row(&self, act: GatedAct) -> Row {
        match act {
            GatedAct::Apply => self.apply,
            GatedAct::EarlierDossiers => self.earlier_dossiers,
            GatedAct::RegisterFields => self.register_fields,
            GatedAct::ChangeNumber => self.change_number,
            GatedAct::Desk => self.desk,
        }
    }
}
