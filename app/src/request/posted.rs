//! What a form brought along, and whose page it stood on.

use super::{BrowserMemory, MemoryKey, NOTICE, RequestKind, fail, info, portal, redirect, remember, visitor};
use crate::{
    address,
    form_state::FormState,
    reply::{Failure, FailureKind, Notice},
    ui::{STAMP_FIELD, STAMP_HEADER},
};
use congdan_domain::WantedPath;
use congdan_flows::{form_stamp, ports::browser_memory::own_form, session::Visitor};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// The fields of a posted form, by name. They are personal: they are not for logs.
#[derive(Clone, Default)]
pub struct Posted(BTreeMap<String, String>);

impl Posted {
    /// From the pairs of the body.
    pub fn of(pairs: impl Iterator<Item = (String, String)>) -> Self {
        Self(pairs.collect())
    }

    /// With the stamp of the page, where the call has it in its header ([`STAMP_HEADER`]).
    #[must_use]
    pub fn with_stamp_of(mut self, headers: &http::HeaderMap) -> Self {
        if let Some(stamp) = headers.get(STAMP_HEADER).and_then(|stamp| stamp.to_str().ok()) {
            self.0.entry(STAMP_FIELD.to_owned()).or_insert_with(|| stamp.to_owned());
        }
        self
    }

    fn stamp(&self) -> Option<&str> {
        self.0.get(STAMP_FIELD).map(String::as_str)
    }

    /// What was typed into these fields; a box that is not ticked is empty. `None` where it is too much to keep.
    fn entries(&self, fields: &[&str]) -> Option<BTreeMap<String, String>> {
        const MOST: usize = 16 * 1024;
        let entry = |field: &&str| ((*field).to_owned(), self.0.get(*field).cloned().unwrap_or_default());
        let entries: BTreeMap<_, _> = fields.iter().map(entry).collect();
        (entries.values().map(String::len).sum::<usize>() <= MOST).then_some(entries)
    }
}

impl std::fmt::Debug for Posted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Posted")
    }
}

/// The form that a server function answers.
#[derive(Clone, Copy, Debug)]
pub struct OwnForm<'a> {
    name: &'a str,
    page: &'a str,
    fields: &'a [&'a str],
}

impl<'a> OwnForm<'a> {
    /// A form with nothing to fill in, on this page.
    pub const fn button(page: &'a str) -> Self {
        Self { name: "", page, fields: &[] }
    }

    /// A form with fields, by its name in the browser's memory, on the page whose loader reads its state.
    pub const fn filled_in(name: &'a str, page: &'a str, fields: &'a [&'a str]) -> Self {
        Self { name, page, fields }
    }
}

/// The person who acts: the one door of every server function that does something for a signed-in person (ADR 16).
///
/// # Errors
/// The page was drawn for another person than the one who is signed in now, or does not say for whom: nothing is done (K-01).
/// Nobody is signed in: what was typed is kept for the person whose page it was, and the sign-in leads back to it (K-03). The
/// session could not be read.
pub async fn acting(form: OwnForm<'_>) -> Result<Arc<Visitor>, Failure> {
    let Some(visitor) = visitor()? else { return Err(signed_out(form).await?) };
    let (portal, info) = (portal(), info());
    match info.posted.stamp() {
        Some(stamp) if form_stamp::is_own(&portal, &visitor, stamp) => Ok(visitor),
        _ => Err(anothers(form.page)),
    }
}

/// For what everybody may do from any page: only the page of another person than the one who is signed in now is refused.
///
/// # Errors
/// It was such a page; or the session could not be read.
pub fn not_anothers(page: &str) -> Result<(), Failure> {
    let (portal, info) = (portal(), info());
    match (visitor()?, info.posted.stamp()) {
        (Some(visitor), Some(stamp)) if !form_stamp::is_own(&portal, &visitor, stamp) => Err(anothers(page)),
        _ => Ok(()),
    }
}

/// In another person's session nothing is done, and nothing of what was typed is shown.
fn anothers(page: &str) -> Failure {
    let failure = fail(FailureKind::OtherAccount);
    if info().kind == RequestKind::PlainForm {
        redirect(&address::other_account(&WantedPath::parse_or_home(page), &failure.support_id));
    }
    failure
}

/// After the session's end: the entry is kept for the account that the stamp names, and for no other.
async fn signed_out(form: OwnForm<'_>) -> Result<Failure, Failure> {
    let failure = fail(FailureKind::SignInNeeded);
    let (portal, info) = (portal(), info());
    let stamp = info.posted.stamp().unwrap_or_default();
    if let Some(owner) = form_stamp::owner_signed_out(&portal, stamp).await? {
        let kept = keep(form, owner, &info.posted).await?;
        remember(&NOTICE, if kept { &Notice::SessionOverKept } else { &Notice::SessionOver }).await?;
    }
    if info.kind == RequestKind::PlainForm {
        redirect(&address::sign_in(&WantedPath::parse_or_home(form.page)));
    }
    Ok(failure)
}

/// Keeps what was typed, where there is something to keep.
async fn keep(form: OwnForm<'_>, owner: Uuid, posted: &Posted) -> Result<bool, Failure> {
    let Some(entries) = posted.entries(form.fields).filter(|entries| !entries.is_empty()) else { return Ok(false) };
    let state = FormState { errors: Vec::new(), entries };
    let (portal, info) = (portal(), info());
    let key = MemoryKey::form(&own_form(owner, form.name));
    BrowserMemory::of(&portal, &info).remember_for(&key, &state, BrowserMemory::KEPT_FORM).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        Posted::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn k03_the_fields_of_the_form_are_kept_and_nothing_else() {
        let posted = posted(&[("number", "025"), ("cua", "stamp"), ("tiep", "/"), ("more", "x")]);
        let entries = posted.entries(&["number", "consent"]).unwrap_or_default();
        let pairs: Vec<_> = entries.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("consent", ""), ("number", "025")]);
        assert_eq!(posted.stamp(), Some("stamp"));
    }

    #[test]
    fn k03_more_than_a_form_holds_is_not_kept() {
        let (most, more) = ("x".repeat(16 * 1024), "x".repeat(16 * 1024 + 1));
        assert!(posted(&[("note", &most)]).entries(&["note"]).is_some());
        assert!(posted(&[("note", &more)]).entries(&["note"]).is_none());
    }

    #[test]
    fn what_was_typed_is_not_shown_to_logs() {
        assert_eq!(format!("{:?}", posted(&[("number", "025085999001")])), "Posted");
    }
}
