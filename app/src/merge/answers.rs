//! Why nothing was merged, or what became of it: fixed words, chosen by the address (journeys, rule 2).

use super::address::MergeAnswer;
use crate::{
    i18n::{
        Text, t,
        texts::{common, merge},
    },
    query::query_value,
    sign_in::reference,
    ui::{ButtonLink, Main},
};
use congdan_domain::{NotMerged, WantedPath};
use leptos::prelude::*;

/// The heading, and what happened.
fn words(answer: MergeAnswer) -> (Text, Text) {
    match answer {
        MergeAnswer::NotMerged(NotMerged::Expired) => (merge::GONE, merge::GONE_WHAT),
        MergeAnswer::NotMerged(NotMerged::SameAccount) => (merge::SAME, merge::SAME_WHAT),
        MergeAnswer::NotMerged(NotMerged::OtherAccount) => (merge::OTHER, merge::OTHER_WHAT),
        MergeAnswer::Interrupted => (merge::INTERRUPTED, merge::INTERRUPTED_WHAT),
        MergeAnswer::Apart => (merge::APART, merge::APART_WHAT),
        MergeAnswer::TooLate => (merge::TOO_LATE, merge::TOO_LATE_WHAT),
    }
}

#[component]
pub(super) fn Answer(why: String) -> impl IntoView {
    let back = query_value("tiep").get_untracked();
    let back = WantedPath::parse_or_home(&back).as_str().to_owned();
    let answer = MergeAnswer::of(&why);
    let (heading, what) = words(answer);
    let is_other = answer == MergeAnswer::NotMerged(NotMerged::OtherAccount);
    let now = is_other.then(|| view! { <p>{t(merge::OTHER_NOW)}</p> });
    let (to, label) =
        if answer == MergeAnswer::Apart { ("/dang-nhap".to_owned(), merge::SIGN_IN) } else { (back, merge::BACK) };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_own_words_at_its_own_address() {
        let found = ["het-han", "cung-tai-khoan", "chua-dung", "gian-doan", "da-tach", "qua-han", "invented"]
            .map(|given| words(MergeAnswer::of(given)).0.vi);
        let [gone, same, other] = [merge::GONE.vi, merge::SAME.vi, merge::OTHER.vi];
        let [interrupted, apart, late] = [merge::INTERRUPTED.vi, merge::APART.vi, merge::TOO_LATE.vi];
        assert_eq!(found, [gone, same, other, interrupted, apart, late, gone]);
    }
}
