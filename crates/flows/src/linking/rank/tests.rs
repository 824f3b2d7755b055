use super::{outranks, stale};
use crate::{
    ports::accounts::Identity,
    testing::{account, asserted_by, identity, matched},
};

fn is_vneid(id: &str) -> bool {
    id == "vneid"
}

#[test]
fn only_vneid_outranks_and_only_an_account_that_vneid_never_vouched_for() {
    let typed = || account([identity("dvcqg", "typed")], matched("025085999001"));
    let opened = || account([identity("dvcqg", "a"), identity("vneid", "b")], matched("025085999001"));
    let asserted = || account([identity("dvcqg", "a")], asserted_by("vneid", "025085999001"));
    let weakly = || account([identity("dvcqg", "a")], asserted_by("dvcqg", "025085999001"));
    for (arriving, holder, expected) in [
        ("vneid", typed(), true),
        ("vneid", weakly(), true),
        ("vneid", opened(), false),
        ("vneid", asserted(), false),
        ("dvcqg", typed(), false),
        ("dvcqg", opened(), false),
        // A provider that configuration has dropped is nothing special.
        ("gone", typed(), false),
    ] {
        assert_eq!(outranks(is_vneid, &identity(arriving, "new"), &holder), expected, "{arriving}: {holder:?}");
    }
}

#[test]
fn a_new_subject_replaces_the_old_one_only_at_vneid_and_only_of_the_same_issuer() {
    let of = |provider: &str, subject: &str| account([identity(provider, subject)], matched("025085999001"));
    let old = of("vneid", "old");
    assert_eq!(stale(is_vneid, &identity("vneid", "new"), &old), Some(old.identities[0].id));
    for (arriving, holder) in [
        (identity("vneid", "old"), of("vneid", "old")),
        (identity("dvcqg", "new"), of("dvcqg", "old")),
        (identity("vneid", "new"), of("dvcqg", "old")),
        (Identity { issuer: "https://elsewhere.example".to_owned(), ..identity("vneid", "new") }, of("vneid", "old")),
    ] {
        assert_eq!(stale(is_vneid, &arriving, &holder), None, "{arriving:?}: {holder:?}");
    }
}
