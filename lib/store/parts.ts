import { gunzip } from '../formats/gzip';
import { download } from '../jobs/download';
import { PartsOfSpeech } from '../text/parts-of-speech';
import { get, notify, sentence, set } from './store';

/** Fetch what is known of parts of speech, when it is first asked for; whether it is there now. */
export async function loadParts(): Promise<boolean> {
  const file = get().catalogue?.partsOfSpeech;
  if (get().parts || !file) return get().parts !== null;
  try {
    const text = new TextDecoder().decode(gunzip(await download(file.url, undefined, file.bytes), file.url));
    set({ parts: new PartsOfSpeech(text) });
  } catch (error) {
    notify('problem', sentence(error));
  }
  return get().parts !== null;
}
