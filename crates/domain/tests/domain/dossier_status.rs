use congdan_domain::DossierStatus;

fn all() -> impl Iterator<Item = DossierStatus> {
    (1..=10).filter_map(DossierStatus::new)
}

#[test]
fn there_are_ten_statuses_and_no_others() {
    assert_eq!(all().count(), 10);
    for number in [0, 11, 255] {
        assert_eq!(DossierStatus::new(number), None);
    }
}

#[test]
fn y02_nothing_follows_a_final_status_and_something_every_other() {
    for status in all() {
        assert_eq!(status.next().is_empty(), status.is_over(), "{status:?}");
    }
    assert_eq!(DossierStatus::OVER.map(DossierStatus::number), [3, 7, 8, 10]);
}

#[test]
fn y02_a_status_never_follows_itself_and_a_new_dossier_stays_new_once() {
    for status in all() {
        assert!(!status.may_follow(status), "{status:?}");
        assert!(!DossierStatus::REGISTERED.may_follow(status), "{status:?}");
    }
}

#[test]
fn y02_a_result_is_handed_over_only_after_it_is_done() {
    let before: Vec<_> = all().filter(|before| DossierStatus::DELIVERED.may_follow(*before)).collect();
    assert_eq!(before, [DossierStatus::DONE]);
    assert!(!DossierStatus::REFUSED.may_follow(DossierStatus::DELIVERED), "delivered, and then refused");
    assert!(!DossierStatus::REFUSED.may_follow(DossierStatus::IN_PROGRESS), "accepted work is stopped, not refused");
}

#[test]
fn y02_every_dossier_can_be_brought_to_its_result() {
    let way = [DossierStatus::ACCEPTED, DossierStatus::IN_PROGRESS, DossierStatus::DONE, DossierStatus::DELIVERED];
    let mut at = DossierStatus::REGISTERED;
    for next in way {
        assert!(next.may_follow(at), "{at:?} to {next:?}");
        at = next;
    }
    assert!(DossierStatus::ACCEPTED.may_follow(DossierStatus::PAPERS_REQUESTED), "the papers came");
}

#[test]
fn y02_a_refusal_and_a_request_for_papers_need_a_reason() {
    let with_reason: Vec<_> = all().filter(|status| status.needs_reason()).map(DossierStatus::number).collect();
    assert_eq!(with_reason, [3, 5, 8]);
}
