//! The connection beneath an IMAP session, with a limit on what one answer may bring: the client would
//! keep half a gigabyte of it in memory.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What an IMAP session runs over.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// How many octets may still come; shared with the session, which sets it for each command.
#[derive(Debug, Clone)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    pub(crate) fn allow(&self, octets: u64) {
        self.0.store(octets, Ordering::Relaxed);
    }
}

/// Enough for a greeting and a sign-in.
const AT_FIRST: u64 = 1024 * 1024;

/// A stream that ends with an error once too much came.
pub(crate) struct Metered {
    inner: Box<dyn Stream>,
    left: Meter,
}

impl Metered {
    pub(crate) fn new(inner: Box<dyn Stream>) -> (Self, Meter) {
        let left = Meter(Arc::new(AtomicU64::new(AT_FIRST)));
        let meter = left.clone();
        (Self { inner, left }, meter)
    }
}

// The client asks for it; nothing that was said may show.
impl fmt::Debug for Metered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Metered")
    }
}

impl AsyncRead for Metered {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, into))?;
        let came = u64::try_from(into.filled().len().saturating_sub(before)).unwrap_or(u64::MAX);
        let left = self.left.0.load(Ordering::Relaxed);
        if came > left {
            return Poll::Ready(Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "an answer is larger than it may be",
            )));
        }
        self.left
            .0
            .store(left.saturating_sub(came), Ordering::Relaxed);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Metered {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
