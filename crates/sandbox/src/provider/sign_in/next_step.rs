//! Which step follows a form.

use super::entries::{code, consent, national_login, number_and_password};
use crate::{
    pages::field::FieldError,
    people::person::Person,
    provider::{Provider, id::ProviderId, state::interaction::SignInStep},
    tools::params::Params,
};

/// Another page, or the end.
pub(super) enum NextStep {
    Page(SignInStep),
    SignedIn(&'static Person),
}

/// Checks the form of the present step.
///
/// # Errors
/// Every entry that is wrong.
pub(super) fn next_step(provider: &Provider, step: SignInStep, form: &Params) -> Result<NextStep, Vec<FieldError>> {
    let people = &provider.sandbox.state.people;
    match (provider.id, step) {
        (ProviderId::Dvcqg, _) => national_login(people, form).map(NextStep::SignedIn),
        (ProviderId::Vneid, SignInStep::Login) => {
            number_and_password(people, form).map(|person| NextStep::Page(SignInStep::Otp(person)))
        }
        (ProviderId::Vneid, SignInStep::Otp(person)) => {
            code(form, "otp", "Mã OTP").map_err(|error| vec![error])?;
            Ok(NextStep::Page(SignInStep::Consent(person)))
        }
        (ProviderId::Vneid, SignInStep::Consent(person)) => {
            consent(form).map_err(|error| vec![error])?;
            Ok(NextStep::Page(SignInStep::Passcode(person)))
        }
        (ProviderId::Vneid, SignInStep::Passcode(person)) => {
            code(form, "passcode", "Passcode").map_err(|error| vec![error])?;
            Ok(NextStep::SignedIn(person))
        }
    }
}
