//! A page's data: waited for, shown, or the calm page of a failure.

use super::failure_page::FailurePage;
use crate::reply::Failure;
use leptos::{either::Either, prelude::*};

/// Draws the page when its loader has answered; a failure is a page of its own. While the data are read anew the page stays.
pub fn loaded<T, V>(data: Resource<Result<T, Failure>>, page: impl Fn(T) -> V + Clone + Send + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition>
            {move || {
                let page = page.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(data) => Either::Left(page(data)),
                        Err(failure) => Either::Right(view! { <FailurePage failure=failure /> }),
                    }
                })
            }}
        </Transition>
    }
}

/// As [`loaded`], with new elements at each reading: a field that looks alike is not the same field, and what was typed into
/// the one is not left in the other.
pub fn loaded_anew<T, V>(
    data: Resource<Result<T, Failure>>,
    page: impl Fn(T) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    // Changing sides replaces the elements; staying on one side would only change them.
    let is_left = StoredValue::new(false);
    loaded(data, move |data| {
        is_left.update_value(|is_left| *is_left = !*is_left);
        let page = page(data);
        if is_left.get_value() { Either::Left(page) } else { Either::Right(page) }
    })
}
