//! One person's data as three sides hold them (N4): which rows differ, and whose value is kept.
//!
//! The register wins wherever it speaks (guide III.2). VNeID is the next, except over a value that the register has
//! confirmed, and over the number: both change only by an answer of the register. A value that a side lacks is no difference, and
//! neither is a birth date of VNeID's that is less exact than the one at hand.

use crate::{
    BirthDate, Cccd, FullName, Sex,
    closed_list::closed_list,
    difference::{DateDifference, NameDifference, NumberDifference, between_dates, between_names, between_numbers},
};
use serde::{Deserialize, Serialize};

closed_list! {
    /// What is compared, in the order in which a page lists it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Fact {
        /// Họ và tên.
        FullName,
        /// Ngày sinh.
        BirthDate,
        /// Giới tính.
        Sex,
        /// Số căn cước (CCCD).
        Number,
        /// Permanent address.
        Address,
    }
}

impl Fact {
    /// Whether it is one of the three that a person enters to be matched. The others are known from VNeID or the register alone.
    pub const fn is_entered(self) -> bool {
        match self {
            Self::FullName | Self::BirthDate | Self::Number => true,
            Self::Sex | Self::Address => false,
        }
    }
}

/// One of the three that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What the account holds.
    Profile,
    /// What VNeID asserts.
    Vneid,
    /// What the National Population Database holds.
    Register,
}

/// The values that one side asserts of a person. `Debug` shows none of them.
#[derive(Clone, Copy, Default)]
pub struct SideValues<'a> {
    /// [`Fact::FullName`].
    pub full_name: Option<&'a FullName>,
    /// [`Fact::BirthDate`].
    pub birth_date: Option<BirthDate>,
    /// [`Fact::Sex`].
    pub sex: Option<Sex>,
    /// [`Fact::Number`].
    pub number: Option<&'a Cccd>,
    /// [`Fact::Address`].
    pub address: Option<&'a str>,
}

impl std::fmt::Debug for SideValues<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SideValues")
    }
}

/// The three sides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides<'a> {
    /// See [`Side::Profile`].
    pub profile: SideValues<'a>,
    /// What of the profile the register has confirmed before.
    pub confirmed: &'a [Fact],
    /// See [`Side::Vneid`].
    pub vneid: SideValues<'a>,
    /// See [`Side::Register`].
    pub register: SideValues<'a>,
}

/// A row in which the sides differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What the row is about.
    pub fact: Fact,
    /// Whose value stands from now on.
    pub kept: Side,
    /// The profile gets another value by it.
    pub changes: bool,
    /// Between the profile and the value that is kept; where the profile stays as it is, between it and VNeID.
    pub difference: Difference,
}

/// In what way two values differ, and never a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The profile had nothing.
    New,
    /// The kinds in which two names differ.
    Name(Vec<NameDifference>),
    /// The kind in which two birth dates differ.
    Date(DateDifference),
    /// The kind in which two numbers differ.
    Number(NumberDifference),
    /// Another sex, another address.
    Other,
}

impl Sides<'_> {
    /// The rows that differ, in the order of [`Fact`].
    pub fn rows(&self) -> Vec<Row> {
        let Self { profile, vneid, register, .. } = self;
        // Less exact than what is known already: that contradicts nothing.
        let vaguer = |birth: &BirthDate| profile.birth_date.is_some_and(|known| birth.is_vaguer_than(known));
        let vneid_birth = vneid.birth_date.filter(|birth| !vaguer(birth));
        let name = |one: &&FullName, other: &&FullName| {
            Some(between_names(one, other)).filter(|kinds| !kinds.is_empty()).map(Difference::Name)
        };
        let birth = |one: &BirthDate, other: &BirthDate| between_dates(*one, *other).map(Difference::Date);
        let sex = |one: &Sex, other: &Sex| (one != other).then_some(Difference::Other);
        let number = |one: &&Cccd, other: &&Cccd| between_numbers(one, other).map(Difference::Number);
        let address = |one: &&str, other: &&str| {
            let same = one.split_whitespace().eq(other.split_whitespace());
            (!same).then_some(Difference::Other)
        };
        let rows = [
            self.row(Fact::FullName, [profile.full_name, vneid.full_name, register.full_name], name),
            self.row(Fact::BirthDate, [profile.birth_date, vneid_birth, register.birth_date], birth),
            self.row(Fact::Sex, [profile.sex, vneid.sex, register.sex], sex),
            self.row(Fact::Number, [profile.number, vneid.number, register.number], number),
            self.row(Fact::Address, [profile.address, vneid.address, register.address], address),
        ];
        rows.into_iter().flatten().collect()
    }

    fn row<T>(
        &self,
        fact: Fact,
        [profile, vneid, register]: [Option<T>; 3],
        between: impl Fn(&T, &T) -> Option<Difference>,
    ) -> Option<Row> {
        let stays = profile.is_some() && (fact == Fact::Number || self.confirmed.contains(&fact));
        let (kept, value) = match (&register, &vneid) {
            (Some(value), _) => (Side::Register, Some(value)),
            (None, Some(value)) if !stays => (Side::Vneid, Some(value)),
            (None, _) => (Side::Profile, None),
        };
        let from_profile = |other: Option<&T>| match (&profile, other) {
            (_, None) => None,
            (None, Some(_)) => Some(Difference::New),
            (Some(own), Some(other)) => between(own, other),
        };
        if let Some(difference) = from_profile(value) {
            return Some(Row { fact, kept, changes: true, difference });
        }
        let difference = from_profile(vneid.as_ref())?;
        Some(Row { fact, kept, changes: false, difference })
    }
}
