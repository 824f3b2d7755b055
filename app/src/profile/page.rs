//! `/tai-khoan/chinh-sua`.

use super::{
    check::{Contact, check},
    functions::UpdateProfile,
    load::{ProfileInfo, load_profile},
};
use crate::{
    account::{NationalSays, SexAndAddress, ToldLine},
    cccd::{ConsentField, CorrectionHelp, IdentityFields},
    i18n::{
        t,
        texts::{account, common, profile},
    },
    slip::Slip,
    ui::{Button, ErrorSummary, Main, TextField, follow, loaded, slip_signal},
};
use leptos::{ev::SubmitEvent, form::FromFormData, prelude::*};
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub(crate) struct EditRoute;

#[lazy_route]
impl LazyRoute for EditRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_profile());
        let update = ServerAction::<UpdateProfile>::new();
        let answered = follow(update);
        loaded(page, move |info| view! { <Edit info=info update=update answered=answered /> }).into_any()
    }
}

#[component]
fn Edit(info: ProfileInfo, update: ServerAction<UpdateProfile>, answered: Signal<Option<Slip>>) -> impl IntoView {
    let ProfileInfo { known, typed, contact, today, sex, consent_since, values, told, national, slip: drawn } = info;
    let Contact { phone, email, contact_address } = contact;
    let (has_number, consent_stands) = (known.number.is_some(), consent_since.is_some());
    let found_here = RwSignal::new(None::<Slip>);
    let from_server = slip_signal(answered, drawn);
    let slip = Signal::derive(move || found_here.get().or_else(|| from_server.get()));
    let has_errors =
        Signal::derive(move || slip.with(|slip| slip.as_ref().is_some_and(|slip| !slip.errors.is_empty())));
    let verified = known.clone();
    let check_here = move |event: SubmitEvent| {
        let Ok(entered) = UpdateProfile::from_event(&event) else { return };
        let problem = check(&entered.typed, &entered.contact, &verified, today, consent_stands).err();
        if problem.is_some() {
            event.prevent_default();
        }
        found_here.set(problem);
    };
    let ticked = typed.agrees();
    let correction = view! { <CorrectionHelp number=values.number.clone() /> };
    let more = has_number.then(|| view! { <SexAndAddress values=values.clone() /> });
    // Who is verified and has agreed is not asked again.
    let consent = (!(has_number && consent_stands))
        .then(|| view! { <ConsentField ticked=ticked since=consent_since slip=slip /> });
    view! {
        <Main heading=profile::HEADING has_errors=has_errors back="/tai-khoan">
            <ErrorSummary slip=slip />
            <ToldLine told=told />
            <p>{t(if has_number { profile::LEAD_VERIFIED } else { profile::LEAD })}</p>
            <ActionForm action=update attr:novalidate=true on:submit:capture=check_here>
                <h2>{t(account::INFORMATION)}</h2>
                {correction}
                <IdentityFields typed=typed known=known vouched=values today=today sex=sex slip=slip />
                {more}
                <h2>{t(account::CONTACT)}</h2>
                <TextField name="phone" label=account::PHONE hint=profile::PHONE_HINT value=phone slip=slip kind="tel" autocomplete="tel">
                    <NationalSays value=national.0 />
                </TextField>
                <TextField name="email" label=account::EMAIL value=email slip=slip kind="email" autocomplete="email">
                    <NationalSays value=national.1 />
                </TextField>
                <TextField name="contact_address" label=account::CONTACT_ADDRESS hint=profile::ADDRESS_HINT value=contact_address
                    slip=slip autocomplete="street-address" />
                {consent}
                <div class="buttons"><Button busy=update.pending()>{t(common::UPDATE)}</Button></div>
            </ActionForm>
        </Main>
    }
}
