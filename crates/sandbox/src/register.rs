//! The population database (CSDL quốc gia về dân cư): SOAP 1.1, one operation, QCVN 109:2017/BTTTT's reply.

pub(crate) mod credentials;
pub(crate) mod endpoint;
pub(crate) mod mode;
pub(crate) mod namespaces;
pub(crate) mod query;
pub(crate) mod reply;
pub(crate) mod search;
pub(crate) mod soap_fault;
