//! What everybody signs in with.

/// Everybody's password, at both providers and on the phone.
pub const PASSWORD: &str = "Sandbox@123";
/// Everybody's OTP and passcode.
pub const CODE: &str = "123456";
