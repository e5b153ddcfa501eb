import type { NamedBytes } from '../lib/formats/corpora';
import { notify } from '../lib/store/store';

/** What dropped or chosen files hold. Those that cannot be read are told and left out: a browser hands over a folder as a file without content. */
export async function readFiles(files: Iterable<File>): Promise<NamedBytes[]> {
  const unread: string[] = [];
  const read = await Promise.all([...files].map(async (file): Promise<NamedBytes | null> => {
    try {
      return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    } catch {
      unread.push(file.name);
      return null;
    }
  }));
  if (unread.length > 0) notify('problem', `${unread.join(', ')} could not be read; ${unread.length > 1 ? 'are they folders' : 'is it a folder'}?`);
  return read.filter((file) => file !== null);
}
