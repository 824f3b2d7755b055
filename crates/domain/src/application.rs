//! What an application needs to be sent. A draft needs nothing.

use crate::procedure::Procedure;
use std::collections::BTreeMap;

/// How the account can reach its person already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountReach {
    /// By phone or e-mail.
    pub has_contact: bool,
    /// By post.
    pub has_address: bool,
}

/// The entries that are still needed, by field name and in the order of the form: the owner's name where the applicant is not the
/// owner, the fields that the procedure cannot do without, an address where the result comes by post, and a way to reach the
/// person.
pub fn lacking(procedure: &Procedure, entries: &BTreeMap<String, String>, account: AccountReach) -> Vec<&'static str> {
    let is_empty = |name: &str| entries.get(name).is_none_or(|entry| entry.trim().is_empty());
    let by_post = entries.get("delivery").is_some_and(|delivery| delivery == "post");
    let owner = is_empty("is_owner").then_some("owner_name");
    let address = (by_post && !account.has_address).then_some("delivery_address");
    let contact = (!account.has_contact).then_some("phone");
    let needed = owner.into_iter().chain(procedure.required.iter().copied()).chain(address).chain(contact);
    needed.filter(|name| is_empty(name)).collect()
}
