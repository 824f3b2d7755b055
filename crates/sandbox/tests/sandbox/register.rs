//! The population database as a portal calls it.

use crate::support::World;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

struct Call {
    timestamp: i64,
    secret: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
}

fn body(number: &str, name: &str, birth: &str) -> String {
    let birth = match birth.len() {
        4 => format!("<b:Nam>{birth}</b:Nam>"),
        _ => format!("<b:NgayThangNam>{birth}</b:NgayThangNam>"),
    };
    format!(
        r#"<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
        xmlns:b="http://dancuquocgia.bca"><s:Header/><s:Body><b:TraCuuThongTinCongDan><b:MaYeuCau>1</b:MaYeuCau>
        <b:MaDVC>d</b:MaDVC><b:MaTichHop>037</b:MaTichHop><b:MaCanBo>c</b:MaCanBo><b:MaDonVi>v</b:MaDonVi>
        <b:TaiKhoan>t</b:TaiKhoan><b:SoDinhDanh>{number}</b:SoDinhDanh><b:HoVaTen>{name}</b:HoVaTen>
        <b:NgayThangNamSinh>{birth}</b:NgayThangNamSinh></b:TraCuuThongTinCongDan></s:Body></s:Envelope>"#
    )
}

fn an() -> String {
    body("025085999001", "NGUYENVANAN", "19850101")
}

