//! A port of `congdan-flows` a file. Each method is one transaction; the audit row is written last in it.

mod accounts;
mod audit;
mod deletion;
mod desk;
mod dossiers;
mod drafts;
mod flash;
mod identities;
mod links;
mod login_attempts;
mod matching;
mod merging;
mod persons;
mod readiness;
mod roles;
mod sessions;
mod slips;
mod standing;
mod submission;
mod synchronisation;
mod telling;
mod unlinking;
