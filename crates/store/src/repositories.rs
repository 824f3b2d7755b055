//! One port of `congdan-flows` in each file, and what the ports share beside them. Each method is one transaction; its audit
//! row is written last.

mod accounts;
mod audit;
mod deletion;
mod dossiers;
mod drafts;
mod flash;
mod identities;
mod links;
mod login_attempts;
mod matching;
mod merging;
mod numbers;
mod persons;
mod readiness;
mod sessions;
mod slips;
mod standing;
mod submission;
mod synchronisation;
mod telling;
mod unlinking;

pub(crate) use matching::sealed_mask;
