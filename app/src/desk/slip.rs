//! `/can-bo/phieu/{code}`: a citizen's resolution slip, opened by its QR code or by its reference. Each opening is recorded.

use super::{Door, door::ClosedDoor};
use crate::{
    i18n::{
        t,
        texts::{common, resolution},
    },
    reply::Failure,
    resolution::{LookAt, reason_text},
    ui::{Main, SummaryList, SummaryRow, loaded},
};
use congdan_domain::SlipReason;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DeskSlip {
    pub reason: SlipReason,
    pub reference: String,
    pub made: String,
    /// `None` at the first opening.
    pub first_opened: Option<String>,
    pub masked_number: Option<String>,
    /// `None` where nobody was signed in.
    pub has_vneid: Option<bool>,
}

impl std::fmt::Debug for DeskSlip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeskSlip({})", self.reason.code())
    }
}

/// Opens a slip for an official of this portal. Fails for one that is absent or over.
#[server(endpoint = "can-bo/phieu")]
pub async fn load_desk_slip(code: String) -> Result<DeskSlip, Failure> {
    use crate::{reply::FailureKind, request, when};
    use congdan_flows::resolution;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let found = resolution::open(&portal, &visitor, &code).await.map_err(super::refused)?;
    let opened = found.ok_or_else(|| request::fail(FailureKind::NotFound))?;
    Ok(DeskSlip {
        reason: opened.slip.reason,
        made: when::moment(opened.slip.made_at),
        first_opened: opened.slip.opened_at.map(when::moment),
        reference: opened.slip.reference,
        masked_number: opened.masked_number,
        has_vneid: opened.has_vneid,
    })
}

#[derive(Debug)]
pub struct DeskSlipRoute;

impl DeskSlipRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let slip =
            Resource::new_blocking(move || code.get(), |code| async move { Door::of(load_desk_slip(code).await) });
        loaded(slip, |door| match door {
            Door::Open(slip) => Either::Left(view! { <DeskSlipPage slip=slip /> }),
            Door::Closed(failure) => Either::Right(view! { <ClosedDoor failure=failure /> }),
        })
        .into_any()
    }
}

#[component]
fn DeskSlipPage(slip: DeskSlip) -> impl IntoView {
    let DeskSlip { reason, reference, made, first_opened, masked_number, has_vneid } = slip;
    let vneid = match has_vneid {
        Some(true) => resolution::DESK_VNEID_YES,
        Some(false) => resolution::DESK_VNEID_NO,
        None => resolution::DESK_VNEID_UNKNOWN,
    };
    view! {
        <Main heading=resolution::DESK_HEADING back=crate::address::DESK>
            <p class="lead">{t(reason_text(reason))}</p>
            <SummaryList>
                <SummaryRow label=resolution::REASON_CODE value=reason.code() />
                <SummaryRow label=common::REFERENCE value=reference />
                <SummaryRow label=resolution::MADE value=made />
                <SummaryRow label=resolution::DESK_FIRST value=first_opened.unwrap_or_default()
                    missing=resolution::DESK_FIRST_NOW />
                <SummaryRow label=resolution::DESK_NUMBER value=masked_number.unwrap_or_default() masked=true
                    missing=resolution::DESK_NO_NUMBER />
                <SummaryRow label=resolution::DESK_VNEID text=TextProp::from(t(vneid)) />
            </SummaryList>
            <LookAt reason=reason />
            <p class="secondary">{t(resolution::DESK_RECORDED)}</p>
        </Main>
    }
}
