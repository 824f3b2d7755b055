//! The tokens that a provider signs, right or deliberately wrong.

pub(crate) mod id_token;
pub(crate) mod logout_token;
