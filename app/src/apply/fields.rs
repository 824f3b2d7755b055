//! What is asked on which step, for which procedure.

use crate::i18n::{
    Text,
    texts::{apply, common},
};
use congdan_domain::procedure::Procedure;
use std::collections::BTreeMap;

/// The steps with fields; after them comes the check before sending.
pub const FIRST_STEPS: [u8; 3] = [1, 2, 3];

/// The check before sending.
pub const CHECK_STEP: u8 = 4;

/// A field of the form. Its value is stored under its name, in the draft and in the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormField {
    pub name: &'static str,
    pub label: Text,
    pub hint: Text,
    pub kind: Kind,
}

/// What belongs into a field. None has to be filled; what is filled has to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person's full name.
    Name,
    /// A CCCD number.
    Number,
    /// A day, `dd/mm/yyyy`, today or earlier.
    Date,
    /// 1 to 999.
    Count,
    Line,
    Paragraph,
    /// A Vietnamese phone number, ten digits.
    Phone,
    /// `true`, or empty.
    Ticked,
    /// One of the values, each with its label.
    Choice(&'static [(&'static str, Text)]),
}

const fn field(name: &'static str, label: Text, hint: Text, kind: Kind) -> FormField {
    FormField { name, label, hint, kind }
}

const SEXES: Kind = Kind::Choice(&[("male", common::MALE), ("female", common::FEMALE)]);
const DELIVERIES: Kind = Kind::Choice(&[
    ("counter", apply::DELIVERY_COUNTER),
    ("post", apply::DELIVERY_POST),
    ("digital", apply::DELIVERY_DIGITAL),
]);

const APPLICANT: &[FormField] = &[
    field("is_owner", apply::IS_OWNER, apply::IS_OWNER_HINT, Kind::Ticked),
    field("owner_name", apply::OWNER_NAME, apply::OWNER_NAME_HINT, Kind::Name),
    field("owner_number", apply::OWNER_NUMBER, apply::OWNER_NUMBER_HINT, Kind::Number),
];
const BIRTH: &[FormField] = &[
    field("child_name", apply::CHILD_NAME, apply::CHILD_NAME_HINT, Kind::Name),
    field("child_birth_date", apply::CHILD_BIRTH_DATE, apply::CHILD_BIRTH_DATE_HINT, Kind::Date),
    field("child_sex", apply::CHILD_SEX, apply::CHILD_SEX_HINT, SEXES),
    field("child_birth_place", apply::CHILD_BIRTH_PLACE, apply::CHILD_BIRTH_PLACE_HINT, Kind::Line),
];
const COPY: &[FormField] = &[
    field("document_name", apply::DOCUMENT_NAME, apply::DOCUMENT_NAME_HINT, Kind::Line),
    field("copies", apply::COPIES, apply::COPIES_HINT, Kind::Count),
];
const OTHER: &[FormField] = &[field("request", apply::REQUEST, apply::REQUEST_HINT, Kind::Paragraph)];
const DELIVERY: &[FormField] = &[
    field("delivery", apply::DELIVERY, apply::DELIVERY_HINT, DELIVERIES),
    field("phone", apply::PHONE, apply::PHONE_HINT, Kind::Phone),
];

/// The fields of a step, in the order of the page; none on the check.
pub fn fields(procedure: &str, step: u8) -> &'static [FormField] {
    match (step, procedure) {
        (1, _) => APPLICANT,
        (2, "1.001193") => BIRTH,
        (2, "2.000815") => COPY,
        (2, _) => OTHER,
        (3, _) => DELIVERY,
        _ => &[],
    }
}

/// The name of a step.
pub const fn step_name(step: u8) -> Text {
    match step {
        1 => apply::STEP_APPLICANT,
        2 => apply::STEP_DETAILS,
        3 => apply::STEP_DELIVERY,
        _ => apply::STEP_CHECK,
    }
}

/// A procedure's name; nothing for a code that the catalogue no longer has.
pub fn procedure_name(code: &str) -> Text {
    Procedure::find(code)
        .map_or(Text { vi: "", en: "" }, |procedure| Text { vi: procedure.name_vi, en: procedure.name_en })
}

/// Whether the field has a meaning with these entries: the owner is asked for only where it is another person.
pub fn applies(field: &FormField, entries: &BTreeMap<String, String>) -> bool {
    !is_about_owner(field) || entry(entries, "is_owner").is_empty()
}

/// Whether the field asks for the owner of the dossier.
pub fn is_about_owner(field: &FormField) -> bool {
    matches!(field.name, "owner_name" | "owner_number")
}

/// What could still be filled in on a step.
pub fn missing(procedure: &str, step: u8, entries: &BTreeMap<String, String>) -> Vec<&'static FormField> {
    fields(procedure, step)
        .iter()
        .filter(|field| field.kind != Kind::Ticked && applies(field, entries))
        .filter(|field| entry(entries, field.name).is_empty())
        .collect()
}

/// The entry of a field; empty where there is none.
pub fn entry<'a>(entries: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    entries.get(name).map(String::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn entries(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn every_procedure_asks_for_something_of_its_own() {
        for procedure in Procedure::all() {
            assert!(!fields(procedure.code, 2).is_empty(), "{}", procedure.code);
        }
    }

    #[test]
    fn no_field_is_asked_for_twice_in_one_form() {
        for procedure in Procedure::all() {
            let mut names: Vec<_> =
                FIRST_STEPS.iter().flat_map(|step| fields(procedure.code, *step)).map(|field| field.name).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }

    #[test]
    fn an_applicant_who_is_the_owner_is_not_asked_for_the_owners_name() {
        assert!(missing("1.001193", 1, &entries(&[("is_owner", "true")])).is_empty());
        let for_another = missing("1.001193", 1, &entries(&[("is_owner", "")]));
        assert_eq!(for_another.iter().map(|field| field.name).collect::<Vec<_>>(), ["owner_name", "owner_number"]);
    }

    #[test]
    fn an_empty_form_lists_all_that_is_missing() {
        let names: Vec<_> = missing("1.001193", 2, &BTreeMap::new()).iter().map(|field| field.name).collect();
        assert_eq!(names, ["child_name", "child_birth_date", "child_sex", "child_birth_place"]);
    }
}
