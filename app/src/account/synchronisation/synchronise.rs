//! "Cập nhật từ CSDL Quốc gia về Dân cư" (guide I.3): asks the register about what the account holds.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// The name of its form in the browser's memory.
#[cfg(feature = "ssr")]
pub(crate) const FORM: &str = "dinh-danh";

/// Asks the register and takes its answer over; without a number it leads to the CCCD screen.
#[server(endpoint = "dinh-danh/dong-bo")]
pub async fn synchronise(
    #[server(default)] consent: String,
    #[server(default)] consent_text: String,
) -> Result<Reply, Failure> {
    use crate::{
        address,
        entry::{Checking, TypedEntry},
        match_report, proof,
        reply::Notice,
        request::{self, OwnForm},
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{
        cccd::Asking,
        consent::Consent,
        ports::matching::Purpose,
        profile::{self, Synchronised},
    };
    const PAGE: &str = address::IDENTITY;
    let portal = request::portal();
    let info = request::info();
    let visitor = request::acting(OwnForm::filled_in(FORM, PAGE, &["consent"])).await?;
    let form = request::form_of(FORM, &visitor);
    let here = WantedPath::parse_or_home(PAGE);
    if visitor.account.person.number.is_none() {
        return request::answer(&form, PAGE, Reply::go(address::number_form(&here))).await;
    }
    // A name or a birth date is missing: the profile asks for it.
    let Some(entry) = profile::known_entry(&visitor.account.person) else {
        return request::answer(&form, PAGE, Reply::go(address::PROFILE)).await;
    };
    let mut typed = TypedEntry { consent, consent_text, ..TypedEntry::default() };
    let ticked = typed.take_tick(info.language);
    let Some(consent) = Consent::of_form(&portal, &visitor.account, Purpose::Synchronise, ticked).await? else {
        let mut checking = Checking::new(typed.entries());
        checking.consent(&typed, true);
        let state = checking.done(()).err().unwrap_or_default();
        return request::answer(&form, PAGE, Reply::Invalid(state)).await;
    };
    let asking = Asking { purpose: Purpose::Synchronise, address: &info.address, consent, wanted: &here };
    let ended = profile::synchronise(&portal, &visitor, entry, asking).await?;
    let reply = match ended {
        Synchronised::Asked(report) => {
            match_report::conclude(&visitor, report, typed, &here, address::PROFILE.to_owned(), Notice::Synchronised)
                .await?
        }
        Synchronised::ProofNeeded => proof::ask_first(PAGE),
    };
    request::answer(&form, PAGE, reply).await
}
