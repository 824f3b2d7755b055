//! A small, bounded reader of XML 1.0 with namespaces.

use super::encoding::decoded;
use quick_xml::{
    NsReader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
    name::{Namespace, ResolveResult},
};

/// Deeper nesting is no reply of the register.
const MAX_DEPTH: usize = 24;
/// Nor are more elements than this.
const MAX_ELEMENTS: usize = 20_000;

/// An element with its children; text is only its own, with references resolved. Of attributes only this is kept: whether there is one
/// without a prefix, which could hold a value.
pub(super) struct Element {
    namespace: Option<String>,
    name: String,
    text: String,
    has_attributes: bool,
    children: Vec<Element>,
}

/// Not well-formed, too deep, too many elements, neither UTF-8 nor UTF-16, or with a document type or an entity of its own.
pub(super) struct NotXml;

impl Element {
    /// The root of a document.
    pub(super) fn parse(document: &[u8]) -> Result<Self, NotXml> {
        let document = decoded(document).ok_or(NotXml)?;
        let mut reader = NsReader::from_str(&document);
        reader.config_mut().expand_empty_elements = true;

        let mut open: Vec<Self> = Vec::new();
        let mut root = None;
        let mut elements = 0;
        loop {
            let (namespace, event) = reader.read_resolved_event().map_err(|_| NotXml)?;
            match event {
                Event::Start(tag) => {
                    elements += 1;
                    if root.is_some() || open.len() == MAX_DEPTH || elements > MAX_ELEMENTS {
                        return Err(NotXml);
                    }
                    open.push(Self::opened(namespace, &tag)?);
                }
                Event::End(_) => {
                    let closed = open.pop().ok_or(NotXml)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(closed),
                        None => root = Some(closed),
                    }
                }
                Event::Text(text) => append(&mut open, &text.xml10_content())?,
                Event::CData(text) => append(&mut open, &text.xml10_content())?,
                Event::GeneralRef(reference) => append(&mut open, &resolve(&reference)?)?,
                Event::Comment(_) | Event::Decl(_) => {}
                // SOAP 1.1, section 3, forbids both; a document type is how entities are smuggled in.
                Event::DocType(_) | Event::PI(_) | Event::Empty(_) => return Err(NotXml),
                Event::Eof => break,
            }
        }
        if open.is_empty() { root.ok_or(NotXml) } else { Err(NotXml) }
    }

    pub(super) fn is(&self, namespace: &str, name: &str) -> bool {
        self.name == name && self.namespace.as_deref() == Some(namespace)
    }

    /// The children of this name in this element's own namespace.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name && child.namespace == self.namespace)
    }

    /// The first of them.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name && child.namespace == self.namespace)
    }

    /// The trimmed text of such a child, if it has any.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// The trimmed text of a child that has no namespace.
    pub(super) fn unqualified_text_of(&self, name: &str) -> Option<&str> {
        self.children
            .iter()
            .find(|child| child.name == name && child.namespace.is_none())
            .map(|child| child.text.trim())
    }

    /// The elements of this name below this one, at any depth but not within each other.
    pub(super) fn descendants(&self, namespace: &str, name: &str) -> Vec<&Self> {
        let of = |child: &'_ Self| child.is(namespace, name);
        let nested = |child| if of(child) { vec![child] } else { child.descendants(namespace, name) };
        self.children.iter().flat_map(nested).collect()
    }

    /// Whether this element has nothing but these children: no other, no text, no attribute.
    pub(super) fn holds_only(&self, children: &[&Self]) -> bool {
        self.children.len() == children.len() && self.text.trim().is_empty() && !self.has_attributes
    }

    /// The text of this element and of all below it, without that of one of them.
    pub(super) fn text_beside(&self, other: &Self) -> String {
        if std::ptr::eq(self, other) {
            return String::new();
        }
        let below = self.children.iter().map(|child| child.text_beside(other));
        std::iter::once(self.text.trim().to_owned()).chain(below).collect()
    }

    fn opened(namespace: ResolveResult<'_>, tag: &BytesStart<'_>) -> Result<Self, NotXml> {
        let namespace = match namespace {
            ResolveResult::Bound(Namespace(name)) => Some(name.to_owned()),
            ResolveResult::Unbound => None,
            ResolveResult::Unknown(_) => return Err(NotXml),
        };
        let name = tag.local_name().into_inner().to_owned();
        let mut has_attributes = false;
        for attribute in tag.attributes() {
            let name = attribute.map_err(|_| NotXml)?.key.into_inner();
            has_attributes |= name != "xmlns" && !name.contains(':');
        }
        Ok(Self { namespace, name, text: String::new(), has_attributes, children: Vec::new() })
    }
}

/// Outside the root only white space may stand.
fn append(open: &mut [Element], text: &str) -> Result<(), NotXml> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(NotXml),
    }
    Ok(())
}

/// The five entities of XML and character references; any other needs a document type.
fn resolve(reference: &BytesRef<'_>) -> Result<String, NotXml> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => resolve_predefined_entity(reference).map(str::to_owned).ok_or(NotXml),
        Err(_) => Err(NotXml),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(document: &str) -> Option<String> {
        Element::parse(document.as_bytes()).ok().map(|root| root.text)
    }

    #[test]
    fn references_and_character_data_are_text() {
        assert_eq!(text("<a>1 &lt; 2 &amp; &#x110;</a>").as_deref(), Some("1 < 2 & Đ"));
        assert_eq!(text("<a><![CDATA[<b>]]></a>").as_deref(), Some("<b>"));
        assert_eq!(text("\u{feff}<?xml version='1.0'?>\n<a/>\n").as_deref(), Some(""));
    }

    #[test]
    fn what_is_no_plain_document_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(25), "</a>".repeat(25));
        let many = format!("<a>{}</a>", "<b/>".repeat(MAX_ELEMENTS));
        for document in [
            "",
            "   ",
            "plain",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>text",
            "<a>&x;</a>",
            "<a>&#0;</a>",
            "<x:a/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE html><html></html>",
            "<?php x ?><a/>",
            &deep,
            &many,
        ] {
            assert!(text(document).is_none(), "{:.60}", document);
        }
        assert!(Element::parse(b"<a>\xff</a>").is_err());
    }
}
