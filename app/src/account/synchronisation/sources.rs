//! How the profile compares with its sources: the latest synchronisation, whether one waits, and where VNeID has a newer value.

use super::{
    receipt_line::ReceiptLine,
    sheet::{Sheet, SheetRow, names},
    synchronise::Synchronise,
};
use crate::{
    address,
    i18n::{
        fill, language, t, t_with,
        texts::{account, synchronisation as texts},
    },
    ui::{ButtonKind, ButtonLink, Panel, PanelKind, SendButton, StampField, sending},
};
use congdan_domain::comparison::Fact;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How the profile compares with its sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sources {
    /// The rows in which VNeID asserts a newer value.
    pub newer_at_vneid: Vec<SheetRow>,
    pub latest: Option<ReceiptLine>,
    /// The register has not answered the last synchronisation yet.
    pub waits: bool,
    /// One press is enough: the person has given consent before.
    pub one_press: bool,
}

#[cfg(feature = "ssr")]
impl Sources {
    /// Reads it for the account. Fails when the database does.
    pub(crate) async fn load(
        portal: &congdan_flows::Portal,
        account: &congdan_flows::ports::accounts::Account,
    ) -> Result<Self, crate::reply::Failure> {
        use congdan_flows::{consent::Consent, ports::matching::Purpose, synchronisation};
        let newer = synchronisation::newer_at_vneid(portal, account).await?;
        let latest = portal.store.receipts_of(account.id, 1).await?;
        let waits = portal.store.waiting_entry(account.id).await?.is_some();
        let consent = Consent::stored(portal, account, Purpose::Synchronise).await?;
        Ok(Self {
            newer_at_vneid: newer.into_iter().map(|compared| SheetRow::of(portal, compared)).collect(),
            latest: latest.into_iter().next().map(ReceiptLine::of),
            waits: waits && account.person.number.is_some(),
            one_press: consent.is_some(),
        })
    }
}

/// With `form` the part has a button to synchronise; without it, on a page with a button of its own, it shows the sheet.
#[component]
pub fn SourcesPart(sources: Sources, #[prop(optional)] form: Option<ServerAction<Synchronise>>) -> impl IntoView {
    let Sources { newer_at_vneid, latest, waits, one_press } = sources;
    let waits = waits.then(|| {
        view! {
            <Panel><h2>{t(texts::WAITING_HEADING)}</h2><p>{t(texts::WAITING)}</p></Panel>
        }
    });
    let differs = (!newer_at_vneid.is_empty()).then(|| {
        let facts: Vec<Fact> = newer_at_vneid.iter().map(|row| row.row.fact).collect();
        let words = move || fill(texts::TOLD.in_language(language()), &[("facts", names(&facts))]);
        let onward = match form {
            Some(action) => view! { <OnwardForm action=action one_press=one_press /> }.into_any(),
            None => view! { <Sheet rows=newer_at_vneid /> }.into_any(),
        };
        view! {
            <Panel kind=PanelKind::Warning><h2>{t(texts::TOLD_HEADING)}</h2><p>{words}</p></Panel>
            {onward}
        }
    });
    view! {
        {waits}
        {differs}
        {latest.map(|line| view! { <LatestReceipt line=line /> })}
    }
}

#[component]
fn OnwardForm(action: ServerAction<Synchronise>, one_press: bool) -> impl IntoView {
    let see = if one_press { ButtonKind::Secondary } else { ButtonKind::Primary };
    let press = one_press.then(|| {
        view! {
            <ActionForm action=action>
                <StampField />
                <SendButton sending=sending(action) label=account::SYNCHRONISE />
            </ActionForm>
        }
    });
    view! {
        <div class="buttons">
            {press}
            <ButtonLink href=address::IDENTITY kind=see>{t(texts::TOLD_SEE)}</ButtonLink>
        </div>
    }
}

#[component]
fn LatestReceipt(line: ReceiptLine) -> impl IntoView {
    let ReceiptLine { id, at, changed, .. } = line;
    let words = move || {
        let text = if changed.is_empty() { texts::LATEST_SAME } else { texts::LATEST_CHANGED };
        fill(text.in_language(language()), &[("time", at.clone()), ("facts", names(&changed))])
    };
    view! { <p class="secondary">{words} " " <a href=address::receipt(&id)>{t(texts::SEE_RECEIPT)}</a></p> }
}

/// The same on the edit page, in a sentence.
#[component]
pub fn NewerAtVneid(facts: Vec<Fact>) -> impl IntoView {
    (!facts.is_empty()).then(|| {
        let words = move || fill(texts::TOLD_EDIT.in_language(language()), &[("facts", names(&facts))]);
        view! { <Panel kind=PanelKind::Warning><p>{words}</p></Panel> }
    })
}

/// Beneath a contact field: a different value at the national account. The choice is the person's.
#[component]
pub fn NationalValue(value: Option<String>) -> impl IntoView {
    value.map(|value| view! { <p class="secondary" translate="no">{t_with(texts::NATIONAL_SAYS, vec![("value", value)])}</p> })
}
