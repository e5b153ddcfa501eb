import type { Topics } from '../models/model';
import type { OptionValues } from '../options';
import { warn } from './terminal';

/** Say which frequent words take no part in the topics: whoever asks for them is surprised. */
export function warnOfCommon({ common = [] }: Topics, { maxDocumentShare }: OptionValues): void {
  if (common.length === 0) return;
  const some = common.slice(0, 8).join(', ');
  warn(`more than ${Math.round(100 * maxDocumentShare)} % of the chunks have ${some}${common.length > 8 ? ` and ${common.length - 8} more` : ''}, so LDA leaves them out; --max-document-share 1 keeps them.`);
}
