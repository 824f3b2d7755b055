//! The register's replies, the good and the others, and what it is sent.

use crate::clock::{NOW, TestClock};
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_domain::{BirthDate, Cccd, Entry, FullName, Sex};
use congdan_flows::ports::register::{Record, Register, RegisterAnswer, RegisterFailure, RegisterQuery};
use congdan_providers::{EgressClient, HttpPolicy, PopulationClient, PopulationSettings, ReplySigns};
use sha2::{Digest, Sha256};
use std::{sync::Arc, time::Duration};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

const GOOD: &str = "<n:CongDan><n:SoDinhDanh>025085999001</n:SoDinhDanh><n:SoCMND>123456789</n:SoCMND>\
    <n:HoVaTen><n:Ho>Nguyễn</n:Ho><n:ChuDem>Văn</n:ChuDem><n:Ten>An</n:Ten></n:HoVaTen>\
    <n:GioiTinh>1</n:GioiTinh><n:DanToc>01</n:DanToc><n:TonGiao>00</n:TonGiao>\
    <n:NgayThangNamSinh><n:Nam>1985</n:Nam><n:NgayThangNam>19850101</n:NgayThangNam></n:NgayThangNamSinh>\
    <n:ThuongTru><n:MaTinhThanh>25</n:MaTinhThanh><n:MaPhuongXa>07900</n:MaPhuongXa>\
    <n:ChiTiet>Số 1 &amp; 2, khu 3</n:ChiTiet><n:QuocGia>VN</n:QuocGia></n:ThuongTru>\
    <n:Cha><n:HoVaTen>Người Khác</n:HoVaTen><n:SoDinhDanh>025055999099</n:SoDinhDanh></n:Cha></n:CongDan>";

fn envelope(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header/>\n<s:Body>{body}</s:Body></s:Envelope>\n"
    )
}

fn collection(citizens: &str) -> String {
    envelope(&format!(
        "<n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\">{citizens}</n:CongdanCollection>"
    ))
}

fn xml(body: impl Into<Vec<u8>>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "text/xml; charset=utf-8")
}

fn settings(server: &MockServer) -> PopulationSettings {
    PopulationSettings {
        url: format!("{}/dan-cu", server.uri()).parse().unwrap(),
        username: "portal".into(),
        secret: "s3cret".to_owned().into(),
        x_road_client: "VN/GOV/H44/portal".into(),
        api_key: "key-1".to_owned().into(),
        ma_dvc: "DVC".into(),
        ma_can_bo: "CB".into(),
        ma_don_vi: "DV".into(),
        timeout: Duration::from_millis(300),
        keep_spaces: false,
        signs: signs(),
    }
}

fn signs() -> ReplySigns {
    ReplySigns {
        status_element: "TrangThai".into(),
        inactive_statuses: vec!["2".into(), "3".into()],
        rejected_faults: vec!["Client.Input".into()],
    }
}

fn client(settings: PopulationSettings) -> PopulationClient {
    let http = EgressClient::new(&HttpPolicy::default()).unwrap();
    PopulationClient::new(settings, http, Arc::new(TestClock::new())).unwrap()
}

fn question(name: &str, birth_date: &str) -> RegisterQuery {
    RegisterQuery {
        request_id: uuid::Uuid::from_u128(7),
        entry: Entry {
            number: Cccd::from_trusted("025085999001").unwrap(),
            full_name: FullName::parse(name).unwrap(),
            birth_date: BirthDate::parse_wire(birth_date).unwrap(),
        },
        by_person: true,
    }
}

async fn register(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    server.register(Mock::given(method("POST")).and(path("/dan-cu")).respond_with(answer)).await;
    server
}

async fn query(answer: ResponseTemplate) -> Result<RegisterAnswer, RegisterFailure> {
    let server = register(answer).await;
    let found = client(settings(&server)).query(&question("Nguyễn Văn An", "01/01/1985")).await;
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "one question is one call");
    found
}

async fn found(reply: String) -> Record {
    match query(xml(reply)).await {
        Ok(RegisterAnswer::Person(record)) => *record,
        other => panic!("{other:?}"),
    }
}

async fn failure(answer: ResponseTemplate) -> RegisterFailure {
    query(answer).await.expect_err("no answer of the register")
}

#[tokio::test]
async fn a_record_is_read_and_only_what_we_keep_of_it() {
    let record = found(collection(GOOD)).await;
    assert_eq!(record.number.as_str(), "025085999001");
    assert_eq!(record.full_name.as_str(), "Nguyễn Văn An");
    assert_eq!(record.birth_date.display(), "01/01/1985");
    assert_eq!(record.sex, Some(Sex::Male));
    let address = record.address.unwrap();
    assert!(address.starts_with("Số 1 & 2, khu 3, "), "{address}");
    assert!(address.ends_with("Phú Thọ"), "{address}");
}

