//! A page that its own form leads back to shows what has changed.

use crate::reply::{Failure, Reply};
use leptos::{prelude::*, server_fn::ServerFn};

/// Changes whenever an answer to the form leads to `page`: a resource that depends on it is read anew then, and only then (an
/// invalid form leaves the page, and what is being typed, as it is).
pub fn arrivals<F>(action: ServerAction<F>, page: &'static str) -> Memo<usize>
where
    F: ServerFn<Output = Reply, Error = Failure> + Clone + Send + Sync + 'static,
{
    Memo::new(move |last| match action.value().get() {
        Some(Ok(Reply::Go { to, .. })) if to.starts_with(page) => action.version().get(),
        _ => last.copied().unwrap_or_default(),
    })
}
