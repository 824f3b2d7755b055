//! The checks of a relying party's requests: how grave a failure is, what it means, and which text demands the check.

use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    /// The verdict is "not passed".
    Fail,
    /// Worth a look.
    Warn,
}

/// What people read about a check.
#[derive(Debug)]
pub(crate) struct About {
    pub severity: Severity,
    /// What a finding means, in Vietnamese, for the page.
    pub meaning: &'static str,
    /// The same in English, for machines' logs.
    pub explanation: &'static str,
    /// The text that demands it.
    pub source: &'static str,
}

/// Makes the enum, its list and its texts from one table, so that a check is written down once.
macro_rules! checks {
    ($($name:ident: $severity:ident, $meaning:literal, $explanation:literal, $source:literal;)+) => {
        /// In the order of a sign-in. The names in JSON are those of the verdict.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Check {
            $(#[doc = $explanation] $name,)+
        }

        impl Check {
            pub const ALL: [Self; Self::COUNT] = [$(Self::$name,)+];
            pub const COUNT: usize = [$(stringify!($name),)+].len();

            pub fn about(self) -> About {
                match self {
                    $(Self::$name => About {
                        severity: Severity::$severity,
                        meaning: $meaning,
                        explanation: $explanation,
                        source: $source,
                    },)+
                }
            }
        }
    };
}

