//! Senders who stall, swell or cheat with their framing (security.md I-05, I-07), with raw sockets.

use crate::{journey::VNEID, people::AN, world::TestWorld};
use congdan_server::{
    connections::{self, Bounds},
    http,
};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

const PATIENCE: Duration = Duration::from_millis(400);
/// Everything here ends long before this.
const LONG: Duration = Duration::from_secs(10);

/// The portal behind another port of this machine, with little patience.
async fn impatient(world: &TestWorld, bounds: Bounds) -> SocketAddr {
    let mut site = world.portal.site.clone();
    site.patience = PATIENCE;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(connections::serve(listener, http::router(site), bounds, std::future::pending()));
    address
}

/// As [`impatient`], with one file that is larger than what lies in any buffer on the way.
async fn with_a_large_file(world: &TestWorld, bounds: Bounds) -> SocketAddr {
    std::fs::write(world.site_dir().join("pkg/large.bin"), vec![7; LARGE]).unwrap();
    let listener = connections::listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    let router = http::router(world.portal.site.clone());
    tokio::spawn(connections::serve(listener, router, bounds, std::future::pending()));
    address
}

const LARGE: usize = 16 * 1024 * 1024;
const GET_LARGE: &[u8] = b"GET /pkg/large.bin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

fn bounds() -> Bounds {
    Bounds { header_time: PATIENCE, ..Bounds::default() }
}

/// What came back until the portal closed the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end, too.
    let _ = timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the portal lets go");
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn answer(address: SocketAddr, sent: impl AsRef<[u8]>) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(sent.as_ref()).await;
    rest(&mut stream).await
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
}

/// A form to our own server function, with the given headers and body.
fn post(world: &TestWorld, headers: &str, body: &str) -> String {
    let (url, host) = (&world.portal_url, world.portal_url.trim_start_matches("http://"));
    format!(
        "POST /api/ngon-ngu HTTP/1.1\r\nHost: {host}\r\nOrigin: {url}\r\nAccept: text/html\r\n{headers}\r\n\r\n{body}"
    )
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

#[tokio::test]
async fn i07_who_does_not_finish_the_headers_is_let_go() {
    let world = TestWorld::start().await;
    let address = impatient(&world, bounds()).await;
    for start in ["", "G", "GET / HTTP/1.1\r\n", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: "] {
        let began = Instant::now();
        let answer = answer(address, start).await;
        assert!(matches!(status(&answer), 0 | 408), "{start:?}: {answer}");
        assert!(began.elapsed() >= PATIENCE && began.elapsed() < LONG, "{start:?}: {:?}", began.elapsed());
    }
    // Drop by drop, each within the time, does not help.
    let mut stream = TcpStream::connect(address).await.unwrap();
    let began = Instant::now();
    let dripping = async {
        while stream.write_all(b"X-A: b\r\n").await.is_ok() {
            sleep(PATIENCE / 10).await;
        }
    };
    timeout(LONG, dripping).await.expect("the portal lets go");
    assert!(began.elapsed() < PATIENCE * 8, "{:?}", began.elapsed());
}

#[tokio::test]
async fn i07_twin_an_ordinary_connection_is_kept_for_the_next_request_and_no_longer() {
    let world = TestWorld::start().await;
    let address = impatient(&world, bounds()).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..3 {
        sleep(PATIENCE / 4).await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut buffer = [0; 4096];
        let read = timeout(LONG, stream.read(&mut buffer)).await.unwrap().unwrap();
        seen.push(String::from_utf8_lossy(&buffer[..read]).into_owned());
    }
    assert!(seen.iter().all(|answer| status(answer) == 200), "{seen:?}");
    assert_eq!(rest(&mut stream).await, "", "and idle it is closed");
}

#[tokio::test]
async fn i07_endless_headers_are_refused() {
    let world = TestWorld::start().await;
    let address = impatient(&world, bounds()).await;
    let request = |more: &str| format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{more}\r\n");
    let many = |count: usize| {
        (0..count).map(|n| format!("X-{n}: {n}\r\nConnection: close\r\n")).take(count).collect::<String>()
    };
    for (what, sent) in [
        ("64 KiB in one header", request(&format!("X-A: {}\r\n", "a".repeat(65_536)))),
        ("64 KiB of cookies", request(&format!("Cookie: {}\r\n", "a=99999999; ".repeat(5_461)))),
        ("a thousand headers", request(&many(500))),
        ("a long address", format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(65_536))),
    ] {
        let answer = answer(address, sent).await;
        assert!(matches!(status(&answer), 431 | 414), "{what}: {answer:.100}");
    }
    let twin =
        answer(address, request(&format!("Cookie: {}\r\nConnection: close\r\n", "a=99999999; ".repeat(200)))).await;
    assert_eq!(status(&twin), 200, "{twin}");
    let twin = answer(address, request(&many(40))).await;
    assert_eq!(status(&twin), 200, "{twin}");
}

