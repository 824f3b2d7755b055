//! Why nothing was merged, or what became of it: fixed words, chosen by the address (rule 2).

use crate::{
    i18n::{
        Text, t,
        texts::{common, merge},
    },
    query::query_value,
    sign_in::reference,
    ui::{ButtonLink, Main},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;

/// The heading, and what happened. Whatever the address says beyond this is a question that is over.
fn words(why: &str) -> (Text, Text) {
    match why {
        "cung-tai-khoan" => (merge::SAME, merge::SAME_WHAT),
        "chua-dung" => (merge::OTHER, merge::OTHER_WHAT),
        "gian-doan" => (merge::INTERRUPTED, merge::INTERRUPTED_WHAT),
        "da-tach" => (merge::APART, merge::APART_WHAT),
        "qua-han" => (merge::TOO_LATE, merge::TOO_LATE_WHAT),
        _ => (merge::GONE, merge::GONE_WHAT),
    }
}

#[component]
pub(super) fn Answer(why: String) -> impl IntoView {
    let back = query_value("tiep").get_untracked();
    let back = WantedPath::parse_or_home(&back).as_str().to_owned();
    let (heading, what) = words(&why);
    let now = (why == "chua-dung").then(|| view! { <p>{t(merge::OTHER_NOW)}</p> });
    let (to, label) = if why == "da-tach" { ("/dang-nhap".to_owned(), merge::SIGN_IN) } else { (back, merge::BACK) };
    let reference = reference().map(|code| {
        view! { <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{code}</strong> ". " {t(common::HELP_LINE)}</p> }
    });
    view! {
        <Main heading=heading>
            <p class="lead">{t(what)}</p>
            {now}
            <p><ButtonLink href=to>{t(label)}</ButtonLink></p>
            {reference}
        </Main>
    }
}

/// There is no open question in this session.
#[component]
pub(super) fn Gone() -> impl IntoView {
    view! {
        <Main heading=merge::GONE>
            <p class="lead">{t(merge::GONE_WHAT)}</p>
            <p><ButtonLink href="/tai-khoan">{t(merge::BACK)}</ButtonLink></p>
        </Main>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use congdan_flows::merge::NotMerged;

    #[test]
    fn every_reason_has_its_own_words() {
        let headings = NotMerged::ALL.map(|why| words(why.code()).0.vi);
        assert_eq!(headings, [merge::GONE.vi, merge::SAME.vi, merge::OTHER.vi]);
    }
}
