use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    accounts::Accounts,
    audit::AuditKind,
    browser_memory::{BrowserMemory, own_form},
    form_stamps::{FormStamps, Stamped},
    sessions::Sessions,
};
use time::Duration;
use uuid::Uuid;

pub async fn k01_a_stamp_says_for_whom_it_was_made_and_no_other_is_believed(setup: Setup) {
    let db = &setup.database;
    let whose = Stamped { account: Uuid::new_v4(), session: Uuid::new_v4() };
    let stamp = db.form_stamp(whose);
    assert_eq!(db.stamped_for(&stamp), Some(whose), "the twin");
    let other = db.form_stamp(Stamped { account: Uuid::new_v4(), ..whose });
    let (account, rest) = stamp.split_once('.').unwrap();
    let (other_account, _) = other.split_once('.').unwrap();
    let flipped = format!("{}{}", &stamp[..stamp.len() - 1], if stamp.ends_with('A') { "E" } else { "A" });
    let forged = [
        String::new(),
        "..".to_owned(),
        format!("{other_account}.{rest}"),
        format!("{account}.{account}.{}", rest.split_once('.').unwrap().1),
        stamp.to_uppercase(),
        format!("{stamp}A"),
        format!(" {stamp}"),
        flipped,
        stamp[..stamp.len() - 2].to_owned(),
    ];
    for forged in forged {
        assert_eq!(db.stamped_for(&forged), None, "{forged}");
    }
}

pub async fn k03_only_an_account_in_use_has_had_a_session(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let cookie = token();
    let new = session(&account, &cookie);
    let id = new.session.id;
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    db.end_session(id, event(account.id, AuditKind::SignedOut)).await.unwrap();
    assert!(db.had_session(account.id, id).await.unwrap(), "the twin: also when it is over");
    assert!(!db.had_session(other.id, id).await.unwrap());
    assert!(!db.had_session(account.id, Uuid::new_v4()).await.unwrap());
    assert!(db.account(account.id).await.unwrap().is_some());
}

pub async fn k03_who_signs_in_drops_what_others_typed_there_and_nothing_else(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let until = now() + Duration::minutes(30);
    let new = session(&account, &token());
    let (here, elsewhere) = (new.browser.clone(), token());
    let key = |account| format!("form:{}", own_form(account, "can-cuoc"));
    let (own, anothers) = (key(account.id), key(other.id));
    for (browser, key) in [(&here, &own), (&here, &anothers), (&elsewhere, &anothers)] {
        db.remember(browser, key, "chữ".to_owned(), until).await.unwrap();
    }
    db.remember(&here, "form:tra-cuu", "mã".to_owned(), until).await.unwrap();
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    assert!(db.recall(&here, &anothers, now()).await.unwrap().is_none());
    assert_eq!(db.recall(&here, &own, now()).await.unwrap().as_deref(), Some("chữ"));
    assert_eq!(db.recall(&here, "form:tra-cuu", now()).await.unwrap().as_deref(), Some("mã"));
    assert_eq!(db.recall(&elsewhere, &anothers, now()).await.unwrap().as_deref(), Some("chữ"));
}
