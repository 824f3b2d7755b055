//! "Liên kết tài khoản" (guide I.4): one person, two accounts. Linking is an act, never a side effect (rule 8).

mod disown_page;
mod ends;
mod functions;
mod load;
mod page;

pub(crate) use disown_page::DisownRoute;
pub(crate) use page::LinkRoute;
