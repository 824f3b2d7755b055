//! What may be told of a comparison (rule 7): before VNeID vouches for the number, only what the person's own
//! entries reveal.

use crate::{
    Portal,
    ports::{
        accounts::{Field, Person, Source},
        matching::Entry,
        provider::ProviderKind,
        register::Record,
    },
};
use congdan_domain::difference::{Against, Explanation, Fields, clues};

/// VNeID has said that this number is the person's.
pub(super) fn is_vouched_for(portal: &Portal, person: &Person, entry: &Entry) -> bool {
    by_vneid(portal, &person.number).is_some_and(|number| *number == entry.number)
}

/// `record` is what the register holds under this number, where that may be used: kinds of differences come of it, no value.
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
    let is_vneid = portal.provider(id).is_some_and(|provider| provider.kind() == ProviderKind::Vneid);
    is_vneid.then_some(&field.value)
}
