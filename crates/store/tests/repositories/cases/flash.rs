use crate::{setup::Setup, values::*};
use congdan_flows::ports::flash::Flashes;
use time::Duration;

pub async fn a_flash_is_read_and_then_taken_once(setup: Setup) {
    let db = &setup.database;
    let (browser, until) = (token(), now() + Duration::minutes(5));
    for value in ["cũ", "Đăng nhập thành công"] {
        db.put_flash(&browser, "message", value.to_owned(), until).await.unwrap();
    }
    for _ in 0..2 {
        assert_eq!(db.flash(&browser, "message", now()).await.unwrap().as_deref(), Some("Đăng nhập thành công"));
    }
    let taken = at_once(20, |_| {
        let (db, browser) = (db.clone(), browser.clone());
        async move { db.take_flash(&browser, "message", now()).await.unwrap() }
    })
    .await;
    assert_eq!(taken.iter().flatten().collect::<Vec<_>>(), ["Đăng nhập thành công"]);
    assert!(db.flash(&browser, "message", now()).await.unwrap().is_none());
}

pub async fn a_flash_belongs_to_its_browser_and_expires(setup: Setup) {
    let db = &setup.database;
    let (browser, until) = (token(), now() + Duration::minutes(5));
    db.put_flash(&browser, "message", "a".to_owned(), until).await.unwrap();
    db.put_flash(&browser, "form", "b".to_owned(), until).await.unwrap();
    assert!(db.take_flash(&token(), "message", now()).await.unwrap().is_none());
    assert!(db.flash(&browser, "message", until).await.unwrap().is_none());
    assert!(db.take_flash(&browser, "message", until).await.unwrap().is_none());
    assert_eq!(db.take_flash(&browser, "form", now()).await.unwrap().as_deref(), Some("b"));
    assert_eq!(db.flash(&browser, "message", now()).await.unwrap().as_deref(), Some("a"));
}
