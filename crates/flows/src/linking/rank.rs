//! How strongly two identities vouch for one number (rule 9).

use crate::ports::accounts::{Account, Identity, Person, Source};
use congdan_domain::Cccd;
use uuid::Uuid;

pub(super) fn number_of(person: &Person) -> Option<&Cccd> {
    person.number.as_ref().map(|number| &number.value)
}

/// Whether the arriving identity vouches more strongly for the number than the account that has it: it is VNeID's, and VNeID
/// neither opens that account nor asserted its number.
pub(super) fn outranks(is_vneid: impl Fn(&str) -> bool, arriving: &Identity, holder: &Account) -> bool {
    let opened_by_vneid = holder.identities.iter().any(|identity| is_vneid(&identity.provider));
    let asserted_by_vneid = matches!(holder.person.number.as_ref().map(|number| &number.source),
        Some(Source::Provider(id)) if is_vneid(id));
    is_vneid(&arriving.provider) && !opened_by_vneid && !asserted_by_vneid
}

/// The identity that the arriving one replaces. VNeID has one subject for a number: where it names the same number by a new
/// subject, the identity with the old one opens the account no more.
pub(super) fn stale(is_vneid: impl Fn(&str) -> bool, arriving: &Identity, holder: &Account) -> Option<Uuid> {
    let mut of_issuer = holder.identities.iter().filter(|own| own.issuer == arriving.issuer);
    of_issuer.find(|own| is_vneid(&own.provider) && own.subject != arriving.subject).map(|own| own.id)
}

#[cfg(test)]
mod tests;