#[tokio::test]
async fn a_number_that_is_no_longer_in_use_is_told_by_its_status_only() {
    for (status, is_inactive) in [("2", true), ("3", true), ("1", false), ("22", false), ("", false)] {
        let record = GOOD.replace("<n:GioiTinh>", &format!("<n:TrangThai>{status}</n:TrangThai><n:GioiTinh>"));
        assert_eq!(found(collection(&record)).await.is_inactive, is_inactive, "{status}");
    }
    assert!(!found(collection(GOOD)).await.is_inactive);
}

#[tokio::test]
async fn f04_only_the_faults_that_are_named_refuse_the_question_itself() {
    let fault =
        |code: &str| envelope(&format!("<s:Fault><faultcode>{code}</faultcode><faultstring>x</faultstring></s:Fault>"));
    for status in [200, 400, 500] {
        let answer = |code| ResponseTemplate::new(status).set_body_raw(fault(code), "text/xml; charset=utf-8");
        assert_eq!(failure(answer("s:Client.Input")).await, RegisterFailure::Rejected, "{status}");
        for other in ["s:Client", "s:Client.Authentication", "s:Server", "Input", ""] {
            assert_eq!(failure(answer(other)).await, RegisterFailure::Unavailable, "{status} {other}");
        }
    }
}

#[tokio::test]
async fn an_address_that_has_its_commune_in_words_does_not_say_it_twice() {
    let words = "Số 9, phường Việt Trì, tỉnh Phú Thọ";
    let reply = collection(&GOOD.replace("Số 1 &amp; 2, khu 3", words));
    assert_eq!(found(reply).await.address.as_deref(), Some(words));
}

#[tokio::test]
async fn the_whole_name_may_sit_in_its_last_part() {
    let name = "<n:Ho></n:Ho><n:ChuDem/><n:Ten>  NGUYỄN VĂN AN </n:Ten>";
    let reply = GOOD.replace("<n:Ho>Nguyễn</n:Ho><n:ChuDem>Văn</n:ChuDem><n:Ten>An</n:Ten>", name);
    assert_eq!(found(collection(&reply)).await.full_name.as_str(), "NGUYỄN VĂN AN");
}

#[tokio::test]
async fn a_birth_date_comes_in_several_forms_or_as_a_year() {
    let birth = "<n:Nam>1985</n:Nam><n:NgayThangNam>19850101</n:NgayThangNam>";
    for (form, shown) in [
        ("<n:NgayThangNam>1985-01-01</n:NgayThangNam>", "01/01/1985"),
        ("<n:NgayThangNam>1985-01-01T00:00:00+07:00</n:NgayThangNam>", "01/01/1985"),
        ("<n:NgayThangNam>1985-01-01+07:00</n:NgayThangNam>", "01/01/1985"),
        ("<n:Nam>1985</n:Nam>", "1985"),
        ("<n:Nam>1985</n:Nam><n:NgayThangNam/>", "1985"),
        ("<n:Nam>1985</n:Nam><n:NgayThangNam>19850000</n:NgayThangNam>", "1985"),
    ] {
        let reply = collection(&GOOD.replace(birth, form));
        assert_eq!(found(reply).await.birth_date.display(), shown, "{form}");
    }
}

#[tokio::test]
async fn what_we_may_not_see_is_simply_absent() {
    let citizen = "<n:CongDan><n:SoDinhDanh>025085999001</n:SoDinhDanh><n:HoVaTen><n:Ten>An</n:Ten></n:HoVaTen>\
        <n:GioiTinh>0</n:GioiTinh><n:NgayThangNamSinh><n:Nam>1985</n:Nam></n:NgayThangNamSinh></n:CongDan>";
    let record = found(collection(citizen)).await;
    assert!(record.sex.is_none() && record.address.is_none());
}

#[tokio::test]
async fn the_prefixes_are_the_registers_own_business() {
    let reply = envelope(&format!(
        "<CongdanCollection xmlns=\"http://www.mic.gov.vn/dancu/1.0\">{}</CongdanCollection>",
        GOOD.replace("n:", "")
    ));
    assert_eq!(found(reply).await.number.as_str(), "025085999001");
}

#[tokio::test]
async fn an_empty_collection_is_the_only_not_found() {
    assert!(matches!(query(xml(collection(""))).await, Ok(RegisterAnswer::NotFound)));
    assert!(matches!(query(xml(collection("\n  <!-- none -->\n"))).await, Ok(RegisterAnswer::NotFound)));
}

