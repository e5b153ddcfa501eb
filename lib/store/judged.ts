import { WordspaceError } from '../error';
import type { NamedBytes } from '../formats/corpora';
import { looksJudged, parseJudged } from '../space/judged';
import type { NoticeAction } from './state';
import { get, notify, sentence, set } from './store';

/** Files of judged documents that a person drops or chooses; the rankings are judged by search.ts. */

/** So much of a file tells what it is. */
const BEGINNING = 1 << 16;

/** Whether a dropped file holds judged documents; while they are looked at, also one with faults, which are then told. */
export function holdsJudgements({ name, bytes }: NamedBytes): boolean {
  if (!/\.(tsv|csv|txt|qrels)$/i.test(name)) return false;
  const beginning = bytes.subarray(0, BEGINNING);
  // The last line may be cut, in the middle of a letter too.
  const end = bytes.length > BEGINNING ? beginning.lastIndexOf(10) : beginning.length;
  try {
    return looksJudged(new TextDecoder('utf-8', { fatal: true }).decode(beginning.subarray(0, Math.max(0, end))), get().view.ask === 'documents');
  } catch {
    return false;
  }
}

/**
 * Keep a file of judgements and turn to where it judges.
 * @param otherwise what else may be meant by a file that is refused
 */
export function openJudged({ name, bytes }: NamedBytes, otherwise?: NoticeAction): boolean {
  try {
    const judged = parseJudged(utf8(name, bytes), name);
    set(({ search, view }) => ({ search: { ...search, judged: { name, judged }, reports: {} }, view: { ...view, ask: 'documents' } }));
    return true;
  } catch (error) {
    notify('problem', sentence(error), otherwise);
    return false;
  }
}

export function forgetJudged(): void {
  set(({ search }) => ({ search: { ...search, judged: null, reports: {} } }));
}

function utf8(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WordspaceError(`${name} is not UTF-8 text; save it as UTF-8.`);
  }
}
