//! A linked account as lists name it. A place number distinguishes several accounts of one provider; nothing personal is shown.

use crate::i18n::{t, t_with, texts::account};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A linked account in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedAccount {
    /// The identity's row.
    pub id: String,
    /// The provider's.
    pub label: String,
    /// Of several accounts of one provider: which of them, in the order in which they came.
    pub place: Option<usize>,
    pub linked_on: String,
    pub last_used: String,
    /// The session that is open was opened with it.
    pub is_this: bool,
}

impl NamedAccount {
    /// The label, with the place where there are several: "… (2)".
    pub fn name(&self) -> String {
        self.placed(&self.label)
    }

    /// Any other name of the account, likewise.
    pub fn placed(&self, name: &str) -> String {
        self.place.map_or_else(|| name.to_owned(), |place| format!("{name} ({place})"))
    }

    /// In the order given: those of one account, or of two that may become one and are numbered together.
    #[cfg(feature = "ssr")]
    pub(crate) fn of(
        portal: &congdan_flows::Portal,
        visitor: &congdan_flows::session::Visitor,
        identities: &[congdan_flows::ports::accounts::Identity],
    ) -> Vec<Self> {
        use crate::when;
        use congdan_flows::ports::accounts::Identity;
        let place = |own: &Identity| {
            let alike = || identities.iter().filter(|other| other.provider == own.provider);
            let earlier = alike().filter(|other| (other.linked_at, other.id) < (own.linked_at, own.id));
            (alike().count() > 1).then(|| earlier.count() + 1)
        };
        let named = identities.iter().map(|identity| Self {
            id: identity.id.to_string(),
            label: portal.provider_label(&identity.provider),
            place: place(identity),
            linked_on: when::date(identity.linked_at),
            last_used: when::moment(identity.last_used_at),
            is_this: visitor.session.identity == identity.id,
        });
        named.collect()
    }

    /// Some of them, by their identities' rows.
    #[cfg(feature = "ssr")]
    pub(crate) fn pick(all: &[Self], ids: impl IntoIterator<Item = uuid::Uuid>) -> Vec<Self> {
        let ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
        all.iter().filter(|named| ids.contains(&named.id)).cloned().collect()
    }
}

/// When it came, when it was used, and whether it is the one in use.
#[component]
pub fn AccountMarks(named: NamedAccount) -> impl IntoView {
    let NamedAccount { linked_on, last_used, is_this, .. } = named;
    let is_this = is_this.then(|| view! { <div><span class="tag tag--success">{t(account::IN_USE)}</span></div> });
    view! {
        <div class="secondary">{t_with(account::LINKED_AND_USED, vec![("linked", linked_on), ("used", last_used)])}</div>
        {is_this}
    }
}

/// The items of a list of accounts.
#[component]
pub fn AccountItems(accounts: Vec<NamedAccount>) -> impl IntoView {
    accounts
        .into_iter()
        .map(|named| view! { <li><span lang="vi">{named.name()}</span> <AccountMarks named=named /></li> })
        .collect_view()
}
