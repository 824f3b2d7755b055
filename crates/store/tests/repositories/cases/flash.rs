use crate::{setup::Setup, values::*};
use congdan_flows::ports::browser_memory::BrowserMemory;
use time::Duration;

pub async fn a_flash_is_read_and_then_taken_once(setup: Setup) {
    let db = &setup.database;
    let (browser, until) = (token(), now() + Duration::minutes(5));
    for value in ["cũ", "Đăng nhập thành công"] {
        db.remember(&browser, "message", value.to_owned(), until).await.unwrap();
    }
    for _ in 0..2 {
        assert_eq!(db.recall(&browser, "message", now()).await.unwrap().as_deref(), Some("Đăng nhập thành công"));
    }
    let taken = at_once(20, |_| {
        let (db, browser) = (db.clone(), browser.clone());
        async move { db.take(&browser, "message", now()).await.unwrap() }
    })
    .await;
    assert_eq!(taken.iter().flatten().collect::<Vec<_>>(), ["Đăng nhập thành công"]);
    assert!(db.recall(&browser, "message", now()).await.unwrap().is_none());
}

pub async fn a_flash_belongs_to_its_browser_and_expires(setup: Setup) {
    let db = &setup.database;
    let (browser, until) = (token(), now() + Duration::minutes(5));
    db.remember(&browser, "message", "a".to_owned(), until).await.unwrap();
    db.remember(&browser, "form", "b".to_owned(), until).await.unwrap();
    assert!(db.take(&token(), "message", now()).await.unwrap().is_none());
    assert!(db.recall(&browser, "message", until).await.unwrap().is_none());
    assert!(db.take(&browser, "message", until).await.unwrap().is_none());
    assert_eq!(db.take(&browser, "form", now()).await.unwrap().as_deref(), Some("b"));
    assert_eq!(db.recall(&browser, "message", now()).await.unwrap().as_deref(), Some("a"));
}
