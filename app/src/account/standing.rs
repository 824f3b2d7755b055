//! Where the profile stands with its sources: what was synchronised last, what waits, and what VNeID says otherwise.

use super::{
    receipt::{ReceiptLine, path},
    sheet::{Sheet, SheetRow, names},
    synchronise::Synchronise,
};
use crate::{
    i18n::{
        fill, language, t, t_with,
        texts::{account, synchronisation as texts},
    },
    ui::{Button, ButtonKind, ButtonLink, Panel, PanelKind},
};
use congdan_domain::comparison::Fact;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// In what VNeID says something newer.
    pub told: Vec<SheetRow>,
    pub latest: Option<ReceiptLine>,
    /// The register has not answered the last synchronisation yet.
    pub waits: bool,
    /// One press is enough: the consent stands.
    pub one_press: bool,
}

#[cfg(feature = "ssr")]
impl Standing {
    pub(crate) async fn load(
        portal: &congdan_flows::Portal,
        account: &congdan_flows::ports::accounts::Account,
    ) -> Result<Self, crate::reply::Failure> {
        use congdan_flows::{consent::Consent, synchronisation};
        let told = synchronisation::newer_at_vneid(portal, account).await?;
        let latest = portal.store.receipts_of(account.id, 1).await?;
        let waits = portal.store.waiting_entry(account.id).await?.is_some();
        let consent = Consent::stored(portal, account).await?;
        Ok(Self {
            told: told.into_iter().map(|compared| SheetRow::of(portal, compared)).collect(),
            latest: latest.into_iter().next().map(ReceiptLine::of),
            waits: waits && account.person.number.is_some(),
            one_press: consent.is_some(),
        })
    }
}

/// `form` stands where the page has no such button of its own; otherwise the sheet is shown.
#[component]
pub fn StandingPart(standing: Standing, #[prop(optional)] form: Option<ServerAction<Synchronise>>) -> impl IntoView {
    let Standing { told, latest, waits, one_press } = standing;
    let waits = waits.then(|| {
        view! {
            <Panel><h2>{t(texts::WAITING_HEADING)}</h2><p>{t(texts::WAITING)}</p></Panel>
        }
    });
    let differs = (!told.is_empty()).then(|| {
        let facts: Vec<Fact> = told.iter().map(|row| row.row.fact).collect();
        let words = move || fill(texts::TOLD.in_language(language()), &[("facts", names(&facts))]);
        let onward = match form {
            Some(action) => view! { <OnwardForm action=action one_press=one_press /> }.into_any(),
            None => view! { <Sheet rows=told /> }.into_any(),
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
                <Button busy=action.pending()>{t(account::SYNCHRONISE)}</Button>
            </ActionForm>
        }
    });
    view! {
        <div class="buttons">
            {press}
            <ButtonLink href="/tai-khoan/dinh-danh" kind=see>{t(texts::TOLD_SEE)}</ButtonLink>
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
    view! { <p class="secondary">{words} " " <a href=path(&id)>{t(texts::SEE_RECEIPT)}</a></p> }
}

/// The same on the edit page, in a sentence.
#[component]
pub fn ToldLine(told: Vec<Fact>) -> impl IntoView {
    (!told.is_empty()).then(|| {
        let words = move || fill(texts::TOLD_EDIT.in_language(language()), &[("facts", names(&told))]);
        view! { <Panel kind=PanelKind::Warning><p>{words}</p></Panel> }
    })
}

/// Beneath a contact field: what the national account says, where that is something else. The choice is the person's.
#[component]
pub fn NationalSays(value: Option<String>) -> impl IntoView {
    value.map(|value| view! { <p class="secondary" translate="no">{t_with(texts::NATIONAL_SAYS, vec![("value", value)])}</p> })
}
