//! Where a value or a sign-in comes from: the source that vouches for it, the linked account, and the time.

pub(crate) mod kind_texts;
mod named_account;
mod value;

pub use named_account::{AccountItems, AccountMarks, NamedAccount};
pub use value::{Provenance, SexAndAddress, Source, Value, ValueRows, Values, Vouched};
