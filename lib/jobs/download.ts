import { WordspaceError } from '../error';
import { joined } from '../formats/bytes';

/**
 * Fetch a file of our own server as bytes, with progress.
 * @param expected size in bytes when the server does not say it
 * @param signal ends it: the promise rejects with an AbortError
 * @throws WordspaceError when the file is not there or the connection breaks
 */
export async function download(
  url: string,
  onBytes: (done: number, total: number) => void = () => {},
  expected = 0,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new WordspaceError(`${url} could not be fetched: the server does not answer. Is “npm start” still running?`);
  });
  if (!response.ok || !response.body) {
    throw new WordspaceError(`${url} is not on the server (status ${response.status}). Stop it and run “npm start” again to prepare the data.`);
  }
  const total = Number(response.headers.get('content-length')) || expected;
  const chunks: Uint8Array[] = [];
  let done = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { value, done: ended } = await reader.read();
    if (ended) break;
    chunks.push(value);
    done += value.length;
    onBytes(done, Math.max(total, done));
  }
  return joined(chunks);
}
