//! `/tai-khoan/chinh-sua`.

use super::{
    check::{TypedContact, check, check_contact},
    functions::{CONTACT_ONLY, UpdateProfile},
    load::{ProfileInfo, load_profile},
};
use crate::{
    account::{NationalValue, NewerAtVneid},
    address,
    entry::{ConsentField, CorrectionHelp, EntryFields},
    form_state::FormState,
    i18n::{
        t,
        texts::{account, common, profile},
    },
    idle::TimeLimit,
    provenance::SexAndAddress,
    ui::{
        Button, ButtonKind, ErrorSummary, Main, SendButton, StampField, TextField, follow, form_state_signal,
        has_errors, loaded, sending,
    },
};
use leptos::{ev::SubmitEvent, form::FromFormData, prelude::*};

/// The page of the form.
#[derive(Debug)]
pub(crate) struct EditRoute;

impl EditRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_profile());
        let update = ServerAction::<UpdateProfile>::new();
        let answered = follow(update);
        loaded(page, move |own| view! { <Edit info=own.open() update=update answered=answered /> }).into_any()
    }
}

#[component]
fn Edit(info: ProfileInfo, update: ServerAction<UpdateProfile>, answered: Signal<Option<FormState>>) -> impl IntoView {
    let ProfileInfo {
        known,
        typed,
        contact,
        today,
        sex,
        consent_since,
        values,
        newer_at_vneid,
        national,
        state: drawn,
    } = info;
    let TypedContact { phone, email, contact_address } = contact;
    let has_number = known.number.is_some();
    let consent_given = consent_since.is_some();
    let found_here = RwSignal::new(None::<FormState>);
    let from_server = form_state_signal(answered, drawn);
    let state = Signal::derive(move || found_here.get().or_else(|| from_server.get()));
    let has_errors = has_errors(state);
    let verified = known.clone();
    let check_here = move |event: SubmitEvent| {
        let Ok(entered) = UpdateProfile::from_event(&event) else { return };
        let checked = if entered.only == CONTACT_ONLY {
            check_contact(&entered.typed, &entered.contact)
        } else {
            check(&entered.typed, &entered.contact, &verified, today, consent_given)
        };
        let problem = checked.err();
        if problem.is_some() {
            event.prevent_default();
        }
        found_here.set(problem);
    };
    let ticked = typed.agrees();
    let correction = view! { <CorrectionHelp number=values.number.clone() /> };
    let more = has_number.then(|| view! { <SexAndAddress values=values.clone() /> });
    // A verified person who has given consent is not asked again.
    let consent = (!(has_number && consent_given))
        .then(|| view! { <ConsentField ticked=ticked since=consent_since state=state /> });
    view! {
        <Main heading=profile::HEADING has_errors=has_errors back=address::ACCOUNT>
            <ErrorSummary state=state />
            <NewerAtVneid facts=newer_at_vneid />
            <p>{t(if has_number { profile::LEAD_VERIFIED } else { profile::LEAD })}</p>
            <ActionForm action=update attr:novalidate=true on:submit:capture=check_here>
                <StampField />
                <h2>{t(account::INFORMATION)}</h2>
                {correction}
                <EntryFields typed=typed known=known vouched=values today=today sex=sex state=state />
                {more}
                {consent}
                <TimeLimit />
                // The first button of the form is the one that the Enter key presses.
                <div class="buttons"><SendButton sending=sending(update) label=common::UPDATE /></div>
                <h2>{t(account::CONTACT)}</h2>
                <TextField name="phone" label=account::PHONE hint=profile::PHONE_HINT value=phone state=state kind="tel" autocomplete="tel">
                    <NationalValue value=national.phone />
                </TextField>
                <TextField name="email" label=account::EMAIL value=email state=state kind="email" autocomplete="email">
                    <NationalValue value=national.email />
                </TextField>
                <TextField name="contact_address" label=account::CONTACT_ADDRESS hint=profile::ADDRESS_HINT value=contact_address
                    state=state autocomplete="street-address" />
                <p class="secondary">{t(profile::CONTACT_ALONE)}</p>
                <div class="buttons">
                    <Button kind=ButtonKind::Secondary name="only" value=CONTACT_ONLY busy=update.pending()>
                        {t(profile::SAVE_CONTACT)}
                    </Button>
                </div>
            </ActionForm>
        </Main>
    }
}
