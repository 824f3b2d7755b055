//! "Cập nhật" of the profile.

use super::check::Contact;
use crate::{
    cccd::Typed,
    reply::{Failure, Reply},
};
use leptos::prelude::*;

/// Saves the contact data first, so that they are not lost when the register is away; then synchronises by itself.
#[server(endpoint = "tai-khoan/cap-nhat")]
pub async fn update_profile(
    #[server(flatten)] typed: Typed,
    #[server(flatten)] contact: Contact,
) -> Result<Reply, Failure> {
    use super::{
        check::check,
        load::{FORM, known},
    };
    use crate::{
        cccd::report,
        i18n::texts::profile as texts,
        proof,
        reply::{Notice, Words},
        request,
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{
        cccd::Asking,
        consent::Consent,
        ports::accounts,
        ports::matching::Purpose,
        profile::{self, ContactSaved, Synchronised},
    };
    const PAGE: &str = "/tai-khoan/chinh-sua";
    const ACCOUNT: &str = "/tai-khoan";
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let form = report::form_name(FORM, &visitor);
    let known = known(&visitor.account.person);
    let consent = Consent::of_form(&portal, &visitor.account, typed.agrees()).await?;
    let saved = match check(&typed, &contact, &known, report::today(&portal), consent.is_some()) {
        Ok(saved) => saved,
        Err(slip) => return request::answer(&form, PAGE, Reply::Slip(slip)).await,
    };
    let entered = |text: String| Some(text).filter(|text| !text.is_empty());
    let contact = accounts::Contact {
        phone: entered(saved.contact.phone),
        email: entered(saved.contact.email),
        address: entered(saved.contact.contact_address),
    };
    let visitor = match profile::save_contact(&portal, &visitor, contact).await? {
        ContactSaved::Saved(visitor) => *visitor,
        // The page leads to the sign-in, which says why.
        ContactSaved::AccountClosed => return request::answer(&form, PAGE, Reply::go(PAGE)).await,
    };
    let (Some(entry), Some(consent)) = (saved.identity, consent) else {
        let unasked = Words { vi: texts::NOT_COMPARED.vi.to_owned(), en: texts::NOT_COMPARED.en.to_owned() };
        let notice = Notice::Saved.with_details(known.number.is_some().then_some(unasked));
        return request::answer(&form, PAGE, Reply::go_with(ACCOUNT, notice)).await;
    };
    let purpose = if known.number.is_some() { Purpose::Synchronise } else { Purpose::Match };
    let wanted = WantedPath::parse_or_home(ACCOUNT);
    let asking = Asking { purpose, address: &info.address, consent, wanted: &wanted };
    let reply = match profile::synchronise(&portal, &visitor, entry, asking).await? {
        Synchronised::Asked(report) => {
            report::conclude(&visitor, report, typed, &wanted, PAGE.to_owned(), Notice::Synchronised).await?
        }
        Synchronised::ProofNeeded => proof::first(PAGE),
    };
    request::answer(&form, PAGE, reply).await
}
