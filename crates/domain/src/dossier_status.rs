//! Where a dossier stands, and which status may follow which.

/// The ten statuses of the national system (trạng thái hồ sơ), by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DossierStatus(u8);

impl DossierStatus {
    /// 1, "Mới đăng ký".
    pub const REGISTERED: Self = Self(1);
    /// 2, "Được tiếp nhận".
    pub const ACCEPTED: Self = Self(2);
    /// 3, "Không được tiếp nhận".
    pub const REFUSED: Self = Self(3);
    /// 4, "Đang xử lý".
    pub const IN_PROGRESS: Self = Self(4);
    /// 5, "Yêu cầu bổ sung giấy tờ".
    pub const PAPERS_REQUESTED: Self = Self(5);
    /// 6, "Yêu cầu thực hiện nghĩa vụ tài chính".
    pub const PAYMENT_REQUESTED: Self = Self(6);
    /// 7, "Công dân yêu cầu rút hồ sơ".
    pub const WITHDRAWN: Self = Self(7);
    /// 8, "Dừng xử lý".
    pub const STOPPED: Self = Self(8);
    /// 9, "Đã xử lý xong".
    pub const DONE: Self = Self(9);
    /// 10, "Đã trả kết quả".
    pub const DELIVERED: Self = Self(10);

    /// The statuses after which nothing more is done: refused, withdrawn, stopped, delivered.
    pub const OVER: [Self; 4] = [Self::REFUSED, Self::WITHDRAWN, Self::STOPPED, Self::DELIVERED];

    /// `None` for a number that is no status.
    pub fn new(number: u8) -> Option<Self> {
        (1..=10).contains(&number).then_some(Self(number))
    }

    /// 1 to 10.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether nothing more is done with the dossier.
    pub fn is_over(self) -> bool {
        Self::OVER.contains(&self)
    }

    /// The statuses that an official may give next, in the order of the work; none after a final status.
    ///
    /// The national system publishes the statuses and no table of their order. This one follows the one-door procedure
    /// (Nghị định 61/2018/NĐ-CP, articles 17 to 20): a dossier is accepted, refused or sent back for papers first; it is
    /// worked on only after it was accepted; a result is handed over only after it is done. The citizen may withdraw it
    /// until it is done.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::REGISTERED => &[Self::ACCEPTED, Self::PAPERS_REQUESTED, Self::REFUSED, Self::WITHDRAWN],
            Self::ACCEPTED => &[
                Self::IN_PROGRESS,
                Self::PAPERS_REQUESTED,
                Self::PAYMENT_REQUESTED,
                Self::DONE,
                Self::WITHDRAWN,
                Self::STOPPED,
            ],
            Self::IN_PROGRESS => {
                &[Self::PAPERS_REQUESTED, Self::PAYMENT_REQUESTED, Self::DONE, Self::WITHDRAWN, Self::STOPPED]
            }
            Self::PAPERS_REQUESTED => {
                &[Self::ACCEPTED, Self::IN_PROGRESS, Self::REFUSED, Self::WITHDRAWN, Self::STOPPED]
            }
            Self::PAYMENT_REQUESTED => &[Self::IN_PROGRESS, Self::DONE, Self::WITHDRAWN, Self::STOPPED],
            Self::DONE => &[Self::DELIVERED],
            _ => &[],
        }
    }

    /// Whether an official may give this status after `before`.
    pub fn may_follow(self, before: Self) -> bool {
        before.next().contains(&self)
    }

    /// Whether the citizen must be told why: a refusal, a request for papers, a stop (Nghị định 61/2018/NĐ-CP, articles 17
    /// and 19, demand the reasons in writing).
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::REFUSED | Self::PAPERS_REQUESTED | Self::STOPPED)
    }
}
