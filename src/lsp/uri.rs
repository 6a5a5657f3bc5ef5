//! The files that URIs name (RFC 8089).

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The path of a file on this machine; `None` for what is no file, or on another one.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok().filter(|path| !path.contains('\0'))?;
    // file:///C:/team names C:/team.
    let drive = path.strip_prefix('/').filter(|path| cfg!(windows) && path.get(1..2) == Some(":"));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}
