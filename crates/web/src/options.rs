//! How the workspace is reached from outside.

/// Set on the command line of `banso serve`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Browsers come over https (a proxy in front ends it): cookies are `Secure` with the `__Host-` prefix, and HSTS
    /// is sent.
    pub https: bool,
    /// A proxy in front puts the caller's address at the end of `X-Forwarded-For`. Without this the header is ignored,
    /// because anybody can send it.
    pub proxied: bool,
}