#[tokio::test]
async fn i07_ambiguous_or_broken_framing_gives_no_second_answer() {
    let world = TestWorld::start().await;
    let address = impatient(&world, bounds()).await;
    let smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let chunked = format!("2\r\na=\r\n0\r\n\r\n{smuggled}");
    for (what, sent) in [
        (
            "length and chunks",
            post(&world, &format!("{FORM}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked"), &chunked),
        ),
        (
            "chunks and length",
            post(&world, &format!("{FORM}\r\nTransfer-Encoding: chunked\r\nContent-Length: 4"), &chunked),
        ),
        (
            "two lengths",
            post(&world, &format!("{FORM}\r\nContent-Length: 2\r\nContent-Length: 4"), &format!("a=bc{smuggled}")),
        ),
        ("a signed length", post(&world, &format!("{FORM}\r\nContent-Length: +2"), &format!("a={smuggled}"))),
        ("chunked twice over", post(&world, &format!("{FORM}\r\nTransfer-Encoding: chunked, identity"), &chunked)),
        (
            "a chunk that is none",
            post(&world, &format!("{FORM}\r\nTransfer-Encoding: chunked"), &format!("zz\r\n{smuggled}")),
        ),
        ("a folded header", format!("GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n{smuggled}")),
        ("a space before the colon", format!("GET / HTTP/1.1\r\nHost : x\r\n\r\n{smuggled}")),
        ("a zero byte", format!("GET / HTTP/1.1\r\nHost: x\r\nX-A: \0\r\n\r\n{smuggled}")),
        ("HTTP/2", format!("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{smuggled}")),
        ("no HTTP at all", format!("\x16\x03\x01\x02\r\n\r\n{smuggled}")),
    ] {
        let answer = answer(address, sent).await;
        assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{what}: {answer}");
        assert!(!answer.starts_with("HTTP/1.1 200"), "{what}: {answer}");
    }
    // Twin: chunks alone are a body, and two requests in a row are two answers.
    let twin = answer(
        address,
        post(&world, &format!("{FORM}\r\nTransfer-Encoding: chunked"), "b\r\nlanguage=en\r\n0\r\n\r\n"),
    )
    .await;
    assert_eq!(status(&twin), 303, "{twin}");
    assert!(twin.contains("language=en"), "{twin}");
    let twin = answer(address, smuggled.repeat(2)).await;
    assert_eq!(twin.matches("HTTP/1.1 200").count(), 2, "{twin}");
}

#[tokio::test]
async fn i07_one_address_cannot_hold_all_connections() {
    let world = TestWorld::start().await;
    let alone = Bounds { header_time: LONG, per_address: 3, shared: [].into(), ..Bounds::default() };
    let address = impatient(&world, alone).await;
    let health = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
        held.push(stream);
    }
    sleep(Duration::from_millis(100)).await;
    assert_eq!(answer(address, health).await, "", "one more is closed at once");
    drop(held.pop());
    sleep(Duration::from_millis(100)).await;
    assert_eq!(status(&answer(address, health).await), 200, "and let in when another one has ended");
}

