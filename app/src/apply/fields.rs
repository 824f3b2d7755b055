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

/// What belongs into a field. None has to be filled in a draft; what is filled has to be right.
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
    field("delivery_address", apply::DELIVERY_ADDRESS, apply::DELIVERY_ADDRESS_HINT, Kind::Line),
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

/// Whether the field has a meaning with these entries: the owner is asked for only where it is another person, the address
/// only where the result comes by post.
pub fn applies(field: &FormField, entries: &BTreeMap<String, String>) -> bool {
    match field.name {
        "owner_name" | "owner_number" => entry(entries, "is_owner").is_empty(),
        "delivery_address" => entry(entries, "delivery") == "post",
        _ => true,
    }
}

/// The step and the field of this name.
pub fn find(procedure: &str, name: &str) -> Option<(u8, &'static FormField)> {
    let all = FIRST_STEPS.into_iter().flat_map(|step| fields(procedure, step).iter().map(move |field| (step, field)));
    all.into_iter().find(|(_, field)| field.name == name)
}

/// Whether the procedure cannot do without the field.
pub fn is_required(procedure: &str, name: &str) -> bool {
    Procedure::find(procedure).is_some_and(|procedure| procedure.required.contains(&name))
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
    fn what_a_procedure_requires_is_asked_for_on_its_own_step() {
        for procedure in Procedure::all() {
            assert!(!procedure.required.is_empty(), "{}", procedure.code);
            for name in procedure.required {
                assert_eq!(find(procedure.code, name).map(|(step, _)| step), Some(2), "{} {name}", procedure.code);
            }
            for name in ["owner_name", "delivery_address", "phone"] {
                assert!(find(procedure.code, name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn what_has_no_meaning_is_not_asked_for() {
        let owner = find("1.001193", "owner_name").unwrap().1;
        assert!(!applies(owner, &entries(&[("is_owner", "true")])));
        assert!(applies(owner, &entries(&[("is_owner", "")])));
        let address = find("1.001193", "delivery_address").unwrap().1;
        assert!(!applies(address, &entries(&[("delivery", "counter")])));
        assert!(applies(address, &entries(&[("delivery", "post")])));
    }
}
