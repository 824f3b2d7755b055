//! Every address of the site, in one place. The router's table in `app.rs` needs literals; a test here holds the two together.
//!
//! `tiep` names the page that is wanted afterwards, `ma` a reference for the help line, `ket-qua` the result of an act,
//! `kiem-tra` what a form asks to look at again.

mod merge_answer;
mod refusal;

pub use merge_answer::{MergeAnswer, merge_answer};
pub use refusal::{level_too_low, refusal_of, sign_in_failed};

use crate::reply::FailureKind;
use congdan_domain::{WantedPath, wanted_path::percent_encode};

/// The home page.
pub const HOME: &str = "/";
/// The choice of an account to sign in with.
pub const SIGN_IN: &str = "/dang-nhap";
/// The account at the provider is real, and not strong enough.
pub const LEVEL_TOO_LOW: &str = "/dang-nhap/muc-do";
/// A sign-in that did not happen; [`sign_in_failed`] names the reason.
pub const SIGN_IN_FAILED: &str = "/dang-nhap/khong-thanh";
/// A failure without a page of its own; [`trouble`] names its status.
pub const TROUBLE: &str = "/su-co";
/// The list of procedures, and their search.
pub const PROCEDURES: &str = "/thu-tuc";
/// The CCCD screen.
pub const NUMBER: &str = "/can-cuoc";
/// The page that asks for a recent proof.
pub const PROOF: &str = "/xac-nhan-lai";
/// The offer to link two identities.
pub const LINK: &str = "/lien-ket";
/// What "Tài khoản kia không phải của tôi" would do.
pub const DISOWN: &str = "/lien-ket/khong-phai-cua-toi";
/// The offer to merge two accounts, and its results.
pub const MERGE: &str = "/gop-tai-khoan";
/// The account's overview.
pub const ACCOUNT: &str = "/tai-khoan";
/// The form of the profile.
pub const PROFILE: &str = "/tai-khoan/chinh-sua";
/// Verified data and linked accounts.
pub const IDENTITY: &str = "/tai-khoan/dinh-danh";
/// What unlinking would do; [`unlinking`] names the identity.
pub const UNLINKING: &str = "/tai-khoan/dinh-danh/go-lien-ket";
/// Sessions and events.
pub const SECURITY: &str = "/tai-khoan/bao-mat";
/// Consent, queries to the register, receipts and deletion.
pub const DATA: &str = "/tai-khoan/du-lieu";
/// The ledger of queries as a table for spreadsheets.
pub const LEDGER_CSV: &str = "/tai-khoan/du-lieu/tra-cuu.csv";
/// The ledger of queries for programs.
pub const LEDGER_JSON: &str = "/tai-khoan/du-lieu/tra-cuu.json";
/// Everything that is kept about the person, for themself.
pub const OWN_DATA: &str = "/tai-khoan/du-lieu/cua-toi.json";
/// The person's own dossiers and drafts.
pub const DOSSIERS: &str = "/ho-so";
/// The public search for a dossier.
pub const DOSSIER_SEARCH: &str = "/tra-cuu";
/// The official's desk.
pub const DESK: &str = "/can-bo";
/// The citizens' own resolution slips.
pub const SLIPS: &str = "/phieu";

/// A script asks how long the session still lasts; to ask is no use of the session.
pub const SESSION_LEFT: &str = "/api/phien/con-lai";

/// The last part of an application's address.
const APPLICATION: &str = "/nop-ho-so";

/// The choice of an account, which leads on to `wanted`.
pub fn sign_in(wanted: &WantedPath) -> String {
    with_next(SIGN_IN, wanted)
}

/// The page of a failure with this HTTP status, and the reference of its log line. The reference is empty where the failure
/// has no log line, because the server was never reached.
pub fn trouble(status: u16, support_id: &str) -> String {
    let reference = if support_id.is_empty() { String::new() } else { format!("?ma={support_id}") };
    format!("{TROUBLE}/{status}{reference}")
}

/// The page for a form of another person's page: who is signed in now, and the way on to `wanted`.
pub fn other_account(wanted: &WantedPath, support_id: &str) -> String {
    let back = if wanted.is_home() { String::new() } else { format!("&tiep={}", wanted.encoded()) };
    format!("{TROUBLE}/{}?ma={support_id}{back}", FailureKind::OtherAccount.status())
}

/// The procedures that a search finds.
pub fn procedure_search(query: &str) -> String {
    format!("{PROCEDURES}?q={}", percent_encode(query))
}

/// One procedure, by its code.
pub fn procedure(code: &str) -> String {
    format!("{PROCEDURES}/{code}")
}

/// The application for a procedure, at the step it has reached.
pub fn application(procedure: &str) -> String {
    format!("{PROCEDURES}/{procedure}{APPLICATION}")
}

