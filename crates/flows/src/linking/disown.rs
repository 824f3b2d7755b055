//! "Tài khoản kia không phải của tôi": a number that VNeID asserts is stronger than one that was typed and matched (rule 9).

use super::{
    outcome::{LinkOutcome, signed_in},
    question::{question_of_page, take},
    rank::outranks,
    way::is_arriving_recent,
};
use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, NumberMoved},
        audit::{AuditKind, ReleaseReason},
    },
    session::Browser,
};
use uuid::Uuid;

/// The confirmation after the dry run: the person gets an account with the number, the account that had it loses it, and both
/// are told. Where the other account is as well proven, nothing changes and the person gets a reference.
pub async fn disown(portal: &Portal, browser: &Browser, question: Uuid) -> Result<LinkOutcome, StoreError> {
    let Some((link, holder)) = question_of_page(portal, browser, question).await? else {
        return Ok(LinkOutcome::Expired);
    };
    if !is_arriving_recent(portal, &link) {
        return Ok(LinkOutcome::ProofNeeded);
    }
    let Some(link) = take(portal, browser, &link).await? else { return Ok(LinkOutcome::Expired) };
    if !outranks(|id| portal.is_vneid(id), &link.identity, &holder) {
        let support_id = portal.refuse(Some(holder.id), AuditKind::AccessRefused, "number_contested").await?;
        return Ok(LinkOutcome::Contested { support_id });
    }
    let account = Account {
        id: portal.world.id(),
        created_at: portal.world.now(),
        identities: vec![link.identity.clone()],
        person: link.person.clone(),
    };
    let id = account.id;
    let provider = &link.identity.provider;
    let audit = [
        portal.event(Some(holder.id), AuditKind::NumberReleased, ReleaseReason::AssertedByVneid.code()),
        portal.event(Some(id), AuditKind::AccountCreated, provider),
        portal.event(Some(id), AuditKind::NumberReceived, provider),
    ];
    match portal.store.move_number_to_new_account(holder.id, account, audit).await? {
        NumberMoved::Done => signed_in(portal, browser, id, link).await,
        NumberMoved::Outdated => Ok(LinkOutcome::Expired),
    }
}
