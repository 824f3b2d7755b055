//! Hostile text in fields (SECURITY.md, I): it is shown as text, wherever it is shown.

use crate::{answer::Answer, application::APPLICATION, browser::Browser, journey::VNEID, people::AN, world::TestWorld};
use url::form_urlencoded;

const MARKUP: &[&str] = &[
    "\"><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- <b>x</b>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "'\"`;alert(1)//\u{2028}x",
    "<svg/onload=alert(1)>",
];

/// Types a text into every field of a step, and presses "Tiếp tục".
async fn type_everywhere(browser: &Browser, page: &Answer, text: &str) -> Answer {
    let form = page.filled_form("Tiếp tục", |_, filled| match filled {
        Some(ticked) if ticked == "x" => Some(ticked),
        _ => Some(text.to_owned()),
    });
    browser.post_form(page, &form).await
}

fn is_inert(page: &Answer, what: &str) {
    for piece in ["<img src=x", "</script><script>alert", "<!-- <b>", "<svg/onload", "<b>x</b>"] {
        assert!(!page.body.contains(piece), "{what}: {piece} in {}", page.url);
    }
}

#[tokio::test]
async fn i02_markup_in_a_field_stays_text_on_every_page_that_shows_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for markup in MARKUP {
        let first = browser.open(APPLICATION).await;
        let second = browser.press(&first, "Tiếp tục", &[]).await;
        let shown = type_everywhere(&browser, &second, markup).await;
        assert!(shown.status < 500, "{markup}: {}", shown.status);
        is_inert(&shown, markup);
        for path in [format!("{APPLICATION}?buoc=2"), format!("{APPLICATION}?buoc=4"), "/ho-so".to_owned()] {
            let page = browser.open(&path).await;
            assert!(page.has_main(), "{path}");
            is_inert(&page, markup);
        }
    }
}

#[tokio::test]
async fn i02_markup_in_an_address_stays_text() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for markup in MARKUP {
        let encoded: String = form_urlencoded::byte_serialize(markup.as_bytes()).collect();
        for path in
            ["/thu-tuc?q=", "/dang-nhap?tiep=/", "/thu-tuc/", "/su-co/", "/dang-nhap/khong-thanh/", "/tra-cuu?code="]
        {
            let page = browser.open(format!("{path}{encoded}")).await;
            assert!(page.status < 500, "{path}{encoded}: {}", page.status);
            is_inert(&page, markup);
        }
    }
}

#[tokio::test]
async fn i02_twin_an_ordinary_entry_is_shown_as_it_was_typed() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.open("/thu-tuc?q=khai+sinh+%26+k%E1%BA%BFt+h%C3%B4n").await;
    assert!(page.body.contains("khai sinh &amp; kết hôn"), "{}", page.body);
}