/// One step of the application for a procedure.
pub fn application_step(procedure: &str, step: u8) -> String {
    format!("{}?buoc={step}", application(procedure))
}

/// The procedure whose application is at this path.
pub fn application_in(path: &str) -> Option<&str> {
    path.strip_prefix(PROCEDURES)?.strip_prefix('/')?.strip_suffix(APPLICATION)
}

/// The form of the CCCD screen, which leads on to `wanted`.
pub fn number_form(wanted: &WantedPath) -> String {
    with_next(NUMBER, wanted)
}

/// Where the CCCD screen leads on to. Where that would be nowhere, or the screen itself, it is the page that shows the number:
/// the person sees there what became of it.
pub fn after_number(tiep: &str) -> WantedPath {
    let identity = WantedPath::parse_or_home(IDENTITY);
    if tiep.is_empty() {
        return identity;
    }
    let behind = std::iter::successors(Some(WantedPath::parse_or_home(tiep)), WantedPath::next);
    behind.take(3).find(|wanted| wanted.path() != NUMBER).unwrap_or(identity)
}

/// The result of the last match. It has an address of its own, so that a reload shows it again and Back leads to the form.
pub fn match_result(wanted: &WantedPath) -> String {
    format!("{}&ket-qua=1", number_form(wanted))
}

/// What was typed there and contradicts itself, before it is sent.
pub fn number_check(wanted: &WantedPath) -> String {
    format!("{}&kiem-tra=1", number_form(wanted))
}

/// The page that asks for a recent proof, which leads back to `wanted`.
pub fn proof(wanted: &WantedPath) -> String {
    with_next(PROOF, wanted)
}

/// What unlinking would do to an identity. Its row is no secret and names no person.
pub fn unlinking(identity: &str) -> String {
    format!("{UNLINKING}?ma={identity}")
}

/// The receipt of a synchronisation.
pub fn receipt(id: &str) -> String {
    format!("{DATA}/dong-bo/{id}")
}

/// One of the person's own dossiers.
pub fn dossier(code: &str) -> String {
    format!("{DOSSIERS}/{code}")
}

/// The success page of an application.
pub fn dossier_sent(code: &str) -> String {
    format!("{DOSSIERS}/{code}/da-gui")
}

/// A citizen's own resolution slip.
pub fn slip(id: &str) -> String {
    format!("{SLIPS}/{id}")
}

/// A dossier on the official's desk.
pub fn desk_dossier(code: &str) -> String {
    format!("{DESK}/{}", percent_encode(code))
}

/// A citizen's resolution slip on the official's desk.
pub fn desk_slip(code: &str) -> String {
    format!("{DESK}/phieu/{code}")
}

fn with_next(page: &str, wanted: &WantedPath) -> String {
    format!("{page}?tiep={}", wanted.encoded())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The patterns of the router's table.
    fn routes() -> BTreeSet<String> {
        let literals = include_str!("app.rs").split("path!(\"").skip(1);
        literals.filter_map(|rest| rest.split_once("\")")).map(|(literal, _)| literal.to_owned()).collect()
    }

    #[test]
    fn every_page_of_the_router_has_its_address_here() {
        let pages = [
            HOME,
            SIGN_IN,
            LEVEL_TOO_LOW,
            PROCEDURES,
            NUMBER,
            PROOF,
            LINK,
            DISOWN,
            MERGE,
            ACCOUNT,
            PROFILE,
            IDENTITY,
            UNLINKING,
            SECURITY,
            DATA,
            DOSSIERS,
            DOSSIER_SEARCH,
            DESK,
        ]
        .map(str::to_owned);
        let code = ":code";
        let with_a_part = [
            format!("{SIGN_IN_FAILED}/:why"),
            format!("{TROUBLE}/:status"),
            procedure(code),
            application(code),
            receipt(":id"),
            dossier(code),
            dossier_sent(code),
            slip(":id"),
            format!("{DESK}/{code}"),
            desk_slip(code),
        ];
        assert_eq!(routes(), pages.into_iter().chain(with_a_part).collect());
    }

    #[test]
    fn the_next_page_is_one_value_of_the_query() {
        let wanted = WantedPath::parse_or_home("/ho-so?a=1&b=2");
        assert_eq!(number_form(&wanted), "/can-cuoc?tiep=%2Fho-so%3Fa%3D1%26b%3D2");
        assert_eq!(match_result(&wanted), "/can-cuoc?tiep=%2Fho-so%3Fa%3D1%26b%3D2&ket-qua=1");
        assert_eq!(sign_in(&WantedPath::home()), "/dang-nhap?tiep=%2F");
    }

    #[test]
    fn an_application_is_known_by_its_path() {
        assert_eq!(application_in("/thu-tuc/1.001193/nop-ho-so"), Some("1.001193"));
        assert_eq!(application_in("/thu-tuc/1.001193"), None);
        assert_eq!(application_in("/ho-so"), None);
    }
}
