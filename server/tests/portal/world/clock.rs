//! The portal's clock: the real one, moved forward, or set back.

use congdan_flows::ports::world::Clock;
use congdan_sandbox::Sandbox;
use congdan_server::chance::SystemClock;
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
};
use time::{Duration, OffsetDateTime};

/// The binary has no back door for its time: a world's process runs under `libfaketime`, which reads the offset from a file.
#[derive(Debug, Default)]
pub struct TestClock {
    seconds: AtomicI64,
    file: Option<PathBuf>,
    sandbox: Option<Sandbox>,
}

impl TestClock {
    /// Also the clock of a process that reads this file, and the sandbox's: whose tokens would be out of date otherwise.
    pub fn told_to(file: &Path, sandbox: Sandbox) -> Self {
        let clock = Self { seconds: AtomicI64::default(), file: Some(file.to_owned()), sandbox: Some(sandbox) };
        clock.tell(0);
        clock
    }

    /// Also back, by a negative duration.
    pub fn advance(&self, by: Duration) {
        let seconds = self.seconds.fetch_add(by.whole_seconds(), Ordering::SeqCst) + by.whole_seconds();
        if self.file.is_some() {
            library().expect("to move the binary's clock install the package `libfaketime`");
        }
        self.tell(seconds);
        if let Some(sandbox) = &self.sandbox {
            sandbox.set_clock_ahead(seconds);
        }
    }

    fn tell(&self, seconds: i64) {
        let Some(file) = &self.file else { return };
        // Whoever reads at this moment finds the old time or the new one.
        let next = file.with_extension("next");
        std::fs::write(&next, format!("{seconds:+}\n")).unwrap();
        std::fs::rename(next, file).unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        SystemClock.now() + Duration::seconds(self.seconds.load(Ordering::SeqCst))
    }
}

/// Where Debian keeps it.
pub fn library() -> Option<PathBuf> {
    let folders = Path::new("/usr/lib").read_dir().into_iter().flatten().flatten();
    let found = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    found.chain([PathBuf::from("/usr/lib/faketime/libfaketimeMT.so.1")]).find(|file| file.exists())
}
