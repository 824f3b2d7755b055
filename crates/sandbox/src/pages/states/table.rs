//! The states and the steps to them (docs/SANDBOX.md has their headings; a test goes every one).

use crate::register::mode::Mode;

pub(super) struct PageState {
    pub name: &'static str,
    /// In one Vietnamese line.
    pub what: &'static str,
    pub steps: &'static [WalkStep],
}

/// One step to a state: what a person does, or what happens around them.
#[derive(Debug)]
pub(super) enum WalkStep {
    Register(Mode),
    SignIn {
        provider: &'static str,
        hint: &'static str,
        wanted: &'static str,
    },
    /// On the CCCD screen: number, name, birth date, consent, "Cập nhật".
    Number {
        person: &'static str,
        wanted: &'static str,
    },
    /// A form of the portal.
    Post(&'static str, &'static [(&'static str, &'static str)]),
    /// The form with this address on this page of the portal, with what is hidden in it.
    PressOn {
        page: &'static str,
        action: &'static str,
    },
    Open(&'static str),
    /// In another browser, before.
    Elsewhere(&'static [WalkStep]),
    /// The reference on the page that comes next.
    FindReference,
    /// The code of the dossier that was just sent.
    FindDossier,
    /// What was found, in this folder.
    OpenFound(&'static str),
}

const WANTED: &str = "/thu-tuc";
const APPLICATION: &str = "/thu-tuc/1.001193/nop-ho-so";

const fn vneid(hint: &'static str) -> WalkStep {
    WalkStep::SignIn { provider: "vneid", hint, wanted: WANTED }
}

const fn national(hint: &'static str) -> WalkStep {
    WalkStep::SignIn { provider: "dvcqg", hint, wanted: WANTED }
}

const fn number(person: &'static str) -> WalkStep {
    WalkStep::Number { person, wanted: WANTED }
}

/// On the CCCD screen: Dung's own name and birth date, and this number.
macro_rules! dung {
    ($number:literal) => {
        WalkStep::Post(
            "/api/can-cuoc/cap-nhat",
            &[
                ("tiep", WANTED),
                ("number", $number),
                ("full_name", "Phạm Thị Dung"),
                ("day", "20"),
                ("month", "07"),
                ("year", "1995"),
                ("consent", "true"),
            ],
        )
    };
}

/// "Tài khoản kia không phải của tôi", confirmed.
const DISOWN: WalkStep =
    WalkStep::PressOn { page: "/lien-ket/khong-phai-cua-toi", action: "/api/lien-ket/khong-phai-toi" };
const SKIP: WalkStep = WalkStep::Post("/api/can-cuoc/bo-qua", &[("tiep", WANTED)]);
const SLIP: WalkStep = WalkStep::Post("/api/phieu/lap", &[("tiep", WANTED)]);
const SEND: WalkStep = WalkStep::Post("/api/ho-so/gui", &[("procedure", "1.001193")]);

const SAVE: &str = "/api/ho-so/luu-buoc";
/// The first steps of the application, with what it needs to be sent.
const STEP_1: WalkStep = WalkStep::Post(SAVE, &[("procedure", "1.001193"), ("step", "1"), ("is_owner", "true")]);
const STEP_2: WalkStep = WalkStep::Post(
    SAVE,
    &[
        ("procedure", "1.001193"),
        ("step", "2"),
        ("child_name", "Đỗ Minh Châu"),
        ("child_birth_date", "20/05/2026"),
        ("child_sex", "female"),
    ],
);
const STEP_3: WalkStep =
    WalkStep::Post(SAVE, &[("procedure", "1.001193"), ("step", "3"), ("delivery", "counter"), ("phone", "0912345678")]);

/// A dossier that An has sent.
const SENT: WalkStep = WalkStep::Elsewhere(&[vneid("an"), STEP_1, STEP_2, STEP_3, SEND, WalkStep::FindDossier]);

const fn state(name: &'static str, what: &'static str, steps: &'static [WalkStep]) -> PageState {
    PageState { name, what, steps }
}

pub(super) const STATES: &[PageState] = &[
    // Signing in
    state("sign_in", "Chọn tài khoản để đăng nhập", &[WalkStep::Open("/dang-nhap?tiep=%2Fthu-tuc")]),
    state("signed_in", "Đăng nhập thành công", &[vneid("an")]),
    state("cancelled", "Người dùng hủy ở nơi cấp tài khoản", &[vneid("an fault:access_denied")]),
    state("level_too_low", "VNeID mức độ 1", &[vneid("giang")]),
    state("organisation", "Tài khoản tổ chức", &[national("saomai")]),
    state("not_verified", "Câu trả lời của nơi cấp không tin được", &[vneid("an fault:wrong_nonce")]),
    state("provider_away", "Nơi cấp tài khoản gián đoạn", &[vneid("an fault:temporarily_unavailable")]),
    state(
        "proof_asked",
        "Cần xác nhận lại danh tính",
        &[vneid("an"), WalkStep::Open("/xac-nhan-lai?tiep=%2Ftai-khoan%2Fbao-mat")],
    ),
    // Linking
    state(
        "link_question",
        "Số của VNeID đã có ở tài khoản khác: có liên kết không?",
        &[WalkStep::Elsewhere(&[national("binh"), number("binh")]), vneid("binh")],
    ),
    state(
        "contested",
        "Tài khoản kia không phải của tôi, và chỉ người có thẩm quyền quyết định được",
        &[WalkStep::Elsewhere(&[vneid("an")]), vneid("an fault:subject_changed"), DISOWN],
    ),
    // The number
    state("number_asked", "Nhập số căn cước", &[national("binh")]),
    state(
        "number_slip",
        "Nhập sai dạng số",
        &[national("binh"), WalkStep::Post("/api/can-cuoc/cap-nhat", &[("tiep", WANTED), ("number", "025190999")])],
    ),
    state("skipped", "Bỏ qua số căn cước", &[national("binh"), SKIP]),
    state("matched", "Đối chiếu khớp", &[national("binh"), number("binh")]),
    state("not_found", "Không tìm thấy thông tin khớp", &[national("dung"), number("dung")]),
    state("ambiguous", "Hai bản ghi trong CSDL dân cư", &[national("hung"), number("hung")]),
    state("inactive", "Số đã bị hủy", &[national("thom"), number("thom")]),
    state(
        "rejected_input",
        "CSDL dân cư từ chối câu hỏi",
        &[national("binh"), WalkStep::Register(Mode::Rejected), number("binh")],
    ),
    state(
        "conflict",
        "Số đã gắn với tài khoản khác",
        &[WalkStep::Elsewhere(&[vneid("binh")]), national("binh2"), number("binh2")],
    ),
    state(
        "limited",
        "Hết số lần thử",
        &[
            national("dung"),
            number("dung"),
            dung!("025195999101"),
            dung!("025195999102"),
            dung!("025195999103"),
            dung!("025195999104"),
            dung!("025195999105"),
        ],
    ),
    state("check_again", "Số không khớp với năm sinh đã nhập", &[national("dung"), dung!("025196999004")]),
    state(
        "unavailable",
        "CSDL dân cư ngừng hoạt động",
        &[national("binh"), WalkStep::Register(Mode::Down), number("binh")],
    ),
    state(
        "timeout",
        "CSDL dân cư trả lời quá chậm",
        &[national("binh"), WalkStep::Register(Mode::Slow), number("binh")],
    ),
    state(
        "malformed",
        "CSDL dân cư trả lời không đọc được",
        &[national("binh"), WalkStep::Register(Mode::Malformed), number("binh")],
    ),
    // The slip
    state("slip", "Phiếu hướng dẫn", &[national("dung"), number("dung"), SLIP]),
    state(
        "slip_contested",
        "Phiếu hướng dẫn khi chưa đăng nhập",
        &[
            WalkStep::Elsewhere(&[vneid("an")]),
            vneid("an fault:subject_changed"),
            DISOWN,
            WalkStep::Post("/api/lien-ket/phieu", &[]),
        ],
    ),
    // The account
    state("account", "Quản lý tài khoản", &[vneid("an"), WalkStep::Open("/tai-khoan")]),
    state("account_without_number", "Tài khoản chưa có số", &[national("binh"), SKIP, WalkStep::Open("/tai-khoan")]),
    state("profile", "Chỉnh sửa thông tin", &[vneid("an"), WalkStep::Open("/tai-khoan/chinh-sua")]),
    state(
        "profile_without_number",
        "Chỉnh sửa khi chưa có số",
        &[national("binh"), SKIP, WalkStep::Open("/tai-khoan/chinh-sua")],
    ),
    state("identity", "Thông tin định danh", &[vneid("an"), WalkStep::Open("/tai-khoan/dinh-danh")]),
    state("security", "Phiên và hoạt động", &[vneid("an"), WalkStep::Open("/tai-khoan/bao-mat")]),
    state("data", "Các lần tra cứu", &[national("binh"), number("binh"), WalkStep::Open("/tai-khoan/du-lieu")]),
    // Applications
    state("application", "Nộp hồ sơ, bước đầu", &[vneid("an"), WalkStep::Open(APPLICATION)]),
    state("application_check", "Nộp hồ sơ, bước kiểm tra", &[vneid("an"), STEP_1, STEP_2, STEP_3]),
    state("gate", "Gửi hồ sơ khi chưa có số", &[national("binh"), SKIP, STEP_1, STEP_2, STEP_3, SEND]),
    state("sent", "Biên nhận hồ sơ", &[vneid("an"), STEP_1, STEP_2, STEP_3, SEND]),
    state("dossiers", "Hồ sơ của tôi, trống", &[vneid("an"), WalkStep::Open("/ho-so")]),
    state("dossiers_closed", "Hồ sơ trước đây còn đóng", &[national("binh"), SKIP, WalkStep::Open("/ho-so")]),
    state("lookup", "Tra cứu công khai", &[WalkStep::Open("/tra-cuu")]),
    // The desk (Phú Thọ; elsewhere it is refused)
    state("desk", "Bàn làm việc cán bộ", &[SENT, vneid("khoi"), WalkStep::Open("/can-bo")]),
    state("desk_dossier", "Cán bộ xử lý hồ sơ", &[SENT, vneid("khoi"), WalkStep::OpenFound("/can-bo/")]),
    state(
        "desk_slip",
        "Cán bộ mở phiếu hướng dẫn",
        &[
            WalkStep::Elsewhere(&[national("dung"), number("dung"), SLIP, WalkStep::FindReference]),
            vneid("khoi"),
            WalkStep::OpenFound("/can-bo/phieu/"),
        ],
    ),
    state("desk_refused", "Công dân vào bàn làm việc cán bộ", &[vneid("an"), WalkStep::Open("/can-bo")]),
    // What is not there
    state("absent", "Trang không có", &[WalkStep::Open("/khong-co")]),
];
