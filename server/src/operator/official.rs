//! `congdan official`: who works at the desk of a unit.

use super::PortalFile;
use crate::wiring::StartError;
use clap::{Args, Subcommand};
use congdan_flows::{
    ports::{roles::Role, world::VIETNAM},
    roles::{self, OfficialIdentity},
};
use std::fmt::Write;
use time::{Date, Duration, OffsetDateTime, macros::format_description};

/// Says who works at the desk of which unit: roles of VNeID identities.
#[derive(Debug, Subcommand)]
pub enum OfficialOrder {
    /// Lets a VNeID identity work at the desk of a unit.
    Grant(Grant),
    /// Takes the identity's roles away, from its next request on.
    Revoke(Revoke),
    /// Lists all roles, also those that are over.
    List(PortalFile),
}

/// Lets a VNeID identity work at the desk of a unit.
#[derive(Debug, Args)]
pub struct Grant {
    #[command(flatten)]
    identity: Identity,
    /// The unit, e.g. H44.12: one that receives applications here.
    #[arg(long, value_name = "UNIT")]
    unit: String,
    /// The role's last day in Vietnam, e.g. 2027-06-30; without it the role lasts until it is revoked.
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    #[command(flatten)]
    file: PortalFile,
}

/// Takes the identity's roles away, from its next request on.
#[derive(Debug, Args)]
pub struct Revoke {
    #[command(flatten)]
    identity: Identity,
    /// In this unit only; without it in all units.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    #[command(flatten)]
    file: PortalFile,
}

#[derive(Args)]
struct Identity {
    /// The provider's name in the configuration, e.g. vneid.
    #[arg(long, value_name = "PROVIDER")]
    provider: String,
    /// The provider's own name for the person (its claim `sub`); never a citizen's number.
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
}

/// A subject is not for logs.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity({})", self.provider)
    }
}

impl From<Identity> for OfficialIdentity {
    fn from(identity: Identity) -> Self {
        Self { provider: identity.provider, subject: identity.subject }
    }
}

impl OfficialOrder {
    const fn file(&self) -> &PortalFile {
        match self {
            Self::Grant(Grant { file, .. }) | Self::Revoke(Revoke { file, .. }) | Self::List(file) => file,
        }
    }
}

/// Does it, and answers with what the terminal says.
///
/// # Errors
/// The configuration or the database is bad, or the order cannot be done; nothing was changed then.
pub async fn run(order: OfficialOrder) -> Result<String, StartError> {
    let wired = order.file().wire().await?;
    let portal = &wired.site.portal;
    match order {
        OfficialOrder::Grant(Grant { identity, unit, until, .. }) => {
            let reference = roles::grant(portal, identity.into(), &unit, until).await?;
            Ok(format!("granted: unit {unit}, reference {reference}"))
        }
        OfficialOrder::Revoke(Revoke { identity, unit, .. }) => {
            let reference = roles::revoke(portal, identity.into(), unit.as_deref()).await?;
            Ok(format!(
                "revoked: {}, reference {reference}",
                unit.map_or("all units".to_owned(), |unit| format!("unit {unit}"))
            ))
        }
        OfficialOrder::List(_) => Ok(table(&roles::list(portal).await?, portal.world.now())),
    }
}

fn table(roles: &[Role], now: OffsetDateTime) -> String {
    if roles.is_empty() {
        return "no roles".to_owned();
    }
    let mut lines = format!("{:<10} {:<36} {:<12} {:<10} {:<10} state", "provider", "subject", "unit", "from", "until");
    for role in roles {
        let until = role.until.map_or_else(|| "-".to_owned(), |until| date(until - Duration::MICROSECOND));
        let (provider, subject, unit, from) = (&role.provider, &role.subject, &role.unit, date(role.from));
        // Writing to a text cannot fail.
        let _ = write!(lines, "\n{provider:<10} {subject:<36} {unit:<12} {from} {until:<10} {}", state(role, now));
    }
    lines
}

fn state(role: &Role, now: OffsetDateTime) -> String {
    match role.revoked_at {
        Some(at) => format!("revoked {}", date(at)),
        None if role.is_in_force(now) => "in force".to_owned(),
        None if role.is_open(now) => "begins later".to_owned(),
        None => "over".to_owned(),
    }
}

fn date(at: OffsetDateTime) -> String {
    at.to_offset(VIETNAM).date().to_string()
}

fn day(text: &str) -> Result<Date, &'static str> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).map_err(|_| "must be a date like 2027-06-30")
}
