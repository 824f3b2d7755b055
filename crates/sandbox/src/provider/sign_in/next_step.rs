//! Which step follows a form.

use super::entries::{code, consent, name_and_password, number_and_password};
use crate::{
    pages::field::FieldError,
    people::person::Person,
    provider::{Provider, id::SignInWay, state::interaction::SignInStep},
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
    match (provider.id.sign_in_way(), step) {
        (SignInWay::NameAndPassword, _) => name_and_password(people, provider.id, form).map(NextStep::SignedIn),
        (SignInWay::NumberAndPhone, SignInStep::Login) => {
            number_and_password(people, form).map(|person| NextStep::Page(SignInStep::Otp(person)))
        }
        (SignInWay::NumberAndPhone, SignInStep::Otp(person)) => {
            code(form, "otp", "Mã OTP").map_err(|error| vec![error])?;
            Ok(NextStep::Page(SignInStep::Consent(person)))
        }
        (SignInWay::NumberAndPhone, SignInStep::Consent(person)) => {
            consent(form).map_err(|error| vec![error])?;
            Ok(NextStep::Page(SignInStep::Passcode(person)))
        }
        (SignInWay::NumberAndPhone, SignInStep::Passcode(person)) => {
            code(form, "passcode", "Passcode").map_err(|error| vec![error])?;
            Ok(NextStep::SignedIn(person))
        }
    }
}
