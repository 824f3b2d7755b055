//! The connections themselves: a client that stalls is let go, whether it sends or reads, and one address cannot hold them all
//! (I-05, I-07).

mod unread;

use crate::http::limit_key;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Request, header},
};
use hyper_util::rt::{TokioIo, TokioTimer};
use ipnet::IpNet;
use std::{
    collections::HashMap,
    convert::Infallible,
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use tower::ServiceExt;
use unread::Unread;

/// What a connection may cost.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// From a connection's start, or its last answer, until the next request's headers are complete.
    pub header_time: Duration,
    /// While an answer waits to be sent: until the client has read enough for a part of it to leave.
    pub write_time: Duration,
    /// Request line and headers together, in bytes; beyond is 431.
    pub header_bytes: usize,
    /// Headers of one request; beyond is 431.
    pub headers: usize,
    /// At the same time, all in all: more wait until one ends.
    pub connections: u32,
    /// At the same time from one address: more are closed at once.
    pub per_address: u32,
    /// Networks whose addresses may have more than that: configured proxies and this machine, behind which are many people.
    pub shared: Arc<[IpNet]>,
}

impl Default for Bounds {
    fn default() -> Self {
        let loopback =
            [IpNet::from(IpAddr::from([127, 0, 0, 1])), IpNet::from(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1u16]))];
        Self {
            header_time: Duration::from_secs(10),
            write_time: Duration::from_secs(30),
            header_bytes: 32 * 1024,
            headers: 100,
            connections: 4_096,
            per_address: 512,
            shared: Arc::new(loopback),
        }
    }
}

impl Bounds {
    /// As by default, with these proxies besides this machine.
    pub fn behind(proxies: &[IpNet]) -> Self {
        let own = Self::default();
        let shared = own.shared.iter().chain(proxies).copied().collect();
        Self { shared, ..own }
    }
}

/// What the system holds of an answer for one client. It bounds what an unread answer costs, and it makes
/// [`Bounds::write_time`] a fair measure: a third of it must be read in that time, some 3 kB a second.
const SEND_BUFFER: u32 = 128 * 1024;
/// Connections that the system completes before they are accepted.
const BACKLOG: u32 = 1024;

/// Takes a port for [`serve`].
pub fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // As `TcpListener::bind` does: a restart need not wait for connections of the process before.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    // Connections that are accepted inherit it.
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until `ended`, then lets running requests end.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, ended: impl Future<Output = ()> + Send) {
    let places = Arc::new(Semaphore::new(bounds.connections as usize));
    let crowd = Arc::new(Crowd::default());
    let (closing, closed) = watch::channel(false);
    let mut ended = pin!(ended);
    loop {
        let accepted = async {
            let Ok(place) = places.clone().acquire_owned().await else { return None };
            match listener.accept().await {
                Ok((stream, peer)) => Some((stream, peer, place)),
                Err(error) => {
                    // Mostly: no file is left to open. It passes when connections end.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    None
                }
            }
        };
        let (stream, peer, place) = tokio::select! {
            accepted = accepted => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
            () = &mut ended => break,
        };
        let shared = bounds.shared.iter().any(|network| network.contains(&peer.ip().to_canonical()));
        let member =
            if shared { None } else { Some(crowd.enter(limit_key(peer.ip().to_canonical()), bounds.per_address)) };
        // No place for one more of this address: it is closed by being dropped.
        if matches!(member, Some(None)) {
            continue;
        }
        let connection =
            Connection { stream, peer, router: router.clone(), bounds: bounds.clone(), closed: closed.clone() };
        tokio::spawn(connection.run(place, member.flatten()));
    }
    drop(listener);
    closing.send_replace(true);
    // All places free again: the last connection has ended.
    let _ = places.acquire_many(bounds.connections).await;
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
    closed: watch::Receiver<bool>,
}

impl Connection {
    /// `place` and `member` are given back when it ends.
    async fn run(self, place: OwnedSemaphorePermit, member: Option<Member>) {
        let Self { stream, peer, router, bounds, mut closed } = self;
        // Small answers are not held back to be sent with later ones.
        let _ = stream.set_nodelay(true);
        let service = hyper::service::service_fn(move |mut request: Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            // Where a length stood beside the chunks, somebody else may see another end of this request: nothing that comes
            // after it is read (RFC 9112, 6.1).
            let is_last = request.headers().contains_key(header::TRANSFER_ENCODING);
            let answered = router.clone().oneshot(request.map(Body::new));
            async move {
                let mut response = answered.await?;
                if is_last {
                    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, Infallible>(response)
            }
        });
        let mut builder = hyper::server::conn::http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.header_time)
            .max_headers(bounds.headers)
            .max_header_size(bounds.header_bytes);
        let stream = Unread::new(stream, bounds.write_time);
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        let closing = async {
            // A dropped sender means the same.
            let _ = closed.wait_for(|closed| *closed).await;
        };
        let result = tokio::select! {
            result = connection.as_mut() => result,
            () = closing => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = result {
            tracing::debug!(%error, "a connection ended early");
        }
        drop((place, member));
    }
}

/// How many connections each address has.
#[derive(Debug, Default)]
struct Crowd(Mutex<HashMap<String, u32>>);

/// One of an address's connections, until it is dropped.
struct Member {
    crowd: Arc<Crowd>,
    key: String,
}

impl Crowd {
    fn enter(self: &Arc<Self>, key: String, most: u32) -> Option<Member> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(key.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Member { crowd: self.clone(), key })
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let mut counts = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.key);
            }
        }
    }
}
