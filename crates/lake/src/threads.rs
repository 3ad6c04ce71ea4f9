//! Work that keeps a core busy: on a thread where it may block, so that pages are answered meanwhile.

use crate::LakeError;

/// Runs `work`, which decodes, sorts or encodes between its awaits, on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl Future<Output = Result<T, LakeError>> + Send + 'static,
) -> Result<T, LakeError> {
    let runtime = tokio::runtime::Handle::current();
    let done = tokio::task::spawn_blocking(move || runtime.block_on(work)).await;
    done.map_err(|error| LakeError::Thread(error.to_string()))?
}
