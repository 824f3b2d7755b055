//! "Cập nhật", "Bỏ qua" and "Thử lại".

use super::Typed;
use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// "Cập nhật": the structure first, at no cost; then the register; then on to `tiep`.
#[server(endpoint = "can-cuoc/cap-nhat")]
pub async fn update_number(#[server(flatten)] typed: Typed, #[server(default)] tiep: String) -> Result<Reply, Failure> {
    use super::{form_path, report};
    use crate::{reply::Notice, request};
    use congdan_domain::WantedPath;
    use congdan_flows::{cccd, cccd::Asking, consent::Consent, ports::matching::Purpose};
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let wanted = WantedPath::parse_or_home(&tiep);
    let (form, page) = (report::form_name("can-cuoc", &visitor), form_path(&wanted));
    if visitor.account.person.number.is_some() {
        // Pressed twice: the first time has done it.
        return request::answer(&form, &page, Reply::go_with(wanted.as_str(), Notice::Matched)).await;
    }
    let consent = Consent::of_form(&portal, &visitor.account, typed.agrees()).await?;
    let checked = typed.check(report::today(&portal), consent.is_none());
    let (entry, consent) = match (checked, consent) {
        (Ok(entry), Some(consent)) => (entry, consent),
        (Err(slip), _) => return request::answer(&form, &page, Reply::Slip(slip)).await,
        (Ok(_), None) => return request::answer(&form, &page, Reply::go(page.clone())).await,
    };
    let asking = Asking { purpose: Purpose::Match, address: &info.address, consent, wanted: &wanted };
    let report = cccd::match_number(&portal, &visitor, entry, asking).await?;
    let notice = if visitor.session.number_asked { Notice::Matched } else { Notice::SignedInMatched };
    let reply = report::conclude(&visitor, report, typed, &wanted, page.clone(), notice).await?;
    request::answer(&form, &page, reply).await
}

/// "Bỏ qua": later, not never; and not where an application waits for the number.
#[server(endpoint = "can-cuoc/bo-qua")]
pub async fn skip_number(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use super::{form_path, report};
    use crate::{reply::Notice, request};
    use congdan_domain::WantedPath;
    use congdan_flows::{apply, cccd, cccd::Skipped};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let wanted = WantedPath::parse_or_home(&tiep);
    let (form, page) = (report::form_name("can-cuoc", &visitor), form_path(&wanted));
    let required = apply::waits_for_number(&portal, &visitor, &wanted).await?;
    let reply = match cccd::skip(&portal, &visitor, required).await? {
        Skipped::Yes if visitor.session.number_asked => Reply::go(wanted.as_str()),
        Skipped::Yes => Reply::go_with(wanted.as_str(), Notice::SignedIn),
        Skipped::NotAllowed => Reply::go(page.clone()),
    };
    report::forget().await?;
    report::arriving().await?;
    request::answer(&form, &page, reply).await
}

/// "Thử lại": asks again with the entry that was kept when the register did not answer.
#[server(endpoint = "can-cuoc/thu-lai")]
pub async fn retry_match(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use super::{form_path, report};
    use crate::{reply::Notice, request};
    use congdan_domain::WantedPath;
    use congdan_flows::{cccd, cccd::Asking, consent::Consent, ports::matching::Purpose};
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let wanted = WantedPath::parse_or_home(&tiep);
    let (form, page) = (report::form_name("can-cuoc", &visitor), form_path(&wanted));
    let consent = Consent::stored(&portal, &visitor.account).await?;
    let entry = portal.store.waiting_entry(visitor.account.id).await?;
    // Nothing waits, or the person has withdrawn the consent: then the form decides.
    let (Some(entry), Some(consent)) = (entry, consent) else {
        return request::answer(&form, &page, Reply::go(page.clone())).await;
    };
    let edit = report::recall(&visitor).await?.map_or_else(|| page.clone(), |kept| kept.edit);
    let (purpose, notice) = match &visitor.account.person.number {
        Some(_) => (Purpose::Synchronise, Notice::Synchronised),
        None if visitor.session.number_asked => (Purpose::Match, Notice::Matched),
        None => (Purpose::Match, Notice::SignedInMatched),
    };
    let typed = report::typed(&entry);
    let asking = Asking { purpose, address: &info.address, consent, wanted: &wanted };
    let report = cccd::match_number(&portal, &visitor, entry, asking).await?;
    let reply = report::conclude(&visitor, report, typed, &wanted, edit, notice).await?;
    request::answer(&form, &page, reply).await
}
