//! Limits of every call.

use std::{path::PathBuf, time::Duration};

/// What holds for every call that the portal makes.
#[derive(Clone, Debug)]
pub struct HttpPolicy {
    /// A PEM bundle that is trusted besides the system's roots.
    pub extra_ca_file: Option<PathBuf>,
    /// From the first byte sent to the last byte received.
    pub timeout: Duration,
    /// For the connection alone, TLS included.
    pub connect_timeout: Duration,
    /// How long a connection is kept for a next call. It has to be shorter than the other side keeps it: a call that is sent while the
    /// other side closes is lost, and none is repeated.
    pub idle_timeout: Duration,
    /// The longest body that is read, in bytes.
    pub max_body: usize,
}

impl Default for HttpPolicy {
    fn default() -> Self {
        Self {
            extra_ca_file: None,
            timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(2),
            // Common servers wait for 5 s and more (Apache 5, nginx 75; this portal's sandbox 10).
            idle_timeout: Duration::from_secs(3),
            max_body: 1024 * 1024,
        }
    }
}
