//! One port of `congdan-flows` in each file, and what the ports share beside them. Each method is one transaction; its audit
//! row is written last.

mod accounts;
mod audit;
mod browser_memory;
mod browsers;
mod consents;
mod deletion;
mod desk;
mod dossier_search;
mod dossiers;
mod drafts;
mod form_stamps;
mod identities;
mod links;
mod login_attempts;
mod matching;
mod merging;
mod notifications;
mod numbers;
mod persons;
mod readiness;
mod roles;
mod sessions;
mod slips;
mod submission;
mod suspension;
mod synchronisation;
mod unlinking;

pub(crate) use matching::sealed_mask;
