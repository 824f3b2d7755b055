//! What every page has.

use crate::support::World;

#[tokio::test]
async fn every_page_says_that_it_is_a_demonstration_and_keeps_nothing() {
    let world = World::start().await;
    let vneid = world.authorize("vneid", &[]).await.to();
    let dvcqg = world.authorize("dvcqg", &[]).await.to();
    for address in [
        "/",
        "/kiem-tra",
        "/loi-co-y",
        "/dang-ky",
        "/dang-ky/dvcqg/national",
        "/nha-cung-cap/vneid",
        "/nha-cung-cap/dvcqg",
        "/dat-chung",
        "/nguoi-moi",
        "/phone",
        "/the-can-cuoc/binh",
        "/the-can-cuoc/nobody",
        "/phone?yeu-cau=unknown",
        "/phone/da-xac-nhan",
        "/vneid/authorize",
        "/khong-co",
        "/vneid/khong-co",
        &vneid,
        &dvcqg,
    ] {
        let page = world.get(address).await;
        assert!(page.body.contains("<html lang=\"vi\">"), "{address}");
        assert_eq!(
            page.text("section[aria-label='Bản trình diễn']"),
            "Bản trình diễn – không dùng số thật",
            "{address}"
        );
        assert!(!page.text("main h1").is_empty(), "{address}");
        assert_eq!(page.headers["cache-control"], "no-store", "{address}");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'")
                && policy.contains("form-action 'self' http://localhost:3000 http://localhost:3100")
        );
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn an_issuers_own_address_leads_to_the_page_about_it() {
    let world = World::start().await;
    for id in ["vneid", "dvcqg"] {
        let answer = world.get(&format!("/{id}")).await;
        assert_eq!((answer.status, answer.to()), (303, format!("{}/nha-cung-cap/{id}", world.url)));
    }
    assert_eq!(world.get("/khong-co").await.status, 404);
}

#[tokio::test]
async fn only_the_page_that_waits_for_the_phone_has_a_script_and_it_carries_the_nonce() {
    let world = World::start().await;
    let address = world.authorize("vneid", &[]).await.to();
    let page = world.get(&address).await;
    let nonce = page.body.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains(&format!("'nonce-{nonce}'")));
    assert_eq!(page.body.matches("<script").count(), 1);
    assert!(!world.get("/phone").await.body.contains("<script"));
}

#[tokio::test]
async fn the_sign_in_pages_list_whom_one_can_be() {
    let world = World::start().await;
    let address = world.authorize("dvcqg", &[]).await.to();
    let help = world.get(&address).await.text("details.help");
    assert!(help.contains("Sandbox@123") && help.contains("binh2") && help.contains("Trần Thị Bình"));
    assert!(!help.contains("khang"), "who has no national account is not listed");
}

#[tokio::test]
async fn the_start_page_leads_to_portals_phone_and_controls() {
    let world = World::start().await;
    let page = world.get("/").await.body;
    for word in [
        "http://localhost:3000/",
        "http://localhost:3100/",
        "/phone",
        "/loi-co-y",
        "/dang-ky",
        "/nha-cung-cap/vneid",
        "/dat-chung",
        "/control/reset",
        "025190999002",
    ] {
        assert!(page.contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_pasted_qr_address_opens_the_request() {
    let world = World::start().await;
    let address = world.authorize("vneid", &[]).await.to();
    let page = world.get(&address).await;
    let link = page.body.split("href=\"").find(|part| part.contains("/phone?yeu-cau=")).unwrap();
    let link = link.split('"').next().unwrap();
    let scan = world.get("/phone").await;
    let opened = world.submit("/phone/ma-qr", &scan, &[("Đường dẫn của mã QR", link)], "Mở yêu cầu").await;
    assert_eq!(world.get(&opened.to()).await.text("h1"), "Yêu cầu đăng nhập");
    let wrong =
        world.submit("/phone/ma-qr", &scan, &[("Đường dẫn của mã QR", "https://example.com")], "Mở yêu cầu").await;
    assert_eq!(wrong.status, 422);
}
