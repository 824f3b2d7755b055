//! How the record names a dossier.

/// What the record of a desk says of a dossier: `H44.12-260615-0001 H44.12`, and behind it a status or a role. It names no
/// person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DossierMention<'a> {
    /// The dossier's code.
    pub code: &'a str,
    /// The unit that the official acted for.
    pub unit: &'a str,
}

impl<'a> DossierMention<'a> {
    /// As an event's detail, followed by `more`.
    pub(crate) fn detail(self, more: &str) -> String {
        format!("{} {} {more}", self.code, self.unit).trim_end().to_owned()
    }

    /// Reads an event's detail; `None` for one of another kind, and for what was recorded before dossiers were named.
    pub fn read(detail: &'a str) -> Option<Self> {
        let mut words = detail.split(' ');
        let (code, unit) = (words.next()?, words.next()?);
        code.contains('-').then_some(Self { code, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_read_as_it_was_written() {
        let mention = DossierMention { code: "H44.12-260615-0001", unit: "H44.12" };
        for more in ["", "3", "8d3f"] {
            assert_eq!(DossierMention::read(&mention.detail(more)), Some(mention), "{more}");
        }
        for other in ["", "3", "vneid", "H44.12", "H44.12 1"] {
            assert_eq!(DossierMention::read(other), None, "{other}");
        }
    }
}
