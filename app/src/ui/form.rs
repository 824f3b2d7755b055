//! What happens in the browser when a server function has answered a form.

use crate::{
    reply::{Failure, Reply},
    slip::Slip,
    viewer::{PageNotice, ViewerResource},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes on where the reply says, with its message and with what every page knows read anew; answers with the slip, if it
/// is one.
pub fn follow<F>(action: ServerAction<F>) -> Signal<Option<Slip>>
where
    F: ServerFn<Output = Reply, Error = Failure> + Clone + Send + Sync + 'static,
{
    let navigate = use_navigate();
    let viewer = use_context::<ViewerResource>();
    let notice = use_context::<PageNotice>();
    Effect::new(move |_| {
        let Some(answer) = action.value().get() else { return };
        match answer {
            Ok(Reply::Go { to, notice: message }) => {
                if let Some(viewer) = viewer {
                    viewer.0.refetch();
                }
                navigate(&to, NavigateOptions::default());
                if let Some(notice) = notice {
                    notice.0.set(message);
                }
            }
            Ok(Reply::Slip(_)) => {}
            Err(failure) => navigate(&format!("/su-co/{}", failure.kind.status()), NavigateOptions::default()),
        }
    });
    Signal::derive(move || match action.value().get() {
        Some(Ok(Reply::Slip(slip))) => Some(slip),
        _ => None,
    })
}

/// The slip of the last answer, or else the one that the page was drawn with.
pub fn slip_signal(answered: Signal<Option<Slip>>, drawn: Option<Slip>) -> Signal<Option<Slip>> {
    Signal::derive(move || answered.get().or_else(|| drawn.clone()))
}
