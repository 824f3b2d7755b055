//! An operator makes somebody an official, and takes the role back.

use super::Act;

const DESK: &str = "/can-bo";

impl Act<'_> {
    /// The desk is open in a session of that identity while it has the role, and not a moment longer.
    pub(super) async fn serve_at_the_desk(&self) {
        let _one_at_a_time = self.stage.office.lock().await;
        let who = ["--provider", "vneid", "--subject", self.rivals.owner.vneid];
        let order = |what: &'static str, more: &[&'static str]| {
            let arguments: Vec<&str> = ["official", what].into_iter().chain(who).chain(more.iter().copied()).collect();
            self.stage.order(&arguments)
        };
        // An act that was cut off may have left the role.
        order("grant", &["--unit", "H44.12"]);
        self.link().await;
        let open = self.browser.open(DESK).await;
        assert_eq!((open.status, open.path()), (200, DESK), "{}", open.heading());
        assert!(order("revoke", &[]), "a role cannot be taken back");
        let closed = self.browser.open(DESK).await;
        assert!(closed.status == 403 || closed.path().starts_with("/dang-nhap"), "{} {}", closed.status, closed.url);
    }
}
