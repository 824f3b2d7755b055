//! All people: those of the table, and those that a test made.

use super::{
    new_person::{NewPerson, NewPersonError},
    number::is_sandbox_number,
    person::Person,
    table::PEOPLE,
};
use congdan_domain::{BirthDate, FullName};
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// How many people a process makes. They live until it ends, because sessions and tokens point at them: a reset only takes
/// them off the list.
const MOST_MADE: usize = 1_000;
static MADE: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug, Default)]
pub(crate) struct People {
    made: Mutex<Vec<&'static Person>>,
}

impl People {
    pub fn all(&self) -> Vec<&'static Person> {
        PEOPLE.iter().chain(self.lock().iter().copied()).collect()
    }

    pub fn find(&self, id: &str) -> Option<&'static Person> {
        self.all().into_iter().find(|person| person.id == id)
    }

    /// The holder of the VNeID account with this number.
    pub fn by_vneid_number(&self, number: &str) -> Option<&'static Person> {
        self.all().into_iter().find(|person| person.vneid.is_some() && person.number == Some(number))
    }

    /// Makes a person.
    ///
    /// # Errors
    /// The first thing that is wrong with the entries.
    pub fn make(&self, new: NewPerson) -> Result<&'static Person, NewPersonError> {
        self.check(&new)?;
        let vneid = new.level()?;
        if MADE.fetch_add(1, Ordering::Relaxed) >= MOST_MADE {
            return Err(NewPersonError::TooMany);
        }
        let person: &'static Person = Box::leak(Box::new(new.into_person(vneid)));
        self.lock().push(person);
        Ok(person)
    }

    fn check(&self, new: &NewPerson) -> Result<(), NewPersonError> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if !(1..=32).contains(&new.id.len()) || !new.id.chars().all(is_plain) {
            return Err(NewPersonError::Id);
        }
        if self.find(&new.id).is_some() {
            return Err(NewPersonError::IdTaken);
        }
        if FullName::parse(&new.name).is_err() {
            return Err(NewPersonError::Name);
        }
        if let Some(number) = &new.number
            && (number.len() != 12 || !is_sandbox_number(number))
        {
            return Err(NewPersonError::Number);
        }
        if new.born.as_deref().is_some_and(|born| BirthDate::parse_wire(born).is_err()) {
            return Err(NewPersonError::Born);
        }
        if new.vneid.is_some() {
            let number = new.number.as_deref().ok_or(NewPersonError::NumberNeeded)?;
            if self.by_vneid_number(number).is_some() {
                return Err(NewPersonError::NumberTaken);
            }
        }
        Ok(())
    }

    /// Takes the made people off the list.
    pub fn reset(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<&'static Person>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_two_accounts_of_one_person_have_different_subjects() {
        let people = People::default();
        let one = people.find("binh").unwrap();
        let two = people.find("binh2").unwrap();
        assert_eq!(one.number, two.number);
        assert_ne!(one.subject("dvcqg"), two.subject("dvcqg"));
        assert_ne!(one.subject("dvcqg"), one.subject("vneid"));
    }
}
