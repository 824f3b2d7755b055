//! What vouches for an account's number here, what that opens, and whose data an entry holds (ADR 14).

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Field, Person, Source},
        synchronisation::Receipt,
    },
};
use congdan_domain::{Cccd, Entry, GatedAct, Opening, Vouching, entry::Agreement};

impl Portal {
    /// What vouches for the number of this account; `None` where it has none.
    pub fn vouching_of(&self, account: &Account) -> Option<Vouching> {
        let number = account.person.number.as_ref()?;
        Some(self.vouching_for(number, account.person.matched_at.is_some(), self.asserts(account, &number.value)))
    }

    /// Whether the account's number opens the act; `None` where it has none.
    pub fn opening(&self, account: &Account, act: GatedAct) -> Option<Opening> {
        self.vouching_of(account).map(|vouching| self.opening_by(vouching, act))
    }

    /// Whether this kind of vouching opens the act today.
    pub(crate) fn opening_by(&self, vouching: Vouching, act: GatedAct) -> Opening {
        let policy = self.policy.national_account_on(self.world.today());
        self.policy.opens.opening(policy, vouching, act)
    }

    /// The kind of vouching for a number that the register has or has not confirmed, and VNeID asserts now or does not.
    pub(crate) fn vouching_for(&self, number: &Field<Cccd>, matched: bool, by_vneid: bool) -> Vouching {
        match &number.source {
            _ if by_vneid => Vouching::AssertedByVneid,
            Source::Provider(id) if self.is_vneid(id) => Vouching::AssertedByVneid,
            Source::Provider(_) => Vouching::AssertedByOther { matched },
            Source::Register | Source::Declared => Vouching::TypedAndMatched,
        }
    }

    /// Whether VNeID asserts this number for one of the account's identities.
    fn asserts(&self, account: &Account, number: &Cccd) -> bool {
        let mut own = account.identities.iter();
        own.any(|own| self.is_vneid(&own.provider) && own.number.as_ref() == Some(number))
    }

    /// The account with only those values of the register that its number opens. What was stored before VNeID vouched for
    /// the number, or while it did, is not shown without it.
    pub(crate) fn with_open_fields(&self, mut account: Account) -> Account {
        if self.opening(&account, GatedAct::RegisterFields) != Some(Opening::Open) {
            account.person = without_register_fields(account.person);
        }
        account
    }

    /// The receipt with only those rows that the account's number opens now.
    pub(crate) fn with_open_rows(&self, account: &Account, mut receipt: Receipt) -> Receipt {
        if self.opening(account, GatedAct::RegisterFields) != Some(Opening::Open) {
            receipt.rows.retain(|row| row.register.is_none() || row.row.fact.is_entered());
        }
        receipt
    }
}

/// The person without what only the register states of them. Number, name and birth date stay: the person has entered them.
pub(crate) fn without_register_fields(person: Person) -> Person {
    let Person { full_name, birth_date, number, .. } = person.clone();
    Person { full_name, birth_date, number, ..person.without(&Source::Register) }
}

/// Whether the account may ask the register about this entry. It may where VNeID asserts the number for the account; otherwise
/// the entry keeps the account's number, if it has one, and its name and birth date are those that one of the account's
/// providers asserts.
pub(crate) async fn may_ask(portal: &Portal, account: &Account, entry: &Entry) -> Result<bool, StoreError> {
    let own = account.person.number.as_ref();
    let is_own = own.is_some_and(|number| number.value == entry.number);
    let vouching = portal.vouching_of(account);
    if portal.asserts(account, &entry.number) || (is_own && vouching == Some(Vouching::AssertedByVneid)) {
        return Ok(true);
    }
    let changes = own.is_some() && !is_own;
    if changes && portal.opening(account, GatedAct::ChangeNumber) != Some(Opening::Open) {
        return Ok(false);
    }
    let asserted = portal.store.asserted(account.id).await?;
    let agreements = asserted.iter().map(|asserted| {
        let Person { full_name, birth_date, .. } = &asserted.person;
        entry.agreement(full_name.as_ref().map(|name| &name.value), birth_date.as_ref().map(|birth| birth.value))
    });
    Ok(is_about_own_person(agreements, portal.policy.match_unasserted))
}

/// One provider that names this person is enough: each identity was joined by a proof of its own. Where none asserts enough to
/// be compared, configuration decides.
fn is_about_own_person(agreements: impl Iterator<Item = Agreement>, match_unasserted: bool) -> bool {
    let agreements: Vec<_> = agreements.collect();
    let unasserted = agreements.iter().all(|agreement| *agreement == Agreement::Incomparable);
    agreements.contains(&Agreement::Agrees) || (unasserted && match_unasserted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v02_one_assertion_that_agrees_is_enough_and_none_is_not() {
        use Agreement::{Agrees, Differs, Incomparable};
        for (agreements, by_default, allowed) in [
            (vec![Agrees], true, true),
            (vec![Differs, Agrees], true, true),
            (vec![Incomparable, Agrees], true, true),
            (vec![Differs], false, false),
            (vec![Incomparable, Differs], false, false),
            (vec![Incomparable], false, true),
            (vec![], false, true),
        ] {
            for (match_unasserted, expected) in [(false, by_default), (true, allowed)] {
                let about = is_about_own_person(agreements.iter().copied(), match_unasserted);
                assert_eq!(about, expected, "{agreements:?} {match_unasserted}");
            }
        }
    }
}
