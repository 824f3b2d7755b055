//! Recent proof for sensitive acts (journeys, rule 13).

mod functions;
mod page;

#[cfg(feature = "ssr")]
pub(crate) use functions::ask_first;
pub(crate) use page::ProofRoute;
