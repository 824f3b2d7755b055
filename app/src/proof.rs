//! Recent proof for sensitive acts (journeys, rule 13).

mod functions;
mod page;

#[cfg(feature = "ssr")]
pub(crate) use functions::ask_first;
pub use functions::{LoadProof, ProofPage, StartProof, load_proof, start_proof};
pub(crate) use page::ProofRoute;
