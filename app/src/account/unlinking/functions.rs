//! "Gỡ liên kết": the dry run of one identity, and the act (N9).

use crate::{
    own::Own,
    provenance::NamedAccount,
    reply::{Failure, Reply},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What unlinking would do.
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

/// What unlinking would do. Another person's identity looks like one that does not exist.
#[server(endpoint = "go-lien-ket")]
pub async fn load_dry_run(#[server(default)] identity: String) -> Result<Own<DryRunInfo>, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::{ports::accounts::Identity, unlinking};
    use unlinking::NumberAfter;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let run = identity.parse().ok().and_then(|identity| unlinking::dry_run(&portal, &visitor, identity));
    let Some(run) = run else { return Err(request::fail(FailureKind::NotFound)) };
    let named = NamedAccount::of(&portal, &visitor, &visitor.account.identities);
    let pick = |of: &[Identity]| NamedAccount::pick(&named, of.iter().map(|identity| identity.id));
    let account = pick(std::slice::from_ref(&run.identity)).pop();
    let info = DryRunInfo {
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
    };
    Ok(Own::of(&visitor, info))
}

/// Unlinks the identity. What the dry run showed may have changed since, so the flow decides anew.
#[server(endpoint = "go-lien-ket/dong-y")]
pub async fn unlink(#[server(default)] identity: String) -> Result<Reply, Failure> {
    use crate::{
        address, proof,
        reply::{FailureKind, Notice},
        request::{self, OwnForm},
    };
    use congdan_domain::WantedPath;
    use congdan_flows::unlinking::{self, UnlinkOutcome};
    const PAGE: &str = address::IDENTITY;
    let portal = request::portal();
    let dry_run = address::unlinking(&identity);
    let visitor = request::acting(OwnForm::button(&dry_run)).await?;
    let Ok(row) = identity.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let outcome = unlinking::unlink(&portal, &visitor, row, &request::info().browser).await?;
    if matches!(outcome, UnlinkOutcome::Done { .. }) {
        request::renew_browser();
    }
    let reply = match outcome {
        UnlinkOutcome::Done { session_ended: false } => Reply::go_with(PAGE, Notice::Unlinked),
        UnlinkOutcome::Done { session_ended: true } => {
            request::close_session();
            Reply::go_with(address::sign_in(&WantedPath::parse_or_home(PAGE)), Notice::Unlinked)
        }
        UnlinkOutcome::ProofNeeded => proof::ask_first(&dry_run),
        // The page explains why.
        UnlinkOutcome::LastWayIn => Reply::go(dry_run.clone()),
        UnlinkOutcome::NotFound => Reply::go(PAGE),
    };
    request::answer("go-lien-ket", &dry_run, reply).await
}
