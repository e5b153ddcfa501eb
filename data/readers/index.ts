/** How each corpus of the catalogue is read, by its id. */
import type { Corpus } from '../../lib/text/corpus';
import { brown } from './brown';
import { defaultCorpus } from './default';
import { factbook } from './factbook';
import { kjv } from './kjv';
import { mobyDick } from './moby-dick';
import { sotu } from './sotu';

export const readers: Record<string, () => Corpus> = {
  default: defaultCorpus,
  sotu,
  brown,
  kjv,
  factbook,
  'moby-dick': mobyDick,
};
