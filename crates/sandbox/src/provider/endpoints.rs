//! The provider's endpoints, a file each.

pub(crate) mod authorize;
pub(crate) mod discovery;
pub(crate) mod end_session;
pub(crate) mod honeypot;
pub(crate) mod pushed;
pub(crate) mod token;
pub(crate) mod userinfo;