#[tokio::test]
async fn i07_a_thousand_stalling_connections_leave_the_others_alone() {
    let world = TestWorld::start().await;
    let address = impatient(&world, Bounds { header_time: LONG, ..Bounds::default() }).await;
    let mut held = Vec::new();
    // Both ends are in this process: half of the files that it may open are enough.
    for _ in 0..350 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        held.push(stream);
    }
    let mut times = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        let health = answer(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert_eq!(status(&health), 200);
        times.push(began.elapsed());
    }
    times.sort_unstable();
    assert!(times[10] < Duration::from_millis(100), "{times:?}");
    // A whole sign-in, too, on the portal's own port.
    world.browser().signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn i05_a_body_that_never_ends_is_given_up_and_a_slow_one_is_waited_for() {
    let world = TestWorld::start().await;
    let address = impatient(&world, Bounds { header_time: LONG, ..Bounds::default() }).await;
    for (headers, start) in [
        (format!("{FORM}\r\nContent-Length: 20"), "a"),
        (format!("{FORM}\r\nTransfer-Encoding: chunked"), "1\r\na\r\n"),
    ] {
        let began = Instant::now();
        let answer = answer(address, post(&world, &headers, start)).await;
        assert_eq!(status(&answer), 408, "{answer}");
        assert!(answer.contains("x-content-type-options: nosniff") && answer.contains("Hãy thử lại"), "{answer}");
        assert!(began.elapsed() < LONG, "{:?}", began.elapsed());
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    let twin = post(&world, &format!("{FORM}\r\nContent-Length: 11\r\nConnection: close"), "lang");
    stream.write_all(twin.as_bytes()).await.unwrap();
    sleep(PATIENCE / 3).await;
    stream.write_all(b"uage=en").await.unwrap();
    let answer = rest(&mut stream).await;
    assert_eq!(status(&answer), 303, "{answer}");
}

#[tokio::test]
async fn i05_a_body_that_is_too_long_packed_or_of_another_kind_is_refused_with_its_own_status() {
    let world = TestWorld::start().await;
    let address = impatient(&world, Bounds { header_time: LONG, ..Bounds::default() }).await;
    let chunk = format!("8000\r\n{}\r\n", "a".repeat(0x8000));
    for (expected, headers, body) in [
        // Refused by what it says, before any of it is read.
        (413, format!("{FORM}\r\nContent-Length: 11534336"), String::new()),
        (413, format!("{FORM}\r\nTransfer-Encoding: chunked"), chunk.repeat(3)),
        (415, format!("{FORM}\r\nContent-Encoding: gzip\r\nContent-Length: 2"), "ab".into()),
        (415, "Content-Type: application/json\r\nContent-Length: 2".into(), "{}".into()),
        (415, "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2".into(), "--".into()),
        (415, "Content-Length: 2".into(), "a=".into()),
        (415, format!("{FORM}\r\n{FORM}\r\nContent-Length: 2"), "a=".into()),
    ] {
        let answer = answer(address, post(&world, &headers, &body)).await;
        assert_eq!(status(&answer), expected, "{headers}: {answer}");
        assert!(answer.to_lowercase().contains("connection: close"), "{headers}: {answer}");
    }
    for headers in [
        format!("{FORM}; charset=utf-8\r\nContent-Encoding: identity"),
        FORM.to_uppercase().replace("CONTENT-TYPE", "content-type"),
    ] {
        let twin = post(&world, &format!("{headers}\r\nContent-Length: 11\r\nConnection: close"), "language=en");
        let answer = answer(address, twin).await;
        assert_eq!(status(&answer), 303, "{headers}: {answer}");
    }
}

#[tokio::test]
async fn n10_who_asks_and_does_not_read_is_let_go() {
    let world = TestWorld::start().await;
    // One place: the next client is answered when the one that does not read has lost it.
    let one = Bounds { write_time: PATIENCE, connections: 1, ..Bounds::default() };
    let address = with_a_large_file(&world, one).await;
    for headers in ["", "Accept-Encoding: identity\r\n"] {
        let mut deaf = TcpStream::connect(address).await.unwrap();
        deaf.write_all(format!("GET /pkg/large.bin HTTP/1.1\r\nHost: x\r\n{headers}\r\n").repeat(12).as_bytes())
            .await
            .unwrap();
        sleep(PATIENCE / 4).await;
        let began = Instant::now();
        let health = answer(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert_eq!(status(&health), 200, "{health}");
        assert!(began.elapsed() >= PATIENCE / 2 && began.elapsed() < LONG, "{:?}", began.elapsed());
        drop(deaf);
    }
}

#[tokio::test]
async fn n10_twin_who_reads_slowly_gets_it_all_however_long_that_takes() {
    let world = TestWorld::start().await;
    let address = with_a_large_file(&world, Bounds { write_time: PATIENCE, ..Bounds::default() }).await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(GET_LARGE).await.unwrap();
    let (began, mut read, mut buffer) = (Instant::now(), 0, vec![0; 512 * 1024]);
    loop {
        let count = timeout(LONG, slow.read(&mut buffer)).await.unwrap().unwrap();
        if count == 0 {
            break;
        }
        read += count;
        sleep(PATIENCE / 20).await;
    }
    assert!(read > LARGE, "{read}");
    assert!(began.elapsed() > PATIENCE, "{:?}", began.elapsed());
}