checks! {
    ClientUnknown: Fail,
        "client_id thiếu hoặc chưa đăng ký.",
        "client_id is missing or not registered.",
        "RFC 6749, 4.1.1";
    RedirectUriUnregistered: Fail,
        "redirect_uri không trùng từng chữ với địa chỉ đã đăng ký.",
        "redirect_uri is not, to the letter, a registered one.",
        "RFC 9700, 2.1";
    ResponseType: Fail,
        "response_type không phải code.",
        "response_type is not code: tokens would travel through the browser.",
        "RFC 9700, 2.1.2";
    ScopeWithoutOpenid: Fail,
        "scope không có openid: sẽ không có ID token.",
        "scope lacks openid: there would be no ID token.",
        "OpenID Connect Core, 3.1.2.1";
    StateMissing: Fail,
        "Thiếu state: không nhận ra được câu trả lời mà trình duyệt không hề hỏi.",
        "state is missing: an answer that the browser never asked for cannot be told apart.",
        "RFC 6749, 10.12";
    StateShort: Fail,
        "state dễ đoán: dưới 128 bit.",
        "state holds fewer than 128 bits.",
        "RFC 6749, 10.10; ASVS 5.0, 11.5.1";
    StateRepeated: Fail,
        "state đã dùng ở một lần đăng nhập khác.",
        "state was used in another flow.",
        "RFC 9700, 4.7.1";
    NonceMissing: Fail,
        "Thiếu nonce: ID token không gắn được với lần đăng nhập này.",
        "nonce is missing: the ID token is not bound to this flow.",
        "OpenID Connect Core, 3.1.2.1 and 15.5.2";
    NonceShort: Fail,
        "nonce dễ đoán: dưới 128 bit.",
        "nonce holds fewer than 128 bits.",
        "OpenID Connect Core, 15.5.2; ASVS 5.0, 11.5.1";
    NonceRepeated: Fail,
        "nonce đã dùng ở một lần đăng nhập khác.",
        "nonce was used in another flow.",
        "OpenID Connect Core, 15.5.2";
    PkceMissing: Fail,
        "Thiếu code_challenge (PKCE).",
        "code_challenge is missing: there is no PKCE.",
        "RFC 9700, 2.1.1";
    PkcePlain: Fail,
        "code_challenge_method không phải S256.",
        "code_challenge_method is not S256: plain shows the verifier to whoever sees the request.",
        "RFC 7636, 4.2; RFC 9700, 2.1.1";
    PkceChallengeMalformed: Fail,
        "code_challenge không phải SHA-256 dạng base64url (43 ký tự).",
        "code_challenge is not a base64url SHA-256 (43 characters).",
        "RFC 7636, 4.2";
    PkceRepeated: Fail,
        "code_challenge đã dùng ở một lần đăng nhập khác.",
        "code_challenge was used in another flow.",
        "RFC 7636, 4.1 and 7.1";
    SecretInAuthorize: Fail,
        "client_secret đi qua trình duyệt trong yêu cầu đăng nhập.",
        "client_secret travels through the browser in the authorization request.",
        "RFC 6749, 2.3.1";
    ParameterRepeated: Fail,
        "Một tham số được gửi hai lần.",
        "A parameter was sent twice.",
        "RFC 6749, 3.1 and 3.2";
    ParameterUnexpected: Warn,
        "Có tham số không thuộc OpenID Connect: có thể lộ dữ liệu cho nhà cung cấp.",
        "The authorization request has a parameter that OpenID Connect does not know.",
        "RFC 6749, 3.1; ASVS 5.0, 14.2.1";
    RequestNotPushed: Fail,
        "Yêu cầu đăng nhập đi qua trình duyệt dù ứng dụng đã đăng ký gửi trước (PAR).",
        "The request travelled through the browser although the client is registered to push it.",
        "RFC 9126, 4 and 6";
    PushedParametersInQuery: Fail,
        "Yêu cầu gửi trước có tham số nằm trong địa chỉ.",
        "The pushed request has parameters in its address.",
        "RFC 9126, 2.1";
    RequestUriUnknown: Fail,
        "request_uri không có hoặc của nhà cung cấp khác.",
        "request_uri is none that this provider gave.",
        "RFC 9126, 2.2";
    RequestUriRepeated: Fail,
        "request_uri được dùng lại sau khi mã của nó đã đổi.",
        "request_uri was used again after its code was redeemed.",
        "RFC 9126, 4 and 7.3";
    ParametersBesideReference: Warn,
        "Cùng với request_uri, trình duyệt còn mang theo tham số khác.",
        "The browser carries other parameters beside client_id and request_uri.",
        "RFC 9126, 4";
    TokenContentType: Fail,
        "Yêu cầu lấy token không có Content-Type application/x-www-form-urlencoded.",
        "The token request is not application/x-www-form-urlencoded.",
        "RFC 6749, 4.1.3";
    TokenParametersInQuery: Fail,
        "Mã, bí mật hoặc code_verifier nằm trong địa chỉ của yêu cầu lấy token.",
        "The token request has code, secret or verifier in its address.",
        "RFC 6749, 2.3.1 and 3.2";
    GrantType: Fail,
        "grant_type không phải authorization_code.",
        "grant_type is not authorization_code.",
        "RFC 6749, 4.1.3";
    ClientAuthMissing: Fail,
        "Yêu cầu lấy token không chứng minh ứng dụng là ai.",
        "The token request has no client authentication.",
        "RFC 6749, 3.2.1";
    ClientAuthWrong: Fail,
        "Xác thực ứng dụng sai: bí mật sai, cách không được công bố, hoặc hai cách cùng lúc.",
        "Client authentication is wrong: bad secret, a method that was not announced, or two at once.",
        "RFC 6749, 2.3; OpenID Connect Core, 9";
    AssertionSignature: Fail,
        "Lời khẳng định (client_assertion) không có chữ ký ES256 của khóa đã đăng ký.",
        "client_assertion is not signed with ES256 by the registered key.",
        "RFC 7523, 3; OpenID Connect Core, 9";
    AssertionSubject: Fail,
        "iss hoặc sub của client_assertion không phải client_id.",
        "iss or sub of client_assertion is not the client_id.",
        "RFC 7523, 3; OpenID Connect Core, 9";
    AssertionAudience: Fail,
        "aud của client_assertion không phải là đúng một issuer này.",
        "aud of client_assertion is not this issuer alone.",
        "RFC 7523bis, 4; FAPI 2.0 Security Profile, 5.3.3.1";
    AssertionLifetime: Fail,
        "client_assertion không có exp, đã hết hạn, dùng được quá 5 phút, hoặc iat ở tương lai.",
        "client_assertion has no exp, is over, lives longer than 5 minutes, or is of the future.",
        "RFC 7523, 3";
    AssertionRepeated: Fail,
        "client_assertion thiếu jti hoặc jti đã dùng.",
        "client_assertion has no jti, or one that was used before.",
        "RFC 7523, 3; OpenID Connect Core, 9";
    CodeAtOtherProvider: Fail,
        "Mã của nhà cung cấp này được đem tới nhà cung cấp khác (mix-up).",
        "A code was taken to another provider than the one that gave it (mix-up).",
        "RFC 9700, 4.4; RFC 9207";
    CodeOfOtherClient: Fail,
        "Mã được cấp cho một ứng dụng khác.",
        "The code was given to another client.",
        "RFC 6749, 4.1.3";
    CodeRedeemedTwice: Fail,
        "Một mã được đổi hơn một lần.",
        "A code was redeemed more than once.",
        "RFC 6749, 4.1.2";
    RedirectUriDiffers: Fail,
        "redirect_uri khi lấy token khác với khi bắt đầu đăng nhập.",
        "redirect_uri of the token request differs from the authorization request's.",
        "RFC 6749, 4.1.3";
    VerifierMissing: Fail,
        "Thiếu code_verifier.",
        "code_verifier is missing.",
        "RFC 7636, 4.5";
    VerifierMalformed: Fail,
        "code_verifier quá ngắn, quá dài hoặc có ký tự lạ.",
        "code_verifier is not 43 to 128 unreserved characters.",
        "RFC 7636, 4.1";
    VerifierMismatch: Fail,
        "code_verifier không khớp với code_challenge.",
        "code_verifier does not match code_challenge.",
        "RFC 7636, 4.6";
    LateRedemption: Warn,
        "Mã được đổi sau hơn 60 giây.",
        "More than 60 seconds lay between the code and its redemption.",
        "RFC 6749, 4.1.2";
    RedeemedAfterBadResponse: Fail,
        "Mã vẫn được đổi dù câu trả lời đăng nhập có iss hoặc state sai, thiếu hay lặp.",
        "A code was redeemed although iss or state of its response was wrong, missing or repeated.",
        "RFC 9207, 2.4; RFC 6749, 10.12";
    TokenRedirectFollowed: Fail,
        "Đi theo chuyển hướng của điểm cấp token: có thể bị dẫn vào mạng nội bộ.",
        "The token endpoint's redirect was followed: a way into the inner network.",
        "ASVS 5.0, 13.2.4; RFC 9700, 4.12";
    RedirectFollowed: Fail,
        "Đi theo chuyển hướng của userinfo hoặc của điểm nhận yêu cầu gửi trước.",
        "A redirect of userinfo or of the PAR endpoint was followed.",
        "ASVS 5.0, 13.2.4; RFC 9700, 4.12";
    HeaderKeyFetched: Fail,
        "Tải khóa từ địa chỉ ghi trong chính token (jku, x5u).",
        "A key was fetched from an address that the token itself names (jku, x5u).",
        "RFC 8725, 3.10; ASVS 5.0, 9.1.3";
    UserinfoAfterBadIdToken: Fail,
        "Gọi userinfo sau một ID token hỏng: ID token đã không được kiểm tra.",
        "Userinfo was called after a bad ID token: the token was not verified.",
        "OpenID Connect Core, 3.1.3.7; conformance suite, RP plans";
    UserinfoAfterBadTokenAnswer: Fail,
        "Gọi userinfo sau câu trả lời thiếu ID token hoặc có token_type lạ.",
        "Userinfo was called after a token answer without ID token or with a strange token_type.",
        "OpenID Connect Core, 3.1.3.3; RFC 6749, 7.1";
    UserinfoTokenInQuery: Fail,
        "Access token nằm trong địa chỉ của userinfo.",
        "The access token is in userinfo's address.",
        "RFC 6750, 2.3; RFC 9700, 4.3.2";
    LogoutRedirectUnregistered: Fail,
        "post_logout_redirect_uri chưa đăng ký.",
        "post_logout_redirect_uri is not registered.",
        "OpenID Connect RP-Initiated Logout, 2 and 3";
}

impl Check {
    /// Its place in `ALL`.
    pub fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::wire_name::wire_name;

    #[test]
    fn the_documentation_lists_every_check_with_its_severity() {
        let document = include_str!("../../../../docs/SANDBOX.md");
        for check in Check::ALL {
            let name = wire_name(&check);
            let severity = if check.about().severity == Severity::Warn { " (warn)" } else { "" };
            assert!(document.contains(&format!("`{name}`{severity}")), "{name}{severity}");
        }
    }
}
