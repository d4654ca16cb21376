//! The one way in which TLS is set up here.

use std::sync::Arc;

/// By `ring`, with Mozilla's roots and, if given, further ones.
pub(crate) fn config(
    further: &[rustls::pki_types::CertificateDer<'static>],
) -> Result<rustls::ClientConfig, String> {
    let mut roots = rustls::RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for root in further {
        roots
            .add(root.clone())
            .map_err(|_| "the root certificate can't be used".to_owned())?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| "TLS can't be set up".to_owned())?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
