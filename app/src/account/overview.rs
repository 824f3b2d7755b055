//! `/tai-khoan`: the person's information (guide II.5), and "Chỉnh sửa" (guide III.1).

use super::{
    frame::{AccountFrame, AccountPage},
    number::{MatchedOn, NumberReminder},
    security::{Acknowledge, NotificationPanel, Notifications},
    synchronisation::{Sources, SourcesPart, Synchronise},
};
use crate::{
    address::{ACCOUNT, PROFILE},
    entry::CorrectionHelp,
    i18n::{
        Text, fill, language, t,
        texts::{account, synchronisation},
    },
    own::Own,
    provenance::{ValueRows, Values},
    reply::Failure,
    ui::{ButtonLink, SummaryList, SummaryRow, arrivals, follow, loaded},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountInfo {
    pub values: Values,
    pub phone: Option<ContactValue>,
    pub email: Option<ContactValue>,
    pub contact_address: Option<ContactValue>,
    pub sources: Sources,
    pub notifications: Notifications,
}

/// A value of the person's contact data.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactValue {
    pub text: String,
    /// The national account asserts the same; otherwise the person declared it here.
    pub is_national: bool,
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for ContactValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ContactValue").field("is_national", &self.is_national).finish_non_exhaustive()
    }
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for AccountInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountInfo")
    }
}

/// Reads what is known of the person.
#[server(endpoint = "tai-khoan")]
pub async fn load_account() -> Result<Own<AccountInfo>, Failure> {
    use crate::request;
    use congdan_flows::{profile, synchronisation};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let person = &visitor.account.person;
    let contact = person.contact.clone();
    let national = profile::contact_at_national(&portal, &visitor.account).await?;
    let asserted = synchronisation::asserted_instead(&portal, &visitor).await?;
    let value = |own: Option<String>, at_national: Option<String>| {
        own.map(|text| ContactValue { is_national: at_national.as_ref() == Some(&text), text })
    };
    let info = AccountInfo {
        values: Values::of(&portal, asserted.as_ref().unwrap_or(person)),
        sources: Sources::load(&portal, &visitor.account).await?,
        phone: value(contact.phone, national.phone),
        email: value(contact.email, national.email),
        contact_address: value(contact.address, None),
        notifications: Notifications::of(&visitor).await?,
    };
    Ok(Own::of(&visitor, info))
}

/// The page.
#[derive(Debug)]
pub(crate) struct AccountRoute;

impl AccountRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let synchronise = ServerAction::new();
        let acknowledge = ServerAction::new();
        let acknowledged = arrivals(acknowledge, ACCOUNT);
        let account = Resource::new_blocking(move || acknowledged.get(), |_| load_account());
        follow(synchronise);
        follow(acknowledge);
        loaded(
            account,
            move |own| view! { <Overview info=own.open() synchronise=synchronise acknowledge=acknowledge /> },
        )
        .into_any()
    }
}

#[component]
fn Overview(
    info: AccountInfo,
    synchronise: ServerAction<Synchronise>,
    acknowledge: ServerAction<Acknowledge>,
) -> impl IntoView {
    let AccountInfo { values, phone, email, contact_address, sources, notifications } = info;
    let reminder = values.number.is_none().then(|| view! { <NumberReminder wanted=ACCOUNT /> });
    let matched_on = values.matched_on.clone();
    let correction = view! { <CorrectionHelp number=values.number.clone() /> };
    view! {
        <AccountFrame page=AccountPage::Overview>
            <NotificationPanel notifications=notifications page=ACCOUNT action=acknowledge />
            {reminder}
            <SourcesPart sources=sources form=synchronise />
            <h2>{t(account::INFORMATION)}</h2>
            <SummaryList><ValueRows values=values /></SummaryList>
            <MatchedOn on=matched_on />
            {correction}
            <h2>{t(account::CONTACT)}</h2>
            <p>{t(account::CONTACT_YOURS)}</p>
            <SummaryList>
                <ContactRow label=account::PHONE value=phone />
                <ContactRow label=account::EMAIL value=email />
                <ContactRow label=account::CONTACT_ADDRESS value=contact_address />
            </SummaryList>
            <p><ButtonLink href=PROFILE>{t(account::EDIT)}</ButtonLink></p>
        </AccountFrame>
    }
}

#[component]
fn ContactRow(label: Text, value: Option<ContactValue>) -> impl IntoView {
    let Some(ContactValue { text, is_national }) = value else {
        return view! { <SummaryRow label=label /> }.into_any();
    };
    let source = if is_national { account::SOURCE_NATIONAL } else { account::SOURCE_DECLARED };
    let line = move || {
        fill(synchronisation::SOURCE.in_language(language()), &[("source", source.in_language(language()).to_owned())])
    };
    view! { <SummaryRow label=label value=text><div class="secondary">{line}</div></SummaryRow> }.into_any()
}
