//! "Gỡ liên kết": the dry run of one identity, and the act (journeys, N9).

use super::named::NamedAccount;
use crate::reply::{Failure, Reply};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Where the dry run of an identity is; its row is no secret and names nobody.
pub(super) fn unlink_path(identity: &str) -> String {
    format!("/tai-khoan/dinh-danh/go-lien-ket?ma={identity}")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DryRunInfo {
    pub account: NamedAccount,
    /// None: the last way in.
    pub still_open: Vec<NamedAccount>,
    pub closed: Vec<NamedAccount>,
    pub number: NumberThen,
    pub ends_this_session: bool,
    pub proof: ProofThen,
}

/// What becomes of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberThen {
    None,
    Stays,
    StaysMatched,
    Goes,
}

/// What the button asks for first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProofThen {
    Nothing,
    Any,
    Vneid,
}

/// Says what unlinking would do. Another person's identity looks like one that does not exist.
#[server(endpoint = "go-lien-ket")]
pub async fn load_dry_run(#[server(default)] identity: String) -> Result<DryRunInfo, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::{ports::accounts::Identity, unlinking};
    use unlinking::NumberAfter;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let run = identity.parse().ok().and_then(|identity| unlinking::dry_run(&portal, &visitor, identity));
    let Some(run) = run else { return Err(request::fail(FailureKind::NotFound)) };
    let named = NamedAccount::of(&portal, &visitor, &visitor.account.identities);
    let pick = |of: &[Identity]| NamedAccount::pick(&named, of.iter().map(|identity| identity.id));
    let account = pick(std::slice::from_ref(&run.identity)).pop();
    Ok(DryRunInfo {
        account: account.ok_or_else(|| request::fail(FailureKind::NotFound))?,
        still_open: pick(&run.still_open),
        closed: pick(&run.closed),
        number: match run.number {
            NumberAfter::None => NumberThen::None,
            NumberAfter::Stays | NumberAfter::Passes(_) => NumberThen::Stays,
            NumberAfter::StaysMatched => NumberThen::StaysMatched,
            NumberAfter::Goes => NumberThen::Goes,
        },
        ends_this_session: run.ends_this_session,
        proof: match (run.is_proven, run.by_vneid_only) {
            (true, _) => ProofThen::Nothing,
            (false, false) => ProofThen::Any,
            (false, true) => ProofThen::Vneid,
        },
    })
}

/// Does it. What was shown before may have changed since: the flow decides anew.
#[server(endpoint = "go-lien-ket/dong-y")]
pub async fn unlink(#[server(default)] identity: String) -> Result<Reply, Failure> {
    use crate::{
        proof,
        reply::{FailureKind, Notice},
        request::{self, CookieKind},
    };
    use congdan_flows::unlinking::{self, UnlinkOutcome};
    const PAGE: &str = "/tai-khoan/dinh-danh";
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let Ok(row) = identity.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let dry_run = unlink_path(&identity);
    let reply = match unlinking::unlink(&portal, &visitor, row).await? {
        UnlinkOutcome::Done { session_ended: false } => Reply::go_with(PAGE, Notice::Unlinked),
        UnlinkOutcome::Done { session_ended: true } => {
            request::append_cookie(&request::cookie(CookieKind::Session, None));
            request::clear_site_data();
            Reply::go_with(request::sign_in_path(PAGE), Notice::Unlinked)
        }
        UnlinkOutcome::ProofNeeded => proof::first(&dry_run),
        // The page says why.
        UnlinkOutcome::LastWayIn => Reply::go(dry_run.clone()),
        UnlinkOutcome::NotFound => Reply::go(PAGE),
    };
    request::answer("go-lien-ket", &dry_run, reply).await
}
