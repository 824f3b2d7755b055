//! Rows of `person`, shared by the methods of the other repositories.

use super::{matching, suspension::lock_in_use};
use crate::{
    Database,
    blind_index::Use,
    entities::person::{Column, Entity, Model},
    failure::{Failure, Refused},
    moment::{micros, moment},
    records::{ContactRecord, FieldRecord},
    sealing::Place,
};
use congdan_flows::ports::accounts::{Contact, Field, Person, Revision, Source};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, Iterable, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

impl Database {
    pub(crate) async fn person_of(&self, db: &impl ConnectionTrait, account: Uuid) -> Result<Person, Failure> {
        let Some(row) = Entity::find_by_id(account).one(db).await? else { return Ok(Person::default()) };
        let id = account.to_string();
        Ok(Person {
            full_name: self.open_field(place("full_name", &id), row.full_name)?,
            birth_date: self.open_field(place("birth_date", &id), row.birth_date)?,
            sex: self.open_field(place("sex", &id), row.sex)?,
            number: self.open_field(place("number", &id), row.number)?,
            address: self.open_field(place("address", &id), row.address)?,
            contact: row
                .contact
                .map(|sealed| self.keys().open_value::<ContactRecord>(place("contact", &id), &sealed))
                .transpose()?
                .map(Contact::from)
                .unwrap_or_default(),
            matched_at: row.matched_at.map(moment).transpose()?,
        })
    }

    /// Writes the whole row, sealed with the newest key, and the number's indexes. Refused with [`Refused::NumberTaken`] when
    /// another account has the number.
    pub(super) async fn write_person(
        &self,
        db: &impl ConnectionTrait,
        account: Uuid,
        person: &Person,
    ) -> Result<(), Failure> {
        let number = person.number.as_ref().map(|number| &number.value);
        if let Some(number) = number
            && self.holder_of(db, number).await?.is_some_and(|holder| holder != account)
        {
            return Err(Failure::Refused(Refused::NumberTaken));
        }
        self.write_number_indexes(db, account, number).await?;
        let id = account.to_string();
        let contact = (person.contact != Contact::default()).then(|| ContactRecord::from(&person.contact));
        let row = Model {
            account_id: account,
            full_name: self.seal_field(place("full_name", &id), person.full_name.as_ref())?,
            birth_date: self.seal_field(place("birth_date", &id), person.birth_date.as_ref())?,
            sex: self.seal_field(place("sex", &id), person.sex.as_ref())?,
            number: self.seal_field(place("number", &id), person.number.as_ref())?,
            number_index: number.map(|number| self.keys().index_of(Use::PersonNumber, number.as_str())),
            address: self.seal_field(place("address", &id), person.address.as_ref())?,
            contact: contact.map(|contact| self.keys().seal_value(place("contact", &id), &contact)).transpose()?,
            matched_at: person.matched_at.map(micros),
        };
        let all_but_the_key = Column::iter().filter(|column| !matches!(column, Column::AccountId));
        let replace = OnConflict::column(Column::AccountId).update_columns(all_but_the_key).to_owned();
        Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
        Ok(())
    }

    /// The person with the contact data that are stored at this moment: they may have been saved in another tab while the
    /// register was asked. Refused with [`Refused::Outdated`] where the number is another one by now.
    pub(super) async fn write_verified(
        &self,
        db: &impl ConnectionTrait,
        account: Uuid,
        revision: &Revision,
    ) -> Result<(), Failure> {
        lock_in_use(db, account).await?;
        let stored = self.person_of(db, account).await?;
        if stored.number != revision.number_before {
            return Err(Failure::Refused(Refused::Outdated));
        }
        let person = Person { contact: stored.contact, ..revision.person.clone() };
        self.write_person(db, account, &person).await
    }

    /// The number leaves the account, and with it what waits for the register: it was asked when the number was there.
    pub(super) async fn release_number(&self, db: &impl ConnectionTrait, account: Uuid) -> Result<(), Failure> {
        let person = without_number(self.person_of(db, account).await?);
        self.write_person(db, account, &person).await?;
        for kind in [matching::WAITING, matching::ANSWERED, matching::UNREADABLE] {
            matching::drop_row(db, account, kind).await?;
        }
        Ok(())
    }

    fn open_field<T>(&self, place: Place<'_>, sealed: Option<String>) -> Result<Option<Field<T>>, Failure>
    where
        T: Clone + DeserializeOwned,
    {
        let Some(sealed) = sealed else { return Ok(None) };
        self.keys().open_value::<FieldRecord<T>>(place, &sealed)?.into_field().map(Some)
    }

    fn seal_field<T>(&self, place: Place<'_>, field: Option<&Field<T>>) -> Result<Option<String>, Failure>
    where
        T: Clone + Serialize,
    {
        field.map(|field| self.keys().seal_value(place, &FieldRecord::of(field))).transpose()
    }
}

/// What is left when the number goes: what the register states of the number's owner goes with it.
fn without_number(person: Person) -> Person {
    Person { number: None, matched_at: None, ..person.without(&Source::Register) }
}

fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "person", column, row }
}
