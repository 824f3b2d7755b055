//! The one way out.

use congdan_providers::{EgressClient, HttpPolicy, http::EgressError};
use std::{path::PathBuf, time::Duration};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

fn get(url: &str) -> http::Request<Vec<u8>> {
    http::Request::get(url).body(Vec::new()).unwrap()
}

#[tokio::test]
async fn only_named_hosts_are_called() {
    let server = MockServer::start().await;
    server.register(Mock::given(any()).respond_with(ResponseTemplate::new(200))).await;
    let nobody = EgressClient::new(&HttpPolicy::default()).unwrap();
    let url = server.uri();
    assert_eq!(nobody.send(get(&url)).await.unwrap_err(), EgressError::NotAllowed);
    let client = nobody.limited_to(["127.0.0.1", "sso.example.vn"]);
    assert_eq!(client.send(get(&url)).await.unwrap().status(), 200);
    for refused in [
        "http://localhost:1/",
        "http://sso.example.vn/",
        "https://evil.example/",
        "https://sso.example.vn.evil.example/",
        "https://user@sso.example.vn/",
        "/relative",
    ] {
        assert_eq!(client.send(get(refused)).await.unwrap_err(), EgressError::NotAllowed, "{refused}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_a_way() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(302).insert_header("location", format!("{}/next", server.uri()));
    server.register(Mock::given(any()).respond_with(answer).expect(1)).await;
    let client = EgressClient::new(&HttpPolicy::default()).unwrap().limited_to(["127.0.0.1"]);
    assert_eq!(client.send(get(&server.uri())).await.unwrap().status(), 302);
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit() {
    let server = MockServer::start().await;
    server.register(Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_bytes([0; 100]))).await;
    for (max_body, expected) in [(100, Ok(100)), (99, Err(EgressError::TooLarge))] {
        let policy = HttpPolicy { max_body, ..HttpPolicy::default() };
        let client = EgressClient::new(&policy).unwrap().limited_to(["127.0.0.1"]);
        assert_eq!(client.send(get(&server.uri())).await.map(|answer| answer.body().len()), expected);
    }
}

#[tokio::test]
async fn silence_and_absence_are_told_apart() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    server.register(Mock::given(any()).respond_with(slow)).await;
    let client = EgressClient::new(&HttpPolicy::default()).unwrap().limited_to(["127.0.0.1"]);
    let impatient = client.with_timeout(Duration::from_millis(100));
    assert_eq!(impatient.send(get(&server.uri())).await.unwrap_err(), EgressError::Timeout);

    let free_port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = format!("http://127.0.0.1:{free_port}/");
    assert_eq!(client.send(get(&nobody)).await.unwrap_err(), EgressError::Connect);
}

#[test]
fn an_extra_root_is_a_pem_file_or_a_named_mistake() {
    let fixture =
        |name: &str| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/providers/fixtures")).join(name);
    let made = |file| EgressClient::new(&HttpPolicy { extra_ca_file: Some(file), ..HttpPolicy::default() });
    assert!(made(fixture("extra_ca.pem")).is_ok());
    for file in ["missing.pem", "rs256_token.txt"] {
        assert_eq!(made(fixture(file)).unwrap_err().key, "extra_ca_file", "{file}");
    }
}
