import { WordspaceError } from '../error';
import { tooCommon } from '../models/lda/too-common';
import type { Topics } from '../models/model';
import type { OptionValues } from '../options';
import { warn } from './terminal';

/** Say which frequent words take no part in the topics. */
export function warnOfCommon(topics: Topics, options: OptionValues): void {
  const why = tooCommon(topics, options, 8);
  if (why) warn(`${why}, so LDA leaves them out; --max-document-share 1 keeps them.`);
}

/** Say where a text has too few documents to tell words apart by the documents they are in. */
export function warnOfFewDocuments(documents: number, dims: number, { dims: asked = 0 }: OptionValues): void {
  if (documents === 1) warn('The text is one document, and all its words are in it alike: give several files, or a table with a document a row.');
  else if (dims < asked) warn(`${documents} documents have ${dims} directions at most, fewer than the ${asked} dimensions asked for.`);
}

/** One of several answers: where the text does not suit it, a note says so, and the others are told. */
export async function orLeftOut<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WordspaceError)) throw error;
    warn(`${name} is left out: ${error.message}`);
    return undefined;
  }
}
