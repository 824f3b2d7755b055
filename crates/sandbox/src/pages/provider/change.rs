//! Reading the forms of the page.

use crate::{
    pages::field::FieldError,
    provider::{
        Provider,
        backchannel_logout::LogoutCall,
        fault::Fault,
        state::{delay_curve::MAX_DELAY_MS, prepared_answer::PreparedAnswer},
        tokens::logout_token::LogoutFault,
    },
    tools::params::Params,
};

/// What a form asks for.
pub(super) enum Change {
    NextAnswer(PreparedAnswer),
    NoNextAnswer,
    Delays(Vec<u64>),
    Clock(i64),
    Logout(LogoutCall),
}

/// Reads the form whose button was pressed.
pub(super) fn read(provider: &Provider, form: &Params) -> Result<Change, FieldError> {
    match form.text("viec") {
        "ke-tiep" => next_answer(form),
        "cham" => delays(form.text("cham")).map(Change::Delays),
        "dong-ho" => {
            let seconds = form.get("lech").map_or(Ok(0), |text| text.trim().parse());
            let wrong = |_| FieldError::new("lech", "Hãy ghi số giây, ví dụ -900 hoặc 3600.");
            seconds.map(Change::Clock).map_err(wrong)
        }
        _ => logout(provider, form),
    }
}

fn next_answer(form: &Params) -> Result<Change, FieldError> {
    let fault = Fault::named(form.text("loi"));
    let fault = fault.ok_or_else(|| FieldError::new("loi", "Hãy chọn một lỗi trong danh sách."))?;
    let answer = PreparedAnswer {
        login_hint: form.get("nguoi").map(str::to_owned),
        fault: (fault != Fault::None).then_some(fault),
        client: form.get("cong").map(str::to_owned),
    };
    let nobody = answer.login_hint.is_none() && answer.fault.is_none();
    Ok(if nobody { Change::NoNextAnswer } else { Change::NextAnswer(answer) })
}

fn delays(text: &str) -> Result<Vec<u64>, FieldError> {
    let numbers = text.split([',', ' ', ';']).filter(|number| !number.is_empty());
    let read: Option<Vec<u64>> =
        numbers.map(|number| number.parse().ok().filter(|delay| *delay <= MAX_DELAY_MS)).collect();
    read.ok_or_else(|| {
        let text = format!("Hãy ghi các số mili giây, cách nhau bằng dấu phẩy, mỗi số không quá {MAX_DELAY_MS}.");
        FieldError::new("cham", text)
    })
}

fn logout(provider: &Provider, form: &Params) -> Result<Change, FieldError> {
    let whose = form.text("ai");
    if !provider.sandbox.state.people.find(whose).is_some_and(|person| provider.id.has_account(person)) {
        return Err(FieldError::new("ai", "Hãy chọn một người có tài khoản ở đây."));
    }
    let named = LogoutFault::ALL.iter().copied().find(|fault| fault.name() == form.text("sai"));
    let fault = named.ok_or_else(|| FieldError::new("sai", "Hãy chọn một lỗi trong danh sách."))?;
    Ok(Change::Logout(LogoutCall { sub: whose.to_owned(), sid: None, fault }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn delays_are_numbers_up_to_the_longest() {
        assert_eq!(delays("0, 500,3000").unwrap(), [0, 500, 3000]);
        assert!(delays("").unwrap().is_empty());
        for wrong in ["soon", "1.5", "-1", "120001", "10,x"] {
            assert_eq!(delays(wrong).unwrap_err().field, "cham", "{wrong}");
        }
    }
}
