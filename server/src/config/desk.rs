//! `[desk]`: the units that receive applications, and a demonstration's officials.

use super::{
    ConfigError, Settings,
    file::{OfficialRow, UnitRow},
    provider::CheckedProvider,
};
use congdan_domain::{Commune, DossierCode};
use congdan_flows::{
    portal::{DeskRules, Unit},
    ports::provider::ProviderKind,
    roles::{OfficialIdentity, Seed},
};
use std::collections::{BTreeMap, BTreeSet};
use time::{Date, Duration};

pub(super) fn rules(settings: &Settings) -> Result<DeskRules, ConfigError> {
    let desk = &settings.desk;
    if !(1..=24).contains(&desk.proof_hours) {
        return Err(ConfigError::key("desk.proof_hours", "must be 1 to 24"));
    }
    let default_unit = match desk.default_unit.as_str() {
        "" => settings.portal.dossier_unit.clone(),
        unit => unit_code("desk.default_unit", unit)?,
    };
    let mut seen = BTreeSet::new();
    let units =
        desk.units.iter().enumerate().map(|(row, unit)| check_unit(row, unit, &mut seen)).collect::<Result<_, _>>()?;
    Ok(DeskRules { proof_within: Duration::hours(desk.proof_hours), default_unit, units })
}

fn check_unit<'a>(row: usize, unit: &'a UnitRow, seen: &mut BTreeSet<&'a str>) -> Result<Unit, ConfigError> {
    let key = |name: &str| format!("desk.units[{row}].{name}");
    let code = unit_code(&key("code"), &unit.code)?;
    if !seen.insert(&unit.code) {
        return Err(ConfigError::key(key("code"), "stands there twice"));
    }
    if unit.name.trim().is_empty() {
        return Err(ConfigError::key(key("name"), "is empty"));
    }
    for commune in &unit.communes {
        if Commune::find(commune).is_none() {
            return Err(ConfigError::key(key("communes"), format!("{commune:?} is no commune's code of today")));
        }
        if !seen.insert(commune) {
            return Err(ConfigError::key(key("communes"), format!("{commune:?} is served by two units")));
        }
    }
    Ok(Unit { code, name: unit.name.trim().to_owned(), communes: unit.communes.clone() })
}

/// A unit as it can stand in a dossier's code.
fn unit_code(key: &str, unit: &str) -> Result<String, ConfigError> {
    let fits = DossierCode::new(unit, Date::from_ordinal_date(2026, 1).unwrap_or(Date::MIN), 1).is_ok();
    if fits && unit == unit.to_ascii_uppercase() {
        return Ok(unit.to_owned());
    }
    Err(ConfigError::key(key, "must be capital letters and digits in groups separated by dots, like H44.12"))
}

/// The roles that a demonstration begins with.
pub(super) fn seeds(
    settings: &Settings,
    rules: &DeskRules,
    providers: &BTreeMap<String, CheckedProvider>,
    demonstration: bool,
) -> Result<Vec<Seed>, ConfigError> {
    let rows = &settings.desk.officials;
    if !demonstration && !rows.is_empty() {
        let problem = "seeds a demonstration only: here an operator grants roles, with \
                       `congdan official grant --provider P --subject S --unit U --config FILE`";
        return Err(ConfigError::key("desk.officials", problem));
    }
    rows.iter().enumerate().map(|(row, official)| seed(row, official, rules, providers)).collect()
}

fn seed(
    row: usize,
    official: &OfficialRow,
    rules: &DeskRules,
    providers: &BTreeMap<String, CheckedProvider>,
) -> Result<Seed, ConfigError> {
    let wrong = |name: &str, problem: &str| Err(ConfigError::key(format!("desk.officials[{row}].{name}"), problem));
    if official.number.is_some() {
        return wrong("number", "is no longer taken: an official is a VNeID identity, so write provider and subject");
    }
    if providers.get(&official.provider).map(|provider| provider.kind) != Some(ProviderKind::Vneid) {
        return wrong("provider", "must be the name of a [provider.NAME] table of kind vneid");
    }
    if official.subject.trim().is_empty() {
        return wrong("subject", "is empty: it is the provider's own name for the person (its claim sub)");
    }
    if !rules.knows(&official.unit) {
        return wrong("unit", "receives no applications: it is neither desk.default_unit nor one of desk.units");
    }
    let identity = OfficialIdentity { provider: official.provider.clone(), subject: official.subject.clone() };
    Ok(Seed { identity, unit: official.unit.clone() })
}
