//! What may be explained of a match (journeys, rule 7): before VNeID vouches for the number, only what the person's own
//! entries reveal.

use crate::{
    Portal,
    ports::{
        accounts::{Field, Person, Source},
        register::Record,
    },
};
use congdan_domain::{
    Entry,
    difference::{Against, Explanation, Fields, clues},
};

/// Whether VNeID has asserted that this number is the person's.
pub(super) fn is_vouched_for(portal: &Portal, person: &Person, entry: &Entry) -> bool {
    by_vneid(portal, &person.number).is_some_and(|number| *number == entry.number)
}

/// The kinds of differences between the entry and the register's record, where that may be used, or else what VNeID asserted.
pub(super) fn explain(portal: &Portal, person: &Person, entry: &Entry, record: Option<&Record>) -> Explanation {
    let typed = (&entry.number, &entry.full_name, entry.birth_date);
    let fields = match record {
        Some(record) => {
            let known = (Some(&record.number), Some(&record.full_name), Some(record.birth_date));
            Some(Fields::compare(Against::Register, typed, known))
        }
        None => by_vneid(portal, &person.number).map(|number| {
            let (name, birth) = (by_vneid(portal, &person.full_name), by_vneid(portal, &person.birth_date));
            Fields::compare(Against::Vneid, typed, (Some(number), name, birth.copied()))
        }),
    };
    let sex = person.sex.as_ref().map(|sex| sex.value);
    Explanation { clues: clues(&entry.number, &entry.full_name, entry.birth_date, sex), fields }
}

fn by_vneid<'a, T>(portal: &Portal, field: &'a Option<Field<T>>) -> Option<&'a T> {
    let field = field.as_ref()?;
    let Source::Provider(id) = &field.source else { return None };
    portal.is_vneid(id).then_some(&field.value)
}
