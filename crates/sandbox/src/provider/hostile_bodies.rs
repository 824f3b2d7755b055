//! True answers that are a burden to read.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::stream::{self, StreamExt};
use serde_json::Value;
use std::{convert::Infallible, time::Duration};

const CHUNK: &[u8] = &[b' '; 64 * 1024];
/// With the chunk: 50 MiB.
const CHUNKS: usize = 800;
/// A hundred seconds and more for any of our documents.
const DRIP: Duration = Duration::from_millis(200);

/// The document after 50 MiB of white space, which JSON allows.
pub(crate) fn huge(document: &Value) -> Response {
    let padding = stream::iter(std::iter::repeat_n(CHUNK.to_vec(), CHUNKS));
    let document = stream::iter([document.to_string().into_bytes()]);
    json_stream(Body::from_stream(padding.chain(document).map(Ok::<_, Infallible>)))
}

/// The document byte by byte, slower than any time-out for a whole answer.
pub(crate) fn dripping(document: &Value) -> Response {
    let bytes = stream::iter(document.to_string().into_bytes());
    let slow = bytes.then(|byte| async move {
        tokio::time::sleep(DRIP).await;
        Ok::<_, Infallible>(vec![byte])
    });
    json_stream(Body::from_stream(slow))
}

fn json_stream(body: Body) -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], body).into_response()
}
