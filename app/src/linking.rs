//! "Liên kết tài khoản" (guide I.4): one person, two accounts. Linking is an act, never a side effect (journeys, rule 8).

mod functions;
mod load;
mod page;

pub(crate) use page::LinkRoute;
