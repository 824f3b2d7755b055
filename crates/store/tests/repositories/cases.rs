//! What holds on both databases. A case is an `async fn(Setup)`; a new one is added to the list.

pub mod accounts;
pub mod audit;
pub mod consents;
pub mod deletion;
pub mod desk;
pub mod dossiers;
pub mod encryption;
pub mod flash;
pub mod forms;
pub mod leaving;
pub mod linking;
pub mod login_attempts;
pub mod maintenance;
pub mod matching;
pub mod merging;
pub mod numbers;
pub mod provider_logout;
pub mod reservations;
pub mod roles;
pub mod sessions;
pub mod slips;
pub mod suspension;
pub mod synchronisation;
pub mod unlinking;
pub mod upgrade;

/// Hands the list to a macro.
macro_rules! all_cases {
    ($use:ident) => {
        $use! {
            accounts::an_account_comes_back_as_it_was_saved,
            accounts::an_account_that_does_not_exist_is_nobodys,
            accounts::an_identity_opens_one_account,
            accounts::l06_the_same_subject_at_two_issuers_is_two_people,
            accounts::a_sign_in_is_noted_at_its_identity,
            linking::an_identity_is_joined_to_an_account_once,
            linking::l03_linking_ends_the_sessions_of_that_account_only,
            linking::of_twenty_accounts_that_link_one_identity_at_once_one_has_it,
            linking::a_pending_link_is_seen_often_and_used_once,
            linking::l05_of_twenty_who_take_a_pending_link_at_once_one_gets_it,
            linking::a_pending_link_expires,
            leaving::k02_signing_out_drops_what_is_kept_for_the_browser_and_nothing_of_another,
            leaving::k02_a_browser_without_a_session_is_left_as_well,
            leaving::k02_deleting_drops_what_is_kept_for_the_browser,
            leaving::k02_unlinking_drops_what_is_kept_for_the_browser,
            leaving::k02_a_providers_logout_drops_the_question_that_began_with_its_session,
            unlinking::l11_a_removed_identity_opens_nothing_and_can_come_back,
            unlinking::l11_the_last_way_in_stays,
            unlinking::l11_of_twenty_unlinked_at_once_one_is_left,
            unlinking::s06_unlinking_ends_every_session_but_the_one_that_goes_on,
            unlinking::s06_the_session_of_the_removed_identity_ends_even_where_it_asked,
            unlinking::a_number_goes_with_the_only_one_who_vouched_for_it,
            unlinking::a_number_is_the_word_of_vneid_where_vneid_stays,
            unlinking::what_was_asked_before_does_not_bring_a_released_number_back,
            unlinking::a_waiting_entry_goes_with_the_number_that_it_was_asked_for,
            unlinking::s06_no_session_is_opened_by_an_identity_that_was_taken_away,
            unlinking::l05_a_merge_is_done_with_its_session_or_not_at_all_when_the_proof_goes_in_the_same_moment,
            unlinking::l05_what_was_proven_by_an_identity_that_is_gone_is_not_merged,
            unlinking::l07_a_new_subject_takes_the_old_ones_place,
            deletion::p05_a_deleted_account_keeps_what_an_authority_has_and_nothing_of_the_person,
            deletion::p05_of_twenty_who_delete_at_once_one_does,
            deletion::p05_an_identity_that_a_merge_brought_goes_with_the_sessions_it_had_before,
            deletion::p05_a_suspended_account_is_not_deleted,
            suspension::s06_a_suspended_account_opens_nothing_until_it_is_restored,
            suspension::s06_nothing_is_joined_to_a_suspended_account_or_taken_from_it,
            suspension::an_account_is_found_by_a_reference_of_its_record,
            suspension::l04_what_changed_is_told_until_it_is_known,
            numbers::a_number_belongs_to_one_account,
            numbers::l01_of_twenty_accounts_that_claim_one_number_at_once_one_has_it,
            numbers::l01_of_twenty_new_accounts_with_one_number_one_is_created,
            numbers::a_released_number_takes_the_registers_words_with_it,
            login_attempts::an_attempt_comes_back_to_its_browser,
            login_attempts::an_attempt_remembers_what_it_is_for,
            login_attempts::c05_of_twenty_callbacks_at_once_one_gets_the_attempt,
            login_attempts::c03_another_browser_changes_nothing,
            login_attempts::c11_an_expired_attempt_says_where_it_wanted_to_go,
            forms::k01_a_stamp_says_for_whom_it_was_made_and_no_other_is_believed,
            forms::k03_only_an_account_in_use_has_had_a_session,
            forms::k03_who_signs_in_drops_what_others_typed_there_and_nothing_else,
            sessions::a_session_is_found_by_its_cookie_only,
            sessions::s03_s04_a_session_ends_at_each_of_its_limits,
            sessions::f08_a_session_is_not_used_before_it_was_used,
            sessions::s01_a_new_session_ends_the_one_it_replaces,
            sessions::an_ended_session_is_over_and_recorded_once,
            sessions::s06_a_closed_account_has_no_session,
            sessions::the_cccd_screen_is_remembered,
            provider_logout::o01_a_provider_ends_its_own_session_or_all_of_a_person,
            provider_logout::o02_a_provider_ends_nothing_that_is_not_its_own,
            provider_logout::o03_of_twenty_with_one_logout_token_one_gets_through,
            matching::a_match_is_kept_whole,
            matching::a_match_with_a_taken_number_keeps_nothing,
            matching::an_attempt_is_spent_only_by_a_no,
            matching::an_entry_waits_while_the_register_is_away,
            matching::f01_of_twenty_who_take_a_due_entry_at_once_one_gets_it,
            matching::f07_the_answer_to_a_waiting_entry_is_kept_whole_and_once,
            matching::n05_an_entry_that_cannot_be_opened_does_not_stop_the_queue,
            matching::questions_are_listed_newest_first,
            matching::an_answer_without_a_question_is_refused,
            reservations::t2_01_of_twenty_queries_of_one_account_at_once_five_may_be_made,
            reservations::t2_01_of_twenty_accounts_at_one_number_at_once_three_may_ask_on_any_node,
            reservations::t2_01_only_a_no_spends_what_was_reserved_and_everything_else_gives_it_back,
            reservations::t2_04_the_same_entry_is_the_same_query_until_it_is_edited,
            reservations::t2_05_a_query_that_died_is_closed_and_its_attempt_is_free,
            reservations::t2_05_a_query_that_died_is_taken_over_by_one_and_never_once_it_is_answered,
            reservations::t2_01_a_waiting_entry_needs_an_attempt_each_time_it_is_asked_about,
            consents::y03_a_consent_is_kept_for_each_purpose_with_its_text,
            consents::y03_withdrawing_drops_what_waits_and_nothing_is_asked_after_it,
            consents::y03_an_answer_that_comes_after_the_withdrawal_changes_nothing,
            consents::y03_of_a_withdrawal_and_an_answer_at_once_the_record_says_which_was_first,
            consents::y03_consents_of_an_earlier_release_have_their_querys_purpose,
            synchronisation::a_providers_word_stands_beside_the_person,
            synchronisation::a_match_leaves_its_receipt,
            synchronisation::an_answer_to_a_waiting_entry_leaves_its_receipt_once,
            synchronisation::l01_a_refused_number_leaves_neither_person_nor_receipt,
            synchronisation::g01_a_receipt_is_found_by_its_own_account_only_newest_first,
            synchronisation::contact_data_saved_meanwhile_stay,
            merging::p05_a_deleted_account_cannot_be_taken_apart_again,
            merging::a_merge_moves_everything_and_undoing_moves_it_back,
            merging::l01_of_twenty_who_merge_at_once_one_does,
            merging::l03_a_merge_and_its_undoing_end_the_sessions_of_both,
            merging::l05_a_conflict_belongs_to_its_session_and_is_handed_on_by_a_renewal,
            merging::l08_what_was_not_proven_is_not_merged,
            merging::of_two_drafts_for_one_procedure_the_newer_is_kept,
            merging::a_waiting_entry_about_another_number_does_not_come_along,
            merging::what_came_after_the_merge_stays,
            merging::nothing_is_kept_at_an_account_that_was_merged_in_the_same_moment,
            merging::a_question_that_is_under_way_is_closed_where_the_merge_has_moved_it,
            merging::a_merge_is_undone_once_and_in_time,
            merging::l11_undoing_leaves_no_account_without_a_way_in,
            merging::what_a_merge_set_aside_is_forgotten_with_the_window,
            dossiers::a_draft_stays_intact,
            dossiers::n10_of_twenty_windows_that_save_one_version_of_a_draft_one_does,
            dossiers::n10_a_draft_that_was_sent_is_not_written_back_and_a_newer_one_is_not_sent_unseen,
            dossiers::t2_06_the_owners_number_finds_a_dossier_and_the_applicants_does_not,
            dossiers::t2_06_misses_are_counted_by_number_and_by_code_however_many_come_at_once,
            dossiers::fifty_submissions_at_once_are_numbered_without_gaps,
            dossiers::each_unit_and_day_counts_for_itself,
            dossiers::g05_one_draft_sent_twenty_times_at_once_is_one_dossier,
            dossiers::g01_a_dossier_is_shown_to_those_it_concerns,
            desk::y02_a_queue_shows_what_waits_oldest_first_and_what_is_over_newest_first,
            desk::y02_a_queue_comes_in_parts_without_gaps,
            desk::y02_a_status_comes_with_its_words_and_its_role,
            desk::y02_of_twenty_officials_with_one_version_one_decides,
            desk::y01_a_reading_is_kept_and_recorded_for_both,
            roles::v01_a_role_is_in_force_between_its_first_moment_and_its_end,
            roles::v01_a_role_is_of_one_identity_at_one_provider,
            roles::v01_a_revoked_role_opens_nothing_until_it_is_granted_anew,
            roles::v01_of_twenty_who_grant_a_role_at_once_one_does,
            roles::a_seed_gives_a_role_once,
            flash::a_flash_is_read_and_then_taken_once,
            flash::a_flash_belongs_to_its_browser_and_expires,
            slips::a_slip_comes_back_to_its_owner_only,
            slips::of_twenty_who_make_one_slip_at_once_there_is_one,
            slips::a_slip_that_is_over_is_nobodys_and_a_new_one_takes_its_place,
            slips::a_slip_of_nobody_signed_in_is_its_browsers,
            slips::an_opened_slip_is_recorded_on_both_sides_and_keeps_its_first_time,
            audit::events_are_listed_newest_first,
            audit::a_whole_chain_holds,
            audit::p04_an_edited_row_is_found,
            audit::p04_a_deleted_row_is_found,
            audit::a_row_deleted_at_the_end_is_found,
            audit::f12_fifty_writers_at_once_make_one_chain,
            encryption::secrets_and_personal_values_are_not_in_the_tables,
            encryption::p02_a_value_moved_to_another_row_is_unreadable,
            encryption::p03_a_new_key_reads_what_old_keys_wrote,
            encryption::a_lost_key_is_told_as_unreadable,
            upgrade::a_database_of_the_release_before_goes_on_under_the_names_of_today,
            upgrade::n09_the_tables_of_a_newer_release_are_good_enough,
            upgrade::n07_nodes_with_opposite_key_order_let_one_account_have_a_number,
            upgrade::n07_one_common_key_is_enough,
            upgrade::n07_after_a_rotation_the_old_key_may_go,
            upgrade::n07_a_person_who_cannot_be_read_does_not_stop_the_others,
            upgrade::y04_a_number_that_an_earlier_release_kept_in_clear_is_sealed_or_dropped,
            upgrade::y04_after_a_deletion_no_digit_of_the_number_is_left,
            upgrade::n09_words_of_a_newer_release_are_unknown_and_fail_nothing,
            maintenance::a_migrated_database_is_ready,
            maintenance::a_reset_leaves_nothing,
            maintenance::a_purge_takes_only_what_is_over,
        }
    };
}

pub(crate) use all_cases;
