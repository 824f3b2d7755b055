//! Numbers of sandbox people.

/// Whether the number is one of the sandbox's: twelve digits (nine for an old card), the last six beginning with 999.
pub(crate) fn is_sandbox_number(digits: &str) -> bool {
    matches!(digits.len(), 9 | 12)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits[digits.len() - 6..].starts_with("999")
}

/// The number as typed, without the spaces, dots and hyphens of reading groups.
pub(crate) fn compact_number(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_number_is_not_a_sandbox_number() {
        for number in ["025085000001", "025085998999", "123456789", "", "999", "02508599900a"] {
            assert!(!is_sandbox_number(number), "{number}");
        }
    }
}
