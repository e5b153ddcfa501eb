import { beginning } from '../jobs/calibrate';
import { start, type Job } from '../jobs/client';
import type { OptionValues } from '../options';
import type { OpenCorpus } from './state';

/** Start measuring how many tokens a second this machine trains with these settings. */
export function measureSpeed(corpus: OpenCorpus, model: string, options: OptionValues, threads: number): Job<number> {
  return start('calibrate', { corpus: beginning(corpus.encoded), model, options, threads });
}
