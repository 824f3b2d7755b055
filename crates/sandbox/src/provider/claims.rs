//! The claims about a person, the same in the ID token and in userinfo.

use super::{Provider, fault::Fault, id::ProviderId};
use crate::people::person::{Level, NationalAccount, Person};
use congdan_domain::Sex;
use serde_json::{Map, Value};

impl Provider {
    /// The claims by the names that the real providers use, with the subject.
    pub fn claims(&self, person: &'static Person, fault: Fault) -> Map<String, Value> {
        let mut subject = person.subject(self.id.segment());
        if fault == Fault::SubjectChanged {
            subject = subject.chars().rev().collect();
        }
        let mut claims = Map::new();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                claims.insert(name.to_owned(), value.into());
            }
        };
        add("sub", Some(subject.clone()));
        add("TechID", Some(subject));
        add("HoVaTen", Some(person.name.to_owned()));
        add("NgayThangNamSinh", person.born.map(str::to_owned));
        add("GioiTinh", person.sex.map(|sex| if sex == Sex::Male { "1" } else { "2" }.to_owned()));
        match self.id {
            ProviderId::Vneid => {
                add("SoDinhDanh", person.number.map(str::to_owned));
                add("LoaiTaiKhoan", Some("1".to_owned()));
            }
            ProviderId::Dvcqg => {
                let (number, cmnd, kind) = match &person.national {
                    Some(NationalAccount::WithCccd) => (person.number, None, "1"),
                    Some(NationalAccount::WithOldCccd(number)) => (Some(*number), None, "1"),
                    Some(NationalAccount::WithCmnd(number)) => (None, Some(*number), "1"),
                    Some(NationalAccount::Organisation) => (None, None, "2"),
                    Some(NationalAccount::WithoutCccd) | None => (None, None, "1"),
                };
                add("SoDinhDanh", number.map(str::to_owned));
                add("SoCMND", cmnd.map(str::to_owned));
                add("LoaiTaiKhoan", Some(kind.to_owned()));
                add("SoDienThoai", Some(person.phone()));
                add("ThuDienTu", Some(person.email()));
            }
        }
        if fault != Fault::NoLevel {
            let level = if fault == Fault::UnknownLevel { "LoA9" } else { self.level(person, fault).code() };
            for name in ["loAs", "IAL", "acr"] {
                add(name, Some(level.to_owned()));
            }
        }
        claims
    }

    /// National accounts are proved by a telephone number only: level 1.
    fn level(&self, person: &Person, fault: Fault) -> Level {
        match (self.id, person.vneid) {
            (ProviderId::Vneid, Some(level)) if fault != Fault::Level1 => level,
            _ => Level::One,
        }
    }
}