impl Call {
    fn new(body: String) -> Self {
        let timestamp = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64;
        let headers = vec![
            ("X-Road-Client", "SANDBOX/GOV/H44/congdan"),
            ("ApiKey", "sandbox-api-key"),
            ("SOAPAction", "\"\""),
            ("Content-Type", "text/xml; charset=utf-8"),
        ];
        Self { timestamp, secret: "sandbox-register-secret", headers, body }
    }

    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        self
    }

    async fn send(&self, world: &World) -> (u16, String) {
        let address = format!("{}/dan-cu", world.url);
        let input = format!("{address}congdan{}{}", self.timestamp, self.secret);
        let hash: String = Sha256::digest(input).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut request = world
            .http
            .post(address)
            .header("Timestamp", self.timestamp)
            .header("Authorization", format!("Basic {}", STANDARD.encode(format!("congdan:{hash}"))))
            .body(self.body.clone());
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

async fn ask(world: &World, number: &str, name: &str, birth: &str) -> String {
    let (status, reply) = Call::new(body(number, name, birth)).send(world).await;
    assert_eq!(status, 200, "{reply}");
    reply
}

#[tokio::test]
async fn number_name_and_birth_date_together_find_a_person() {
    let world = World::start().await;
    let reply = ask(&world, "025085999001", "NGUYENVANAN", "19850101").await;
    assert!(reply.contains(r#"<CongdanCollection xmlns="http://www.mic.gov.vn/dancu/1.0"><CongDan>"#), "{reply}");
    assert!(reply.contains("<SoDinhDanh>025085999001</SoDinhDanh>"));
    assert!(reply.contains("<Ho>Nguyễn</Ho><ChuDem>Văn</ChuDem><Ten>An</Ten>"));
    assert!(reply.contains("<MaPhuongXa>07900</MaPhuongXa>"));
    assert!(reply.contains("<TonGiao>") && reply.contains("<Cha>"), "there is something to drop");
}

#[tokio::test]
async fn one_of_the_three_wrong_finds_nobody() {
    let world = World::start().await;
    for (number, name, birth) in [
        ("025085999009", "NGUYENVANAN", "19850101"),
        ("025085999001", "NGUYENVANANH", "19850101"),
        ("025085999001", "NGUYENVANAN", "19850102"),
        ("025085999001", "NGUYENVANAN", "1986"),
        ("025195999004", "PHAMTHIDUNG", "19950720"),
    ] {
        let reply = ask(&world, number, name, birth).await;
        assert!(reply.contains("<CongdanCollection") && !reply.contains("<CongDan>"), "{name}");
    }
}

#[tokio::test]
async fn names_are_compared_without_diacritics_case_and_spaces() {
    let world = World::start().await;
    for (number, name, birth) in [
        ("025088999013", "Đỗ Đình Đạo", "19880313"),
        ("025088999013", "DODINHDAO", "19880313"),
        ("026193999016", "TRANTHUYHOA", "19930616"),
        ("066192999015", "H&apos;BRIEOEBAN", "19920515"),
        ("025198999011", "NGAN", "1998"),
    ] {
        assert!(ask(&world, number, name, birth).await.contains("<CongDan>"), "{name}");
    }
}

#[tokio::test]
async fn a_person_with_a_year_only_is_found_by_the_year() {
    let world = World::start().await;
    let reply = ask(&world, "026078999003", "LEQUOCCUONG", "1978").await;
    assert!(reply.contains("<Nam>1978</Nam>") && !reply.contains("<NgayThangNam>"), "{reply}");
    assert!(!ask(&world, "026078999003", "LEQUOCCUONG", "19780101").await.contains("<CongDan>"));
}

#[tokio::test]
async fn an_ambiguous_person_has_two_records() {
    let world = World::start().await;
    assert_eq!(ask(&world, "026081999023", "NGOVANHUNG", "19810123").await.matches("<CongDan>").count(), 2);
}

#[tokio::test]
async fn each_header_is_checked() {
    let world = World::start().await;
    assert_eq!(Call::new(an()).send(&world).await.0, 200);
    assert_eq!(Call::new(an()).with("Content-Type", "application/xml").send(&world).await.0, 200);
    let mut late = Call::new(an());
    late.timestamp -= 6 * 60_000;
    let wrong_secret = Call { secret: "guess", ..Call::new(an()) };
    for (call, status) in [
        (late, 401),
        (wrong_secret, 401),
        (Call::new(an()).with("X-Road-Client", "somebody"), 401),
        (Call::new(an()).with("ApiKey", "guess"), 401),
        (Call::new(an()).with("SOAPAction", "TraCuu"), 400),
        (Call::new(an()).with("Content-Type", "application/json"), 400),
    ] {
        let (answered, reply) = call.send(&world).await;
        assert_eq!(answered, status, "{reply}");
        assert!(reply.contains("<soapenv:Fault><faultcode>soapenv:Client"), "{reply}");
    }
}

#[tokio::test]
async fn the_question_is_read_with_its_namespaces() {
    let world = World::start().await;
    let default_namespace = an().replace("xmlns:b=", "xmlns=").replace("b:", "");
    for (body, status) in [
        (an().replace("http://dancuquocgia.bca", "http://example.com"), 400),
        (an().replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"), 400),
        (an().replace("TraCuuThongTinCongDan", "XoaCongDan"), 400),
        (an().replace("</s:Envelope>", ""), 400),
        (an().replace("<b:MaYeuCau>1</b:MaYeuCau>", ""), 400),
        (an().replace("037", "038"), 400),
        (an().replace("<b:MaDVC>d</b:MaDVC>", "<b:MaDVC>d</b:MaDVC><b:MaDVC>e</b:MaDVC>"), 400),
        (an().replace("<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>"), 400),
        (default_namespace, 200),
        (an().replace("<b:MaDVC>d</b:MaDVC>", "<b:MaDVC><![CDATA[d]]></b:MaDVC>"), 200),
    ] {
        let (answered, reply) = Call::new(body.clone()).send(&world).await;
        assert_eq!(answered, status, "{body} → {reply}");
    }
}

#[tokio::test]
async fn a_real_number_is_refused_and_not_repeated() {
    let world = World::start().await;
    let (status, reply) = Call::new(body("025085000001", "NGUYENVANAN", "19850101")).send(&world).await;
    assert_eq!(status, 400);
    assert!(reply.contains("999") && !reply.contains("025085000001"), "{reply}");
    assert!(reply.contains("soapenv:Client.Input"), "the question, not the register's health: {reply}");
}

#[tokio::test]
async fn every_mode_does_what_it_says() {
    let world = World::start().await;
    for (mode, status, looks_right) in [
        ("down", 503, (|reply: &str| reply.is_empty()) as fn(&str) -> bool),
        ("fault", 500, |reply| reply.contains("soapenv:Server")),
        ("malformed", 200, |reply| reply.starts_with("<soapenv:Envelope") && !reply.contains("</soapenv:Envelope>")),
        ("html", 200, |reply| reply.starts_with("<!doctype html>")),
        ("wrong_person", 200, |reply| reply.contains("<CongDan>") && !reply.contains("025085999001")),
        ("empty", 200, |reply| reply.contains("CongdanCollection") && !reply.contains("<CongDan>")),
        ("blank", 200, |reply| reply.is_empty()),
        ("ok", 200, |reply| reply.contains("025085999001")),
    ] {
        assert_eq!(world.put("/control/population", json!({ "mode": mode })).await, 204);
        let (answered, reply) = Call::new(an()).send(&world).await;
        assert_eq!(answered, status, "{mode}");
        assert!(looks_right(&reply), "{mode}: {reply}");
    }
}

#[tokio::test]
async fn a_cut_off_answer_has_been_made_and_never_arrives_whole() {
    let world = World::start().await;
    world.put("/control/population", json!({ "mode": "cut_off" })).await;
    let answer = tokio::spawn(async move { Call::new(an()).send(&world).await }).await;
    assert!(answer.is_err(), "the body has no end");
}

#[tokio::test]
async fn slow_answers_truly_but_late() {
    let world = World::start().await;
    world.put("/control/population", json!({ "mode": "slow", "delay_ms": 300 })).await;
    let start = Instant::now();
    assert!(Call::new(an()).send(&world).await.1.contains("<CongDan>"));
    assert!(start.elapsed() >= Duration::from_millis(300));
    world.put("/control/population", json!({ "mode": "slow" })).await;
    let patience = tokio::time::timeout(Duration::from_millis(500), Call::new(an()).send(&world)).await;
    assert!(patience.is_err(), "thirty seconds without delay_ms");
}

#[tokio::test]
async fn the_log_of_requests_shows_fields_and_masks_the_number() {
    let world = World::start().await;
    ask(&world, "025085999001", "NGUYENVANAN", "19850101").await;
    let log = world.json("/control/requests").await;
    assert_eq!(log[0]["to"], "dan-cu");
    assert_eq!(log[0]["method"], "POST");
    assert_eq!(log[0]["path"], "/dan-cu");
    assert_eq!(log[0]["details"]["so_dinh_danh"], "025*****9001");
    let text = log.to_string();
    assert!(!text.contains("025085999001") && !text.contains("NGUYEN") && !text.contains("1985"), "{text}");
}
