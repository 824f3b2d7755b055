//! What an application needs to be sent.

use congdan_domain::{
    application::{AccountReach, lacking},
    procedure::Procedure,
};
use std::collections::BTreeMap;

const NOTHING: AccountReach = AccountReach { has_contact: false, has_address: false };
const BOTH: AccountReach = AccountReach { has_contact: true, has_address: true };

fn missing(code: &str, entries: &[(&str, &str)], account: AccountReach) -> Vec<&'static str> {
    let entries: BTreeMap<_, _> =
        entries.iter().map(|(name, entry)| ((*name).to_owned(), (*entry).to_owned())).collect();
    lacking(Procedure::find(code).unwrap(), &entries, account)
}

#[test]
fn an_empty_birth_registration_lacks_the_child_and_a_way_to_reach_the_person() {
    let needed = ["owner_name", "child_name", "child_birth_date", "child_sex", "phone"];
    assert_eq!(missing("1.001193", &[], NOTHING), needed);
    assert_eq!(missing("1.001193", &[("child_name", " "), ("is_owner", "true")], BOTH), &needed[1..4]);
}

#[test]
fn nothing_is_lacking_where_everything_that_is_needed_is_there() {
    let child = [("child_name", "Đỗ Minh Châu"), ("child_birth_date", "20/05/2026"), ("child_sex", "female")];
    let with = |more: &[(&'static str, &'static str)]| [child.as_slice(), more].concat();
    let own = with(&[("is_owner", "true"), ("phone", "0912 345 678"), ("delivery", "counter")]);
    assert!(missing("1.001193", &own, NOTHING).is_empty());
    let for_another = with(&[("is_owner", ""), ("owner_name", "Lê Thị Hoa"), ("phone", "0912 345 678")]);
    assert!(missing("1.001193", &for_another, NOTHING).is_empty());
    // The account knows how.
    assert!(missing("1.001193", &with(&[("is_owner", "true")]), BOTH).is_empty());
}

#[test]
fn what_comes_by_post_needs_an_address() {
    let by_post = [("is_owner", "true"), ("request", "Xin cấp giấy"), ("phone", "0912 345 678"), ("delivery", "post")];
    assert_eq!(missing("1.004873", &by_post, NOTHING), ["delivery_address"]);
    let typed = [by_post.as_slice(), &[("delivery_address", "Số 5 phố Thử Nghiệm")]].concat();
    assert!(missing("1.004873", &typed, NOTHING).is_empty());
    assert!(missing("1.004873", &by_post, BOTH).is_empty());
}
