//! The outcomes of a match, a page each (rule 2): what happened, what stays valid, what to do now, where else to
//! go, a reference.

use super::{
    explanation::ExplanationPart,
    form::SkipForm,
    functions::{RetryMatch, SkipNumber},
};
use crate::{
    address,
    i18n::{
        Text, t, t_with,
        texts::{cccd, common, header, vouching},
    },
    merge::{MergeWay, MergeWays},
    resolution::{MakeSlip, SlipOffer},
    ui::{ButtonKind, ButtonLink, Main, Panel, PanelKind, SendButton, StampField, sending},
    vouching::VneidButton,
};
use congdan_domain::{Outcome, WantedPath, difference::Explanation};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// An outcome with what its page needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeInfo {
    pub outcome: Outcome,
    pub attempts_left: Option<u32>,
    /// For how many hours the last miss locks the comparison, where tries are limited.
    pub lock_hours: Option<i64>,
    /// No try of the account is left now.
    pub is_locked: bool,
    /// In words, in Vietnam time.
    pub free_at: Option<String>,
    pub support_id: String,
    /// The page with the form that it came from, which is filled in again.
    pub edit: String,
    pub can_skip: bool,
    pub wanted: String,
    /// Of a conflict: where the other account can be proven.
    pub ways: Vec<MergeWay>,
    pub explanation: Explanation,
    /// VNeID's id, where it is configured.
    pub vneid: Option<String>,
}

/// The heading, what happened, and what stays valid. `busy`: held up for a moment only.
const fn words(outcome: Outcome, busy: bool) -> (Text, Text, Text) {
    match outcome {
        Outcome::Limited if busy => (cccd::BUSY, cccd::BUSY_WHAT, cccd::STAYS),
        Outcome::NotFound => (cccd::NOT_FOUND, cccd::NOT_FOUND_WHAT, cccd::STAYS),
        Outcome::Conflict => (cccd::CONFLICT, cccd::CONFLICT_WHAT, cccd::STAYS),
        Outcome::Unavailable | Outcome::Timeout | Outcome::Malformed => {
            (cccd::PENDING, cccd::PENDING_WHAT, cccd::PENDING_STAYS)
        }
        Outcome::Limited => (cccd::LIMITED, cccd::LIMITED_WHAT, cccd::LIMITED_STAYS),
        Outcome::NeedsVneid => (vouching::NEEDS_VNEID, vouching::NEEDS_VNEID_WHAT, vouching::NEEDS_VNEID_STAYS),
        Outcome::Ambiguous => (cccd::AMBIGUOUS, cccd::AMBIGUOUS_WHAT, cccd::STAYS),
        Outcome::Inactive => (cccd::INACTIVE, cccd::INACTIVE_WHAT, cccd::STAYS),
        Outcome::RejectedInput | Outcome::Matched | Outcome::MatchedWithDifferences => {
            (cccd::REJECTED, cccd::REJECTED_WHAT, cccd::STAYS)
        }
    }
}