#[tokio::test]
async fn several_records_are_ambiguous() {
    assert!(matches!(query(xml(collection(&GOOD.repeat(2)))).await, Ok(RegisterAnswer::Ambiguous)));
}

#[tokio::test]
async fn whose_record_it_is_is_not_decided_here() {
    let other = found(collection(&GOOD.replace("025085999001", "025190999002"))).await;
    assert_eq!(other.number.as_str(), "025190999002");
}

#[tokio::test]
async fn errors_of_the_register_are_an_outage() {
    let fault = envelope("<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>");
    assert_eq!(failure(xml(fault.clone())).await, RegisterFailure::Unavailable);
    for status in [500, 503, 404, 401, 400, 302, 201] {
        let answer = ResponseTemplate::new(status).set_body_raw(fault.clone(), "text/xml");
        assert_eq!(failure(answer).await, RegisterFailure::Unavailable, "{status}");
    }
}

#[tokio::test]
async fn an_error_status_with_a_good_body_is_still_an_outage() {
    let answer = ResponseTemplate::new(500).set_body_raw(collection(""), "text/xml");
    assert_eq!(failure(answer).await, RegisterFailure::Unavailable);
}

#[tokio::test]
async fn what_is_no_reply_is_malformed_and_never_not_found() {
    let good = collection(GOOD);
    let doctype = good.replace("<s:Envelope", "<!DOCTYPE x [<!ENTITY y \"An\">]><s:Envelope");
    let deep = collection(&format!("{}{}", "<n:x>".repeat(40), "</n:x>".repeat(40)));
    for (name, body) in [
        ("blank", String::new()),
        ("white space", "  \n".to_owned()),
        ("html", "<html><body>Hệ thống đang bảo trì</body></html>".to_owned()),
        ("truncated", good[..good.len() / 2].to_owned()),
        ("no collection", envelope("")),
        ("another namespace", good.replace("http://www.mic.gov.vn/dancu/1.0", "http://example.vn/other")),
        ("no namespace", envelope("<CongdanCollection></CongdanCollection>")),
        (
            "another envelope",
            good.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"),
        ),
        ("no envelope", "<n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\"/>".to_owned()),
        ("document type", doctype),
        ("undefined entity", good.replace("&amp;", "&y;")),
        ("too deep", deep),
        ("too large", collection(&format!("<!-- {} -->", "x".repeat(2 << 20)))),
        ("no number", good.replace("<n:SoDinhDanh>025085999001</n:SoDinhDanh>", "")),
        ("half a number", good.replace("025085999001", "02508599")),
        ("no name", good.replace("<n:Ho>Nguyễn</n:Ho><n:ChuDem>Văn</n:ChuDem><n:Ten>An</n:Ten>", "")),
        ("no birth date", good.replace("<n:Nam>1985</n:Nam><n:NgayThangNam>19850101</n:NgayThangNam>", "")),
    ] {
        assert_eq!(failure(xml(body)).await, RegisterFailure::Malformed, "{name}");
    }
    let latin: Vec<u8> = collection("").into_bytes().into_iter().chain([b'<', 0xff]).collect();
    assert_eq!(failure(xml(latin)).await, RegisterFailure::Malformed);
    let html = ResponseTemplate::new(200).set_body_raw(collection(""), "text/html");
    assert_eq!(failure(html).await, RegisterFailure::Malformed);
}

#[tokio::test]
async fn silence_is_a_time_out_and_absence_an_outage() {
    assert_eq!(failure(xml(collection(GOOD)).set_delay(Duration::from_secs(30))).await, RegisterFailure::Timeout);

    let server = MockServer::start().await;
    let free_port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{free_port}/dan-cu").parse().unwrap();
    let absent = client(PopulationSettings { url, ..settings(&server) });
    let failure = absent.query(&question("An", "1985")).await.unwrap_err();
    assert_eq!(failure, RegisterFailure::Unavailable);
}

#[tokio::test]
async fn the_request_carries_the_platforms_headers() {
    let server = register(xml(collection(""))).await;
    let settings = settings(&server);
    let url = settings.url.to_string();
    client(settings).query(&question("An", "1985")).await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    let header = |name: &str| request.headers[name].to_str().unwrap().to_owned();

    let timestamp = (NOW * 1000).to_string();
    assert_eq!(header("timestamp"), timestamp);
    let hash: String =
        Sha256::digest(format!("{url}portal{timestamp}s3cret")).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(header("authorization"), format!("Basic {}", STANDARD.encode(format!("portal:{hash}"))));
    assert_eq!(header("x-road-client"), "VN/GOV/H44/portal");
    assert_eq!(header("apikey"), "key-1");
    assert_eq!(header("soapaction"), "\"\"");
    assert_eq!(header("content-type"), "text/xml; charset=utf-8");
}

