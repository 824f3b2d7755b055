//! "Cập nhật" and "Lưu thông tin liên hệ" of the profile.

use super::check::TypedContact;
use crate::{
    entry::TypedEntry,
    reply::{Failure, Reply},
};
use leptos::prelude::*;

/// The value of `only` that "Lưu thông tin liên hệ" sends.
pub(super) const CONTACT_ONLY: &str = "contact";

/// "Cập nhật" saves the contact data first, so that they are not lost when the register is away; then it synchronises by itself.
/// "Lưu thông tin liên hệ" (`only` is `contact`) saves them and asks nobody.
#[server(endpoint = "tai-khoan/cap-nhat")]
pub async fn update_profile(
    #[server(flatten)] typed: TypedEntry,
    #[server(flatten)] contact: TypedContact,
    #[server(default)] only: String,
) -> Result<Reply, Failure> {
    use super::{
        check::{check, check_contact},
        load::{FIELDS, FORM, known},
    };
    use crate::{
        address::{ACCOUNT, PROFILE},
        cccd,
        i18n::texts::profile as texts,
        match_report, proof,
        reply::{Notice, Words},
        request::{self, OwnForm},
        when::Today,
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{
        cccd::Asking,
        consent::Consent,
        ports::accounts,
        profile::{self, ContactSaved, Synchronised},
    };
    let portal = request::portal();
    let info = request::info();
    let visitor = request::acting(OwnForm::filled_in(FORM, PROFILE, FIELDS)).await?;
    let form = request::form_of(FORM, &visitor);
    let known = known(&visitor.account.person);
    let is_contact_only = only == CONTACT_ONLY;
    let purpose = profile::purpose(&visitor.account.person);
    let mut typed = typed;
    let ticked = typed.take_tick(info.language);
    let consent = Consent::of_form(&portal, &visitor.account, purpose, ticked).await?;
    let checked = if is_contact_only {
        check_contact(&typed, &contact)
    } else {
        check(&typed, &contact, &known, Today::of(&portal), consent.is_some())
    };
    let checked = match checked {
        Ok(checked) => checked,
        Err(state) => return request::answer(&form, PROFILE, Reply::Invalid(state)).await,
    };
    let entered = |text: String| Some(text).filter(|text| !text.is_empty());
    let contact = accounts::Contact {
        phone: entered(checked.contact.phone),
        email: entered(checked.contact.email),
        address: entered(checked.contact.contact_address),
    };
    let is_changed = visitor.account.person.contact != contact;
    let visitor = match profile::save_contact(&portal, &visitor, contact).await? {
        ContactSaved::Saved(visitor) => *visitor,
        // The page leads to the sign-in, which explains why.
        ContactSaved::AccountClosed => return request::answer(&form, PROFILE, Reply::go(PROFILE)).await,
    };
    let (Some(entry), Some(consent)) = (checked.entry, consent) else {
        let unasked = Words { vi: texts::NOT_COMPARED.vi.to_owned(), en: texts::NOT_COMPARED.en.to_owned() };
        let notice = Notice::Saved.with_details((known.number.is_some() && !is_contact_only).then_some(unasked));
        return request::answer(&form, PROFILE, Reply::go_with(ACCOUNT, notice)).await;
    };
    let wanted = WantedPath::parse_or_home(ACCOUNT);
    // What is known already was not typed: there is nothing to look at again.
    if known.number.is_none()
        && let Some(reply) = cccd::look_first(&portal, &visitor, &entry, &typed, PROFILE, &wanted).await?
    {
        return request::answer(&form, PROFILE, reply).await;
    }
    let asking = Asking { purpose, address: &info.address, consent, wanted: &wanted };
    let reply = match profile::synchronise(&portal, &visitor, entry, asking).await? {
        Synchronised::Asked(report) => {
            match_report::conclude(&visitor, report, typed, &wanted, PROFILE.to_owned(), Notice::Synchronised).await?
        }
        Synchronised::ProofNeeded => proof::ask_first(PROFILE),
    };
    // Whatever the register says, the contact data are saved, and the next page says so.
    let reply = match reply {
        Reply::Go { to, notice: None } if is_changed => Reply::go_with(to, Notice::Saved),
        reply => reply,
    };
    request::answer(&form, PROFILE, reply).await
}
