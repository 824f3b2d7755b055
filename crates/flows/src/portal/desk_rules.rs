//! What configuration decides about the desk, and which unit receives an application.

use congdan_domain::Commune;
use time::Duration;

/// What configuration decides about the desk.
#[derive(Clone, Debug)]
pub struct DeskRules {
    /// How long after the person proved who they are at VNeID a session opens the desk.
    pub proof_within: Duration,
    /// Receives what no unit's communes decide.
    pub default_unit: String,
    /// The units that receive applications.
    pub units: Vec<Unit>,
}

/// A unit that receives applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The first part of its dossiers' codes, e.g. `H44.12`.
    pub code: String,
    /// e.g. `Ủy ban nhân dân phường Việt Trì`.
    pub name: String,
    /// Codes of the communes whose people it serves, e.g. `07900`.
    pub communes: Vec<String>,
}

impl DeskRules {
    /// Whether this portal sends applications to such a unit.
    pub fn knows(&self, unit: &str) -> bool {
        self.codes().any(|code| code == unit)
    }

    /// Of all units, the default one first.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let others = self.units.iter().map(|unit| unit.code.as_str()).filter(|code| *code != self.default_unit);
        std::iter::once(self.default_unit.as_str()).chain(others)
    }

    /// As people read it: `Ủy ban nhân dân phường Việt Trì (H44.12)`, or the code where configuration has no name.
    pub fn name(&self, unit: &str) -> String {
        match self.units.iter().find(|known| known.code == unit) {
            Some(known) => format!("{} ({unit})", known.name),
            None => unit.to_owned(),
        }
    }

    /// The unit that receives an application: the one whose communes have the first of these addresses that names one.
    pub fn receiving_unit<'a>(&self, addresses: impl IntoIterator<Item = &'a str>) -> &str {
        let Some(commune) = addresses.into_iter().find_map(Commune::of_address) else { return &self.default_unit };
        let serves = |unit: &&Unit| unit.communes.iter().any(|code| code == commune.code);
        self.units.iter().find(serves).map_or(&self.default_unit, |unit| &unit.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> DeskRules {
        let unit = |code: &str, name: &str, commune: &str| Unit {
            code: code.to_owned(),
            name: name.to_owned(),
            communes: vec![commune.to_owned()],
        };
        DeskRules {
            proof_within: Duration::hours(8),
            default_unit: "H44.12".to_owned(),
            units: vec![unit("H44.12", "UBND phường Việt Trì", "07900"), unit("H44.13", "UBND xã Lâm Thao", "08494")],
        }
    }

    #[test]
    fn y02_an_application_goes_to_the_unit_of_the_first_address_that_names_a_commune() {
        let rules = rules();
        let (lam_thao, viet_tri) = ("Khu 9, Xã Lâm Thao, Tỉnh Phú Thọ", "Phường Việt Trì, Tỉnh Phú Thọ");
        assert_eq!(rules.receiving_unit([lam_thao, viet_tri]), "H44.13");
        assert_eq!(rules.receiving_unit(["ở nhà", viet_tri, lam_thao]), "H44.12");
    }

    #[test]
    fn y02_what_no_unit_serves_goes_to_the_default_unit() {
        let rules = rules();
        for addresses in [&[][..], &["ở nhà"], &["Phường Ba Đình, Thành phố Hà Nội"]] {
            assert_eq!(rules.receiving_unit(addresses.iter().copied()), "H44.12", "{addresses:?}");
        }
    }

    #[test]
    fn a_unit_is_named_with_its_code() {
        assert_eq!(rules().name("H44.13"), "UBND xã Lâm Thao (H44.13)");
        assert_eq!(rules().name("H44.99"), "H44.99");
        assert_eq!(rules().codes().collect::<Vec<_>>(), ["H44.12", "H44.13"]);
    }
}
