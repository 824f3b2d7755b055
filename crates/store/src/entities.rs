//! The tables as sea-orm knows them. Times are microseconds (see `moment`); `*_hash` is a digest of a browser's secret;
//! `*_index` is a blind index; a column with personal data holds sealed text.

pub(crate) mod account;
pub(crate) mod audit_event;
pub(crate) mod audit_head;
pub(crate) mod consent;
pub(crate) mod dossier;
pub(crate) mod dossier_counter;
pub(crate) mod dossier_event;
pub(crate) mod dossier_reading;
pub(crate) mod draft;
pub(crate) mod flash;
pub(crate) mod identity;
pub(crate) mod login_attempt;
pub(crate) mod logout_token;
pub(crate) mod lookup;
pub(crate) mod match_attempt;
pub(crate) mod merge_log;
pub(crate) mod official_role;
pub(crate) mod outbox;
pub(crate) mod pending_link;
pub(crate) mod pending_merge;
pub(crate) mod person;
pub(crate) mod person_number;
pub(crate) mod search_miss;
pub(crate) mod session;
pub(crate) mod slip;
pub(crate) mod synchronisation;
