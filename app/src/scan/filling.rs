//! What a code fills into the form's fields.

use crate::{
    entry::{KnownEntry, TypedEntry},
    i18n::{Text, texts::common},
    when::Today,
};
use congdan_domain::{BirthDate, CardQr};

/// What was seen in a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    Nothing,
    /// A code of something else.
    Other,
    Card(Filling),
}

/// What a card fills in. Personal: it has no `Debug` of its values.
#[derive(Clone, PartialEq)]
pub(super) struct Filling {
    pub typed: TypedEntry,
    pub has_name: bool,
    pub has_birth: bool,
    /// Its holder is under fourteen.
    pub is_child: bool,
}

/// The first card among the codes; a code of something else where there is no card.
pub(super) fn seen(codes: &[String], today: Today) -> Seen {
    match codes.iter().find_map(|code| CardQr::parse(code).ok()) {
        Some(card) => Seen::Card(Filling::of(card, today)),
        None if codes.is_empty() => Seen::Nothing,
        None => Seen::Other,
    }
}

impl Filling {
    fn of(card: CardQr, today: Today) -> Self {
        let (has_name, has_birth) = (card.full_name.is_some(), card.birth_date.is_some());
        let is_child = card.birth_date.is_some_and(|birth| is_under_fourteen(birth, today));
        // Consent is an act: nothing of it comes from a card.
        let typed = TypedEntry::of(&KnownEntry {
            number: Some(card.number),
            full_name: card.full_name,
            birth_date: card.birth_date,
        });
        Self { typed, has_name, has_birth, is_child }
    }

    /// The fields that are filled.
    pub fn filled(&self) -> Vec<Text> {
        self.fields().into_iter().filter(|(_, is_there)| *is_there).map(|(text, _)| text).collect()
    }

    /// The fields that are left to the person.
    pub fn left(&self) -> Vec<Text> {
        self.fields().into_iter().filter(|(_, is_there)| !*is_there).map(|(text, _)| text).collect()
    }

    fn fields(&self) -> [(Text, bool); 3] {
        [(common::NUMBER, true), (common::FULL_NAME, self.has_name), (common::BIRTH_DATE, self.has_birth)]
    }
}

impl std::fmt::Debug for Filling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Filling(name: {}, birth: {})", self.has_name, self.has_birth)
    }
}

/// Certainly under fourteen: where only the year is known, the earliest day of it counts.
fn is_under_fourteen(birth: BirthDate, today: Today) -> bool {
    let fourteen = Today { year: birth.year() + 14, month: birth.month().unwrap_or(1), day: birth.day().unwrap_or(1) };
    fourteen > today
}

#[cfg(test)]
mod tests;
