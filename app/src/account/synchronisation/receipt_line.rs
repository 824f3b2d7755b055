//! A synchronisation in one line: when, why and what it changed.

use super::sheet::names;
use crate::i18n::{Text, t, texts::synchronisation as texts};
use congdan_domain::comparison::Fact;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Why a synchronisation happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Number,
    Profile,
    SignIn,
    /// An occasion that only a newer release knows.
    Other,
}

/// A receipt in a list: no value is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceiptLine {
    pub id: String,
    pub at: String,
    pub why: Why,
    pub changed: Vec<Fact>,
}

#[cfg(feature = "ssr")]
impl ReceiptLine {
    /// The line of a receipt.
    pub(crate) fn of(receipt: congdan_flows::ports::synchronisation::Receipt) -> Self {
        use congdan_flows::ports::synchronisation::Occasion;
        let changed = receipt.rows.iter().filter(|compared| compared.row.changes);
        Self {
            changed: changed.map(|compared| compared.row.fact).collect(),
            id: receipt.id.to_string(),
            at: crate::when::moment(receipt.at),
            why: match receipt.occasion {
                Occasion::Number => Why::Number,
                Occasion::Profile => Why::Profile,
                Occasion::SignIn => Why::SignIn,
                Occasion::Unknown => Why::Other,
            },
        }
    }
}

/// Why a synchronisation happened, in words.
pub const fn why_text(why: Why) -> Text {
    match why {
        Why::Number => texts::WHY_NUMBER,
        Why::Profile => texts::WHY_PROFILE,
        Why::SignIn => texts::WHY_SIGN_IN,
        Why::Other => texts::WHY_OTHER,
    }
}

/// What changed, in one line.
#[component]
pub fn Changed(changed: Vec<Fact>) -> impl IntoView {
    if changed.is_empty() {
        view! { <span>{t(texts::NOTHING)}</span> }.into_any()
    } else {
        view! { <span>{t(texts::CHANGED)} ": " {move || names(&changed)}</span> }.into_any()
    }
}
