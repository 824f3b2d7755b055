//! What all sandbox people sign in with.

/// The password of all sandbox people, at every provider and on the phone.
pub const PASSWORD: &str = "Sandbox@123";
/// The OTP and the passcode of all sandbox people.
pub const CODE: &str = "123456";
