//! "Cập nhật từ CSDL Quốc gia về Dân cư" (guide I.3): asks the register about what the account holds.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// The name of its form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "dinh-danh";

/// Asks the register and keeps what it says; without a number it leads to the CCCD screen.
#[server(endpoint = "dinh-danh/dong-bo")]
pub async fn synchronise(#[server(default)] consent: String) -> Result<Reply, Failure> {
    use crate::{
        cccd::{Checking, Typed, form_path, report},
        proof,
        reply::Notice,
        request,
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{
        cccd::Asking,
        consent::Consent,
        ports::matching::Purpose,
        profile::{self, Synchronised},
    };
    const PAGE: &str = "/tai-khoan/dinh-danh";
    const EDIT: &str = "/tai-khoan/chinh-sua";
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let (form, here) = (report::form_name(FORM, &visitor), WantedPath::parse_or_home(PAGE));
    if visitor.account.person.number.is_none() {
        return request::answer(&form, PAGE, Reply::go(form_path(&here))).await;
    }
    // A name or a birth date is missing: the profile asks for it.
    let Some(entry) = profile::known_entry(&visitor.account.person) else {
        return request::answer(&form, PAGE, Reply::go(EDIT)).await;
    };
    let typed = Typed { consent, ..Typed::default() };
    let consent = Consent::of_form(&portal, &visitor.account, typed.agrees()).await?;
    let Some(consent) = consent else {
        let mut checking = Checking::new(typed.entries());
        checking.consent(&typed, true);
        let slip = checking.done(()).err().unwrap_or_default();
        return request::answer(&form, PAGE, Reply::Slip(slip)).await;
    };
    let asking = Asking { purpose: Purpose::Synchronise, address: &info.address, consent, wanted: &here };
    let ended = profile::synchronise(&portal, &visitor, entry, asking).await?;
    let reply = match ended {
        Synchronised::Asked(report) => {
            report::conclude(&visitor, report, typed, &here, EDIT.to_owned(), Notice::Synchronised).await?
        }
        Synchronised::ProofNeeded => proof::first(PAGE),
    };
    request::answer(&form, PAGE, reply).await
}
