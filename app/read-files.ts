import type { NamedBytes } from '../lib/formats/corpora';
import { vectorsWithin } from '../lib/store/archives';
import { notify } from '../lib/store/store';

/** What dropped or chosen files hold; of archives of vectors what is in them (see archives.ts). Those that cannot be read are told and left out: a browser hands over a folder as a file without content. */
export async function readFiles(files: Iterable<File>): Promise<NamedBytes[]> {
  const unread: string[] = [];
  const read = await Promise.all([...files].map(async (file): Promise<NamedBytes[]> => {
    try {
      return (await vectorsWithin(file, file.name)) ?? [{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }];
    } catch {
      unread.push(file.name);
      return [];
    }
  }));
  if (unread.length > 0) notify('problem', `${unread.join(', ')} could not be read; ${unread.length > 1 ? 'are they folders' : 'is it a folder'}?`);
  return read.flat();
}
