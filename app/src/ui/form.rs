//! What happens in the browser when a server function has answered a form.

use crate::{
    address::{other_account, sign_in, trouble},
    browser,
    form_state::FormState,
    reply::{Failure, FailureKind, Notice, Reply},
};
use congdan_domain::WantedPath;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// What surrounds the pages, and changes when an answer leads on to another page. The application provides it as a context.
#[derive(Clone, Copy, Debug)]
pub struct PageFrame {
    /// Reads anew what every page knows.
    pub refresh: Callback<()>,
    /// Says whose a page is, where the server has answered with a person's own content.
    pub belongs_to: Callback<String>,
    /// Shows the message that came with the answer, in place of an earlier one.
    pub show_notice: Callback<Option<Notice>>,
}

/// Goes on where the reply leads, with its message and with the frame read anew. The signal is the form's state after an
/// invalid form.
pub fn follow<F>(action: ServerAction<F>) -> Signal<Option<FormState>>
where
    F: ServerFn<Output = Reply, Error = Failure> + Clone + Send + Sync + 'static,
{
    let navigate = use_navigate();
    let frame = use_context::<PageFrame>();
    Effect::new(move |_| {
        let Some(answer) = action.value().get() else { return };
        match answer {
            Ok(Reply::Go { to, notice }) => {
                if let Some(frame) = frame {
                    frame.refresh.run(());
                }
                navigate(&to, NavigateOptions::default());
                if let Some(frame) = frame {
                    frame.show_notice.run(notice);
                }
            }
            Ok(Reply::Invalid(_)) => {}
            // The form stays as it is, and its button says why (K-04).
            Err(failure) if is_passing(&failure) => {}
            Err(failure) => leave(&failure),
        }
    });
    Signal::derive(move || match action.value().get() {
        Some(Ok(Reply::Invalid(state))) => Some(state),
        _ => None,
    })
}

/// Off to the page of a failure, by a full load: the banner of that page is true, and its reference is in the log.
fn leave(failure: &Failure) {
    let here = WantedPath::parse_or_home(&browser::here());
    browser::load(&match failure.kind {
        FailureKind::SignInNeeded => sign_in(&here),
        FailureKind::OtherAccount => other_account(&here, &failure.support_id),
        kind => trouble(kind.status(), &failure.support_id),
    });
}

/// Whether the same press may succeed later: no answer came, or something of ours is down.
pub(super) const fn is_passing(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::NoAnswer | FailureKind::Unavailable)
}

/// The form's state after the last answer, or else the one that the page was drawn with.
pub fn form_state_signal(answered: Signal<Option<FormState>>, drawn: Option<FormState>) -> Signal<Option<FormState>> {
    Signal::derive(move || answered.get().or_else(|| drawn.clone()))
}

/// Whether the form has something to mend.
pub fn has_errors(state: Signal<Option<FormState>>) -> Signal<bool> {
    Signal::derive(move || state.with(|state| state.as_ref().is_some_and(FormState::has_errors)))
}
