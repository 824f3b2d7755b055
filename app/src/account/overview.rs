//! `/tai-khoan`: the person's information (guide II.5), and "Chỉnh sửa" (guide III.1).

use super::{
    arrivals,
    frame::{AccountFrame, AccountPage},
    news::{News, NewsPanel, OVERVIEW, Understand},
    standing::{Standing, StandingPart},
    synchronise::Synchronise,
    value::{ValueRows, Values},
};
use crate::{
    cccd::{CorrectionHelp, form_path},
    i18n::{
        Text, fill, language, t, t_with,
        texts::{account, synchronisation},
    },
    reply::Failure,
    ui::{ButtonLink, Panel, PanelKind, SummaryList, SummaryRow, follow, loaded},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountInfo {
    pub values: Values,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact_address: Option<String>,
    /// These are what the national account says: phone, e-mail.
    pub as_national: (bool, bool),
    pub standing: Standing,
    pub news: News,
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for AccountInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountInfo")
    }
}

/// Reads what is known of the person.
#[server(endpoint = "tai-khoan")]
pub async fn load_account() -> Result<AccountInfo, Failure> {
    use crate::request;
    use congdan_flows::{profile, synchronisation};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let person = &visitor.account.person;
    let contact = person.contact.clone();
    let national = profile::contact_at_national(&portal, &visitor.account).await?;
    let said = synchronisation::asserted_instead(&portal, &visitor).await?;
    let same = |own: &Option<String>, said: &Option<String>| own.is_some() && own == said;
    Ok(AccountInfo {
        values: Values::of(&portal, said.as_ref().unwrap_or(person)),
        as_national: (same(&contact.phone, &national.phone), same(&contact.email, &national.email)),
        standing: Standing::load(&portal, &visitor.account).await?,
        phone: contact.phone,
        email: contact.email,
        contact_address: contact.address,
        news: News::of(&visitor).await?,
    })
}

#[derive(Debug)]
pub(crate) struct AccountRoute;

#[lazy_route]
impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let (synchronise, understood) = (ServerAction::new(), ServerAction::new());
        let told = arrivals(understood, OVERVIEW);
        let account = Resource::new_blocking(move || told.get(), |_| load_account());
        follow(synchronise);
        follow(understood);
        loaded(
            account,
            move |account| view! { <Overview info=account synchronise=synchronise understood=understood /> },
        )
        .into_any()
    }
}

#[component]
fn Overview(
    info: AccountInfo,
    synchronise: ServerAction<Synchronise>,
    understood: ServerAction<Understand>,
) -> impl IntoView {
    let AccountInfo { values, phone, email, contact_address, as_national, standing, news } = info;
    let reminder = values.number.is_none().then(|| view! { <NumberReminder wanted="/tai-khoan" /> });
    let matched_on = values.matched_on.clone();
    let correction = values.number.is_some().then(|| view! { <CorrectionHelp /> });
    view! {
        <AccountFrame page=AccountPage::Overview>
            <NewsPanel news=news page=OVERVIEW action=understood />
            {reminder}
            <StandingPart standing=standing form=synchronise />
            <h2>{t(account::INFORMATION)}</h2>
            <SummaryList><ValueRows values=values /></SummaryList>
            <MatchedOn on=matched_on />
            {correction}
            <h2>{t(account::CONTACT)}</h2>
            <p>{t(account::CONTACT_YOURS)}</p>
            <SummaryList>
                <ContactRow label=account::PHONE value=phone as_national=as_national.0 />
                <ContactRow label=account::EMAIL value=email as_national=as_national.1 />
                <ContactRow label=account::CONTACT_ADDRESS value=contact_address />
            </SummaryList>
            <p><ButtonLink href="/tai-khoan/chinh-sua">{t(account::EDIT)}</ButtonLink></p>
        </AccountFrame>
    }
}

#[component]
fn ContactRow(label: Text, value: Option<String>, #[prop(optional)] as_national: bool) -> impl IntoView {
    let source = if as_national { account::SOURCE_NATIONAL } else { account::SOURCE_DECLARED };
    let line = move || {
        fill(synchronisation::SOURCE.in_language(language()), &[("source", source.in_language(language()).to_owned())])
    };
    let source = value.is_some().then(|| view! { <div class="secondary">{line}</div> });
    view! { <SummaryRow label=label value=value.unwrap_or_default()>{source}</SummaryRow> }
}

/// When the register last agreed.
#[component]
pub fn MatchedOn(on: Option<String>) -> impl IntoView {
    on.map(|on| view! { <p class="secondary">{t_with(account::MATCHED_ON, vec![("date", on)])}</p> })
}

/// "Bỏ qua" means later: what stays closed, with the button that opens it (journeys, rule 11).
#[component]
pub fn NumberReminder(wanted: &'static str) -> impl IntoView {
    let href = form_path(&WantedPath::parse_or_home(wanted));
    view! {
        <Panel kind=PanelKind::Warning>
            <p>{t(account::NO_NUMBER)}</p>
            <p><ButtonLink href=href>{t(account::ADD_NUMBER)}</ButtonLink></p>
        </Panel>
    }
}
