import { tooCommon } from '../models/lda/too-common';
import type { Topics } from '../models/model';
import type { OptionValues } from '../options';
import { warn } from './terminal';

/** Say which frequent words take no part in the topics. */
export function warnOfCommon(topics: Topics, options: OptionValues): void {
  const why = tooCommon(topics, options, 8);
  if (why) warn(`${why}, so LDA leaves them out; --max-document-share 1 keeps them.`);
}
