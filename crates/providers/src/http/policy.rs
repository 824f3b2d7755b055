use std::{path::PathBuf, time::Duration};

/// What holds for every call that the portal makes.
#[derive(Clone, Debug)]
pub struct HttpPolicy {
    /// A PEM bundle that is trusted besides the system's roots.
    pub extra_ca_file: Option<PathBuf>,
    /// From the first byte sent to the last byte received.
    pub timeout: Duration,
    pub connect_timeout: Duration,
    /// The longest body that is read, in bytes.
    pub max_body: usize,
}

impl Default for HttpPolicy {
    fn default() -> Self {
        Self {
            extra_ca_file: None,
            timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(2),
            max_body: 1024 * 1024,
        }
    }
}
