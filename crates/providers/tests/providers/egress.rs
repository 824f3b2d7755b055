//! The one way out.

use congdan_providers::{EgressClient, HttpPolicy, http::EgressError};
use std::{net::SocketAddr, path::PathBuf, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    time::timeout,
};
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

/// Answers each request, and closes a connection that has been idle for so long since.
async fn closes_idle_connections_after(time: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 1024];
                let mut read = stream.read(&mut request).await.unwrap_or(0);
                while read > 0 {
                    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
                    read = timeout(time, stream.read(&mut request)).await.map_or(0, Result::unwrap_or_default);
                }
            });
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_call_is_lost_with_a_connection_that_the_other_side_closes() {
    let time = Duration::from_millis(50);
    let url = format!("http://{}/", closes_idle_connections_after(time).await);
    let policy = HttpPolicy { idle_timeout: time / 2, ..HttpPolicy::default() };
    let client = EgressClient::new(&policy).unwrap().limited_to(["127.0.0.1"]);
    for call in 0..60 {
        assert_eq!(client.send(get(&url)).await.unwrap().status(), 200, "call {call}");
        tokio::time::sleep(time).await;
    }
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