async fn sent(change: impl FnOnce(&mut PopulationSettings), question: &RegisterQuery) -> String {
    let server = register(xml(collection(""))).await;
    let mut settings = settings(&server);
    change(&mut settings);
    client(settings).query(question).await.unwrap();
    String::from_utf8(server.received_requests().await.unwrap().remove(0).body).unwrap()
}

#[tokio::test]
async fn the_request_asks_with_number_name_and_birth_date() {
    let body = sent(|_| {}, &question("Đặng Thị Ngọc Ánh", "15/03/1990")).await;
    assert_eq!(
        body,
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:dan=\"http://dancuquocgia.bca\"><soapenv:Header/><soapenv:Body><dan:TraCuuThongTinCongDan>\
         <dan:MaYeuCau>00000000-0000-0000-0000-000000000007</dan:MaYeuCau><dan:MaDVC>DVC</dan:MaDVC>\
         <dan:MaTichHop>037</dan:MaTichHop><dan:MaCanBo>CB</dan:MaCanBo><dan:MaDonVi>DV</dan:MaDonVi>\
         <dan:TaiKhoan>portal</dan:TaiKhoan><dan:SoDinhDanh>025085999001</dan:SoDinhDanh>\
         <dan:HoVaTen>DANGTHINGOCANH</dan:HoVaTen><dan:NgayThangNamSinh>\
         <dan:NgayThangNam>19900315</dan:NgayThangNam></dan:NgayThangNamSinh>\
         </dan:TraCuuThongTinCongDan></soapenv:Body></soapenv:Envelope>"
    );
}

#[tokio::test]
async fn a_year_is_asked_as_a_year_and_spaces_stay_where_wanted() {
    let body = sent(|settings| settings.keep_spaces = true, &question("Lê Quốc Cường", "1978")).await;
    assert!(body.contains("<dan:NgayThangNamSinh><dan:Nam>1978</dan:Nam></dan:NgayThangNamSinh>"), "{body}");
    assert!(body.contains("<dan:HoVaTen>LE QUOC CUONG</dan:HoVaTen>"), "{body}");
}

#[tokio::test]
async fn no_value_can_become_markup() {
    let hostile = "</dan:MaDVC><x a='b'>&\"";
    let body = sent(|settings| settings.ma_dvc = hostile.into(), &question("O'Brien Y", "1978")).await;
    assert!(!body.contains("<x"), "{body}");
    assert!(body.contains("&lt;/dan:MaDVC&gt;&lt;x"), "{body}");
    assert!(body.contains("BRIENY</dan:HoVaTen>"), "{body}");
}

#[tokio::test]
async fn nobody_shows_in_debug_output() {
    let server = register(xml(collection(GOOD))).await;
    let register = client(settings(&server));
    let answer = register.query(&question("Nguyễn Văn An", "01/01/1985")).await.unwrap();
    let shown = format!("{register:?} {:?}", settings(&server));
    for secret in ["s3cret", "key-1"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let shown = format!("{answer:?}");
    for secret in ["025085999001", "Nguyễn", "1985"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn settings_that_cannot_work_are_named_at_the_start() {
    let http = EgressClient::new(&HttpPolicy::default()).unwrap();
    let base = PopulationSettings {
        url: "https://nds.example.vn/dan-cu".parse().unwrap(),
        username: "portal".into(),
        secret: "s".to_owned().into(),
        x_road_client: "c".into(),
        api_key: "k".to_owned().into(),
        ma_dvc: String::new(),
        ma_can_bo: String::new(),
        ma_don_vi: String::new(),
        timeout: Duration::from_secs(5),
        keep_spaces: false,
        signs: signs(),
    };
    let key_of = |settings| {
        let made = PopulationClient::new(settings, http.clone(), Arc::new(TestClock::new()));
        made.err().map(|error| error.key)
    };
    assert_eq!(key_of(base.clone()), None);
    let url = "http://nds.example.vn/dan-cu".parse().unwrap();
    assert_eq!(key_of(PopulationSettings { url, ..base.clone() }), Some("url"));
    assert_eq!(key_of(PopulationSettings { x_road_client: "a\nb".into(), ..base.clone() }), Some("x_road_client"));
    assert_eq!(key_of(PopulationSettings { api_key: "a\nb".to_owned().into(), ..base }), Some("api_key"));
}
