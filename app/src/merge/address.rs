//! `/gop-tai-khoan` asks; with `ket-qua` it says why there is nothing to ask, in words of its own.

use congdan_domain::WantedPath;

pub(super) const PATH: &str = "/gop-tai-khoan";

/// The page that says `why`, with the way back and the reference of a refusal.
pub fn answer_path(why: &str, back: &WantedPath, support_id: Option<&str>) -> String {
    let reference = support_id.map(|code| format!("&ma={code}")).unwrap_or_default();
    format!("{PATH}?ket-qua={why}&tiep={}{reference}", back.encoded())
}