/// The page of an outcome.
#[component]
pub fn OutcomePage(
    info: OutcomeInfo,
    retry: ServerAction<RetryMatch>,
    skip: ServerAction<SkipNumber>,
    make: ServerAction<MakeSlip>,
) -> impl IntoView {
    let OutcomeInfo {
        outcome,
        attempts_left,
        lock_hours,
        is_locked,
        free_at,
        support_id,
        edit,
        can_skip,
        wanted,
        ways,
        explanation,
        vneid,
    } = info;
    let is_busy = outcome == Outcome::Limited && free_at.is_none();
    let (heading, what, stays) = words(outcome, is_busy);
    let slip_to = wanted.clone();
    // The form would not do anything: what works is offered in its place.
    let is_held = (outcome == Outcome::Limited && !is_busy) || (outcome == Outcome::NotFound && free_at.is_some());
    let facts = match outcome {
        Outcome::NotFound => {
            let hours = lock_hours.filter(|_| attempts_left == Some(1));
            view! { <NotFoundFacts attempts_left=attempts_left last_try=hours free_at=free_at explanation=explanation /> }
                .into_any()
        }
        Outcome::Limited => {
            free_at.map(|at| view! { <Panel><p>{t_with(cccd::FREE_AT, vec![("time", at)])}</p></Panel> }).into_any()
        }
        _ => ().into_any(),
    };
    let next_step = match outcome {
        Outcome::Unavailable | Outcome::Timeout | Outcome::Malformed => {
            view! { <Retry retry=retry wanted=wanted.clone() /> }.into_any()
        }
        Outcome::NeedsVneid => view! {
            <VneidButton provider=vneid wanted=wanted.clone() />
            <p><a href=edit>{t(vouching::NEEDS_VNEID_EDIT)}</a></p>
        }
        .into_any(),
        Outcome::Conflict => view! {
            <MergeWays ways=ways wanted=wanted.clone() />
            <p><a href=edit>{t(cccd::CONFLICT_EDIT)}</a></p>
        }
        .into_any(),
        _ if is_held => {
            let choice = address::sign_in(&WantedPath::parse_or_home(&wanted));
            view! { <p><ButtonLink href=choice>{t(header::VNEID_OFFER_BUTTON)}</ButtonLink></p> }.into_any()
        }
        _ => view! {
            <p><ButtonLink href=edit>{t(cccd::EDIT)}</ButtonLink></p>
            <p class="secondary">{t(cccd::EDIT_HINT)}</p>
        }
        .into_any(),
    };
    let onward = if can_skip {
        view! {
            <SkipForm skip=skip wanted=wanted />
            <p class="secondary">{t(cccd::SKIP_MEANS)}</p>
        }
        .into_any()
    } else {
        view! { <p><ButtonLink href=wanted kind=ButtonKind::Secondary>{t(cccd::GO_ON)}</ButtonLink></p> }.into_any()
    };
    // Locked out by misses, an office can help with what did not match.
    let by_lock = is_locked && outcome == Outcome::Limited;
    let reason = if by_lock { Outcome::NotFound } else { outcome };
    let office = match outcome {
        Outcome::Conflict => cccd::OFFICE_CONTEST,
        Outcome::NeedsVneid => vouching::NEEDS_VNEID_OFFICE,
        _ => cccd::OFFICE,
    };
    view! {
        <Main heading=heading outcome=outcome.code()>
            <p class="lead">{t(what)}</p>
            <p>{t(stays)}</p>
            {facts}
            <h2>{t(cccd::WHAT_NOW)}</h2>
            {next_step}
            {onward}
            <h2>{t(cccd::WHERE_ELSE)}</h2>
            <p>{t(office)}</p>
            <SlipOffer outcome=reason make=make wanted=slip_to locked=by_lock />
            <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{support_id}</strong> ". " {t(common::HELP_LINE)}</p>
        </Main>
    }
}

/// The attempts that are left, what comes after the last one, and what the person may learn about the reasons (rule 7).
#[component]
fn NotFoundFacts(
    attempts_left: Option<u32>,
    last_try: Option<i64>,
    free_at: Option<String>,
    explanation: Explanation,
) -> impl IntoView {
    let attempts = attempts_left.map(|left| {
        let text = t_with(cccd::ATTEMPTS_LEFT, vec![("count", left.to_string())]);
        view! { <Panel kind=PanelKind::Warning><p>{text}</p></Panel> }
    });
    let locked = free_at.map(|at| {
        view! { <Panel kind=PanelKind::Warning><p>{t_with(cccd::NONE_LEFT, vec![("time", at)])}</p></Panel> }
    });
    view! {
        {attempts}
        {last_try.map(|hours| view! { <LastTry hours=hours /> })}
        {locked}
        <ExplanationPart explanation=explanation />
    }
}

/// One try is left: what comes after it is said beforehand.
#[component]
pub(super) fn LastTry(hours: i64) -> impl IntoView {
    let text = t_with(cccd::LAST_TRY, vec![("hours", hours.to_string())]);
    view! { <Panel kind=PanelKind::Warning><p>{text}</p></Panel> }
}

#[component]
fn Retry(retry: ServerAction<RetryMatch>, wanted: String) -> impl IntoView {
    view! {
        <ActionForm action=retry>
            <StampField />
            <input type="hidden" name="tiep" value=wanted />
            <SendButton sending=sending(retry) label=cccd::RETRY />
        </ActionForm>
        <p class="secondary">{t(cccd::RETRY_HINT)}</p>
    }
}
