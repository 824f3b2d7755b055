//! Personal data are where they belong and nowhere else (SECURITY.md, P and C-14).

use crate::{
    application::APPLICATION,
    journey::{NATIONAL, VNEID},
    logs,
    people::{AN, BINH, KHOI, Person},
    world::TestWorld,
};
use congdan_flows::ports::{sessions::Sessions, world::Clock};

/// Everything that two citizens and an official do in a day.
async fn a_day(world: &TestWorld) -> Vec<String> {
    let citizen = world.browser();
    let asked = citizen.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(asked.heading(), "Cập nhật số căn cước công dân");
    // A slip, an outage, a wrong entry, and at last the match.
    let slip = citizen.update_number(&asked, Person { number: "025190999", ..BINH }).await;
    assert_eq!(slip.status, 422, "{}", slip.body);
    world.population("down").await;
    citizen.update_number(&asked, BINH).await;
    world.population("ok").await;
    citizen.update_number(&asked, Person { number: AN.number, ..BINH }).await;
    let matched = citizen.update_number(&asked, BINH).await;
    assert_eq!(matched.path(), "/thu-tuc");
    for path in
        ["/tai-khoan", "/tai-khoan/chinh-sua", "/tai-khoan/dinh-danh", "/tai-khoan/bao-mat", "/tai-khoan/du-lieu"]
    {
        let page = citizen.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(BINH.found_in(&page.text("title")).is_empty(), "{path}: {}", page.text("title"));
    }
    let page = citizen.open("/tai-khoan/chinh-sua").await;
    citizen.press(&page, "Cập nhật", &[]).await;
    citizen.open(APPLICATION).await;
    let code = citizen.apply().await;
    citizen.open(format!("/ho-so/{code}")).await;

    let passer = world.browser();
    let look_up = passer.open("/tra-cuu").await;
    let found = passer.press(&look_up, "Tra cứu", &[("Mã hồ sơ", &code), ("Số căn cước (CCCD)", BINH.number)]).await;
    assert!(!found.text("main").contains(BINH.name), "{}", found.body);

    let other = world.browser();
    other.signed_in(VNEID, AN, "/").await;
    assert_eq!(other.open(format!("/ho-so/{code}")).await.status, 404);

    let official = world.browser();
    official.signed_in(VNEID, KHOI, "/can-bo").await;
    official.open(format!("/can-bo/{code}")).await;

    // The second account of the same person, and the question that follows.
    let linking = world.browser();
    linking.sign_in(VNEID, BINH, "/").await;

    citizen.post("/api/dang-xuat", &[("", "")]).await;
    [citizen, passer, other, official, linking].iter().flat_map(|browser| browser.seen()).collect()
}

#[tokio::test]
async fn p01_no_address_and_no_log_line_holds_a_persons_data() {
    let world = TestWorld::start().await;
    let addresses = a_day(&world).await;
    assert!(addresses.len() > 60, "{}", addresses.len());
    let lines = logs::captured();
    assert!(lines.contains("/api/can-cuoc/cap-nhat"), "the log is captured: {lines}");
    for person in [AN, BINH, KHOI] {
        for address in &addresses {
            assert_eq!(person.found_in(address), Vec::<String>::new(), "{address}");
        }
        for line in lines.lines() {
            assert_eq!(person.found_in(line), Vec::<String>::new(), "{line}");
        }
    }
}

