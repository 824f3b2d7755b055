//! Writing XML, element by element.

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};
use std::io;

/// A document that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Default for Xml {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Xml {
    pub fn into_text(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    /// An element with this text.
    pub fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.0.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
    }

    /// An element with what `content` writes.
    pub fn within(&mut self, name: &str, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.element(BytesStart::new(name), content)
    }

    /// The same, with a declaration of a namespace.
    pub fn within_ns(
        &mut self,
        name: &str,
        namespace: (&str, &str),
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.element(BytesStart::new(name).with_attributes([namespace]), content)
    }

    fn element(&mut self, start: BytesStart<'_>, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let name = start.name().as_ref().to_owned();
        self.0.write_event(Event::Start(start))?;
        content(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }
}
