//! A SOAP 1.1 Fault (section 4.4). Its text never repeats what was asked.

use super::namespaces::SOAP;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use quick_xml::escape::escape;

#[derive(Clone, Copy, Debug)]
pub(super) struct SoapFault {
    status: StatusCode,
    code: &'static str,
    text: &'static str,
}

impl SoapFault {
    /// The request is wrong.
    pub fn client(text: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "Client", text }
    }

    /// The query is well formed, but can never be answered.
    pub fn input(text: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "Client.Input", text }
    }

    /// The caller is not authenticated.
    pub fn authentication(text: &'static str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, code: "Client.Authentication", text }
    }

    /// The register cannot answer.
    pub fn server(text: &'static str) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: "Server", text }
    }

    pub fn text(self) -> &'static str {
        self.text
    }

    pub fn respond(self) -> Response {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"{SOAP}\"><soapenv:Body>\
             <soapenv:Fault><faultcode>soapenv:{}</faultcode><faultstring>{}</faultstring></soapenv:Fault>\
             </soapenv:Body></soapenv:Envelope>",
            self.code,
            escape(self.text)
        );
        let xml = HeaderValue::from_static("text/xml; charset=utf-8");
        (self.status, [(header::CONTENT_TYPE, xml)], body).into_response()
    }
}
