//! A port of `congdan-flows` a file. Each method is one transaction; the audit row is written last in it.

mod accounts;
mod audit;
mod browser_memory;
mod deletion;
mod dossiers;
mod drafts;
mod identities;
mod links;
mod login_attempts;
mod matching;
mod merging;
mod notifications;
mod persons;
mod readiness;
mod sessions;
mod slips;
mod submission;
mod suspension;
mod synchronisation;
mod unlinking;
