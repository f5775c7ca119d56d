//! Which requests are answered at all.
//!
//! A page of any site can make its reader's browser ask 127.0.0.1, and by a name that it has made to lead there (DNS
//! rebinding) it could read the answers. The name that a browser asked for stands in `Host`, and no page can forge it:
//! whoever asks by another name than this machine's own is turned away.

use hyper::{HeaderMap, Method, StatusCode, Uri, header};

/// Why a request is turned away; `None` if it is not.
pub fn refuse(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let named = host.is_some_and(is_ours) && hosts.next().is_none();
    let target = uri.authority().is_none_or(|authority| is_ours(authority.as_str()));
    if !named || !target {
        return Some(StatusCode::FORBIDDEN);
    }
    (![Method::GET, Method::HEAD].contains(method)).then_some(StatusCode::METHOD_NOT_ALLOWED)
}

/// Whether a host, with or without a port, is a name that only this machine has.
fn is_ours(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    };
    matches!(name.to_ascii_lowercase().as_str(), "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"] {
            assert!(is_ours(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:8080",
            "::1",
            "0.0.0.0",
            "a@localhost",
        ] {
            assert!(!is_ours(host), "{host}");
        }
    }

    #[test]
    fn a_request_needs_one_host_and_a_harmless_method() {
        let uri = |text: &str| text.parse::<Uri>().unwrap();
        let mut headers = HeaderMap::new();
        assert_eq!(refuse(&Method::GET, &uri("/"), &headers), Some(StatusCode::FORBIDDEN));
        headers.append(header::HOST, header::HeaderValue::from_static("localhost:1"));
        assert_eq!(refuse(&Method::HEAD, &uri("/"), &headers), None);
        assert_eq!(refuse(&Method::GET, &uri("http://evil.example/"), &headers), Some(StatusCode::FORBIDDEN));
        assert_eq!(refuse(&Method::POST, &uri("/"), &headers), Some(StatusCode::METHOD_NOT_ALLOWED));
        headers.append(header::HOST, header::HeaderValue::from_static("evil.example"));
        assert_eq!(refuse(&Method::GET, &uri("/"), &headers), Some(StatusCode::FORBIDDEN));
    }
}
