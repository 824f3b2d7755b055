//! The server functions that the binary has: tests that must hold for all of them take the list from here.

/// Their paths.
pub fn all() -> Vec<&'static str> {
    let mut paths: Vec<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    paths.sort_unstable();
    assert!(paths.len() > 10, "{paths:?}");
    paths
}

/// Arguments that every function can read: what it does not know it ignores.
pub const ARGUMENTS: &[(&str, &str)] = &[
    ("tiep", "/"),
    ("path", "/"),
    ("outcome", "false"),
    ("code", "1.001193"),
    ("procedure", "1.001193"),
    ("query", "khai sinh"),
    ("language", "vi"),
    ("provider", "vneid"),
    ("step", "1"),
    ("status", "2"),
    ("page", "1"),
];

/// Those that answer to everybody. A new function stands here, with a reason, or it demands a sign-in.
pub const PUBLIC: &[(&str, &str)] = &[
    ("/api/dang-nhap", "begins the sign-in"),
    ("/api/dang-nhap/can-bo", "begins an official's sign-in"),
    ("/api/dang-xuat", "ends a session, if there is one"),
    ("/api/lien-ket", "the question belongs to the browser that came back from the provider"),
    ("/api/lien-ket/dong-y", "likewise"),
    ("/api/lien-ket/dung-lai", "likewise; and leaves a browser that is not theirs"),
    ("/api/lien-ket/khong-phai-toi", "likewise"),
    ("/api/lien-ket/phieu", "likewise: who said \"Tài khoản kia không phải của tôi\" is not signed in"),
    ("/api/ngon-ngu", "the language of the pages"),
    ("/api/nguoi-xem", "says that nobody is signed in"),
    ("/api/nha-cung-cap", "the choice of accounts"),
    ("/api/phien/con-lai", "how long the session still lasts, or that there is none"),
    ("/api/san-sang", "what a procedure needs"),
    ("/api/thong-bao", "the message for this browser"),
    ("/api/tim-thu-tuc", "search"),
    ("/api/tra-cuu", "look-up by code and number"),
    ("/api/tra-cuu/ket-qua", "its result, for the browser that asked"),
];

/// Those that only read for the person who is signed in. Every other one acts, and asks whose page it was (K-01).
pub const READS: &[&str] = &[
    "/api/bao-mat",
    "/api/can-bo/chi-tiet",
    "/api/can-bo/danh-sach",
    "/api/can-bo/phieu",
    "/api/can-cuoc",
    "/api/dinh-danh",
    "/api/du-lieu",
    "/api/du-lieu/phieu-dong-bo",
    "/api/go-lien-ket",
    "/api/gop-tai-khoan",
    "/api/ho-so-ca-nhan",
    "/api/ho-so/ban-nhap",
    "/api/ho-so/chi-tiet",
    "/api/ho-so/da-gui",
    "/api/ho-so/danh-sach",
    "/api/phieu",
    "/api/tai-khoan",
    "/api/xac-nhan-lai",
];

/// Those that act for the person who is signed in.
pub fn acting() -> Vec<&'static str> {
    all().into_iter().filter(|path| !is_public(path) && !READS.contains(path)).collect()
}

pub fn is_public(path: &str) -> bool {
    PUBLIC.iter().any(|(public, _)| *public == path)
}
