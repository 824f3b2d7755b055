//! What follows a valid authorization request: a person who is known already is not asked again.

use super::{
    Provider,
    authorization_request::{AuthorizationRequest, Prompt},
};
use crate::people::person::Person;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};

/// Answers a valid request at once where it can; otherwise leads the browser to the sign-in page.
pub(super) fn decide(provider: &Provider, mut request: AuthorizationRequest, headers: &HeaderMap) -> Response {
    if let Some(prepared) = provider.take_prepared_answer(&request) {
        request.hint = prepared;
    }
    if let Some(person) = hinted(provider, &request) {
        return provider.signed_in(&request, person);
    }
    let session = provider.session(headers).filter(|session| {
        let age = provider.token_time() - session.auth_time;
        request.prompt != Prompt::Always && request.max_age.is_none_or(|most| age <= most)
    });
    match session {
        Some(session) => provider.answer(&request, session),
        None if request.prompt == Prompt::Never => provider.refuse(
            request.flow,
            &request.redirect_uri,
            Some(&request.state),
            "login_required",
            "nobody is signed in here",
        ),
        None => Redirect::to(&provider.start_interaction(request)).into_response(),
    }
}

/// The person that was prepared, or that one of the demo's own portals names, if they have an account here.
fn hinted(provider: &Provider, request: &AuthorizationRequest) -> Option<&'static Person> {
    let person = provider.sandbox.state.people.find(request.hint.person.as_deref()?)?;
    provider.id.has_account(person).then_some(person)
}
