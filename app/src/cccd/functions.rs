//! "Cập nhật", "Bỏ qua" and "Thử lại".

use crate::{
    entry::TypedEntry,
    reply::{Failure, Reply},
};
use leptos::prelude::*;

/// The name of the form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "can-cuoc";

/// What is typed into it.
#[cfg(feature = "ssr")]
const FIELDS: &[&str] = &["number", "full_name", "day", "month", "year", "year_only", "consent"];

/// "Cập nhật": the structure first, at no cost; then what contradicts itself, unless the person has `confirmed` it; then the
/// register; then on to `tiep`.
#[server(endpoint = "can-cuoc/cap-nhat")]
pub async fn update_number(
    #[server(flatten)] typed: TypedEntry,
    #[server(default)] tiep: String,
    #[server(default)] confirmed: bool,
) -> Result<Reply, Failure> {
    use super::looked_at;
    use crate::{
        address, match_report,
        reply::Notice,
        request::{self, OwnForm},
        when::Today,
    };
    use congdan_flows::{cccd, cccd::Asking, consent::Consent, gate, ports::matching::Purpose};
    let portal = request::portal();
    let info = request::info();
    let wanted = address::after_number(&tiep);
    let page = address::number_form(&wanted);
    let visitor = request::acting(OwnForm::filled_in(FORM, &page, FIELDS)).await?;
    let form = request::form_of(FORM, &visitor);
    if visitor.account.person.number.is_some() && !gate::waits_for_match(&portal, &visitor) {
        // Pressed twice: the first time has done it.
        return request::answer(&form, &page, Reply::go_with(wanted.as_str(), Notice::Matched)).await;
    }
    let mut typed = typed;
    let ticked = typed.take_tick(info.language);
    let consent = Consent::of_form(&portal, &visitor.account, Purpose::Match, ticked).await?;
    let checked = typed.check(Today::of(&portal), consent.is_none());
    let (entry, consent) = match (checked, consent) {
        (Ok(entry), Some(consent)) => (entry, consent),
        (Err(state), _) => return request::answer(&form, &page, Reply::Invalid(state)).await,
        (Ok(_), None) => return request::answer(&form, &page, Reply::go(page.clone())).await,
    };
    if confirmed {
        looked_at::settled(&visitor).await?;
    } else if let Some(reply) = looked_at::look_first(&portal, &visitor, &entry, &typed, &page, &wanted).await? {
        return request::answer(&form, &page, reply).await;
    }
    let asking = Asking { purpose: Purpose::Match, address: &info.address, consent, wanted: &wanted };
    let report = cccd::match_number(&portal, &visitor, entry, asking).await?;
    let notice = if visitor.session.number_asked { Notice::Matched } else { Notice::SignedInMatched };
    let reply = match_report::conclude(&visitor, report, typed, &wanted, page.clone(), notice).await?;
    request::answer(&form, &page, reply).await
}

/// "Bỏ qua": later, not never; and not where an application waits for the number.
#[server(endpoint = "can-cuoc/bo-qua")]
pub async fn skip_number(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        address, match_report,
        reply::Notice,
        request::{self, OwnForm},
    };
    use congdan_flows::{apply, cccd, cccd::Skipped};
    let portal = request::portal();
    let wanted = address::after_number(&tiep);
    let page = address::number_form(&wanted);
    let visitor = request::acting(OwnForm::button(&page)).await?;
    let form = request::form_of(FORM, &visitor);
    let required = apply::waits_for_number(&portal, &visitor, &wanted).await?;
    let reply = match cccd::skip(&portal, &visitor, required).await? {
        Skipped::Yes if visitor.session.number_asked => Reply::go(wanted.as_str()),
        Skipped::Yes => Reply::go_with(wanted.as_str(), Notice::SignedIn),
        Skipped::NotAllowed => Reply::go(page.clone()),
    };
    match_report::forget().await?;
    match_report::drop_older_notice().await?;
    request::answer(&form, &page, reply).await
}

/// "Thử lại": asks again with the entry that has waited since the register did not answer.
#[server(endpoint = "can-cuoc/thu-lai")]
pub async fn retry_match(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        address, match_report,
        reply::Notice,
        request::{self, OwnForm},
    };
    use congdan_flows::{cccd, cccd::Asking, consent::Consent, ports::matching::Purpose};
    let portal = request::portal();
    let info = request::info();
    let wanted = address::after_number(&tiep);
    let page = address::number_form(&wanted);
    let visitor = request::acting(OwnForm::button(&page)).await?;
    let form = request::form_of(FORM, &visitor);
    let (purpose, notice) = match &visitor.account.person.number {
        Some(_) => (Purpose::Synchronise, Notice::Synchronised),
        None if visitor.session.number_asked => (Purpose::Match, Notice::Matched),
        None => (Purpose::Match, Notice::SignedInMatched),
    };
    let consent = Consent::stored(&portal, &visitor.account, purpose).await?;
    let entry = portal.store.waiting_entry(visitor.account.id).await?;
    // Nothing waits, or the person has withdrawn the consent: then the form decides.
    let (Some(entry), Some(consent)) = (entry, consent) else {
        return request::answer(&form, &page, Reply::go(page.clone())).await;
    };
    let edit = match_report::recall(&visitor).await?.map_or_else(|| page.clone(), |report| report.edit);
    let typed = TypedEntry::of_entry(&entry);
    let asking = Asking { purpose, address: &info.address, consent, wanted: &wanted };
    let report = cccd::match_number(&portal, &visitor, entry, asking).await?;
    let reply = match_report::conclude(&visitor, report, typed, &wanted, edit, notice).await?;
    request::answer(&form, &page, reply).await
}