#[tokio::test]
async fn c14_no_log_line_holds_a_code_a_token_or_a_secret() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/").await;
    let callback = browser.agree(authorize.clone(), AN).await;
    browser.open(&callback).await;
    let mut secrets: Vec<String> =
        vec![browser.cookie("session").unwrap(), "sandbox-secret-phutho".into(), "sandbox-register-secret".into()];
    for url in [&authorize, &callback] {
        let once =
            url.query_pairs().filter(|(name, _)| ["code", "state", "nonce", "code_challenge"].contains(&name.as_ref()));
        secrets.extend(once.map(|(_, value)| value.into_owned()));
    }
    assert!(secrets.len() >= 7, "{}", secrets.len());
    let lines = logs::captured();
    for secret in secrets {
        assert!(!lines.contains(&secret));
    }
    // A signed token of any kind begins like this.
    assert!(!lines.contains("eyJ"));
    // Twin: that there was an answer of the provider is written, and it signed in.
    assert!(lines.contains("\"/dang-nhap/vneid/ket-qua\""), "{lines}");
    assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn i06_a_log_line_is_one_event_whatever_is_asked_for() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in ["/%0a%7B%22level%22:%22ERROR%22%7D", "/%1b%5b31m", "/%22,%22level%22:%22ERROR"] {
        browser.get(path).await;
    }
    browser.get("/tra-cuu").await;
    let lines = logs::captured();
    for line in lines.lines() {
        let event: Result<serde_json::Value, _> = serde_json::from_str(line);
        assert!(event.is_ok_and(|event| event.is_object()), "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    // Twin: an ordinary address is there as it is.
    assert!(lines.contains("\"path\":\"/tra-cuu\""), "{lines}");
}

#[tokio::test]
async fn p02_the_database_files_hold_no_plain_personal_data() {
    let world = TestWorld::start().await;
    let addresses = a_day(&world).await;
    let session_like: Vec<String> = addresses
        .iter()
        .filter_map(|address| {
            address.split_once("state=").map(|(_, rest)| rest.split('&').next().unwrap_or_default().to_owned())
        })
        .collect();
    let mut bytes_read = 0;
    for entry in std::fs::read_dir(world.data_dir()).unwrap() {
        let file = entry.unwrap().path();
        if !file.is_file() {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        bytes_read += bytes.len();
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        for person in [AN, BINH, KHOI] {
            for trace in person.traces() {
                assert!(!holds(&trace), "{}: {trace}", file.display());
            }
        }
        // What signs in is there only as a hash.
        for state in session_like.iter().filter(|state| state.len() > 20) {
            assert!(!holds(state), "{}: a state", file.display());
        }
        // A token's header begins with `{"alg"`, `{"typ"` or `{"kid"`. Three letters of it come up by chance in what is sealed.
        for start in ["eyJhbGci", "eyJ0eXAi", "eyJraWQi"] {
            assert!(!holds(start), "{}: a token", file.display());
        }
    }
    assert!(bytes_read > 50_000, "{bytes_read}");
}

#[tokio::test]
async fn s02_the_session_cookie_is_in_the_database_only_as_a_hash() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let token = browser.cookie("session").unwrap();
    for entry in std::fs::read_dir(world.data_dir()).unwrap() {
        let file = entry.unwrap().path();
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()), "{}", file.display());
        }
    }
    // Twin: whoever has the cookie finds the session by it, and nobody by another one.
    let (database, now) = (&world.portal.database, world.clock.now());
    assert!(database.session(&token, now).await.unwrap().is_some());
    assert!(database.session(&format!("{}x", &token[1..]), now).await.unwrap().is_none());
}

#[test]
fn s02_ten_thousand_session_ids_are_long_and_unlike() {
    let world = congdan_server::chance::world();
    let ids: std::collections::HashSet<_> = (0..10_000).map(|_| world.token()).collect();
    assert_eq!(ids.len(), 10_000, "one came twice");
    // 256 bits are 43 characters of base64.
    assert!(ids.iter().all(|id| id.len() == 43));
}

#[tokio::test]
async fn p01_a_page_shows_the_number_only_masked_to_those_who_have_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in ["/", "/tai-khoan", "/tai-khoan/dinh-danh", "/tai-khoan/du-lieu", "/ho-so"] {
        let page = browser.signed_in(VNEID, AN, path).await;
        assert!(!page.body.contains(AN.number), "{path}: {}", page.body);
    }
    let page = browser.open("/tai-khoan/dinh-danh").await;
    assert!(page.body.contains("025*****9001"), "{}", page.body);
}
