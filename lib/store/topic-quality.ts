import { start } from '../jobs/client';
import { inTurns } from '../jobs/in-turns';
import { Cancelled } from '../jobs/run';
import type { Quality } from '../models/lda/quality';
import { sweepOptions, topicNumbers } from '../models/lda/sweep';
import { modelById } from '../models/registry';
import type { OptionValues } from '../options';
import { unlabelled } from '../text/corpus';
import { saveSpace } from './saved';
import type { OpenSpace } from './state';
import { get, sentence, set, track } from './store';
import { cores } from './threads';
import { shownTopics } from './topics';
import { checked } from './training';

/** Judging topics, and choosing how many. */

/** Ids of spaces being judged: asking again starts nothing. */
const judging = new Set<string>();

/**
 * Find out how good the topics of a space are as a person has merged them, and keep it with the
 * space; its text must be open. Judged again where they were merged or taken apart since.
 */
export async function judgeTopics(id: string): Promise<void> {
  const space = get().spaces.find((s) => s.id === id);
  const corpus = get().corpora.find((c) => c.id === space?.corpusId);
  const shown = space && shownTopics(space);
  if (!shown || !corpus || qualityShown(space) || judging.has(id)) return;
  judging.add(id);
  const { options } = space;
  const quality = await track('topics', `Coherence of the topics of ${space.corpusTitle}`, (update) => {
    const job = start('topicQuality', { corpus: unlabelled(corpus.encoded), topics: { ...shown.topics, assignments: undefined }, options });
    update({ cancel: job.cancel });
    return job.promise;
  });
  judging.delete(id);
  if (!quality) return;
  set((s) => ({ spaces: s.spaces.map((o) => (o.id === id ? { ...o, topicQuality: { ...quality, rows: shown.rows } } : o)) }));
  const kept = get().spaces.find((s) => s.id === id);
  if (kept) await saveSpace(kept);
  // They may have been merged while these were judged.
  await judgeTopics(id);
}

/** How good the topics are as they are shown; undefined while that is not known. */
export function qualityShown(space: OpenSpace): Quality | undefined {
  const { topicQuality } = space;
  const rows = shownTopics(space)?.rows;
  // Earlier versions judged topics as they were trained.
  return topicQuality && rows?.every((row, id) => row === (topicQuality.rows?.[id] ?? id)) ? topicQuality : undefined;
}

/**
 * Train the open text with several numbers of topics and several seeds, a worker each and as many
 * at a time as there are processors; what is done is kept when the rest is cancelled.
 * @param numbers as a person writes them: “5, 10, 20”
 */
export async function sweepTopics(numbers: string, seeds: number, given: OptionValues = {}): Promise<void> {
  let wanted: number[] = [];
  const startable = checked(modelById('lda'), given, () => (wanted = topicNumbers(numbers)));
  if (!startable) return;
  const { corpus, options } = startable;
  const text = unlabelled(startable.text);
  const trainings = sweepOptions(wanted, seeds, options);
  set({ topicSweep: { corpusId: corpus.id, corpusTitle: corpus.title, seeds, runs: [], total: trainings.length } });
  await track('topics', `${trainings.length} trainings for topics of ${corpus.title}`, async (update) => {
    const running = new Set<() => void>();
    const shares = trainings.map(() => 0);
    let stopped = false;
    const cancel = () => {
      stopped = true;
      for (const end of running) end();
    };
    update({ cancel });
    const tell = () => update({ progress: { stage: 'comparing numbers of topics', done: shares.reduce((sum, share) => sum + share, 0), total: shares.length } });
    const task = (values: OptionValues, i: number) => async () => {
      if (stopped) throw new Cancelled();
      const job = start('sweepTopics', { corpus: text, options: values }, ({ done, total }) => {
        shares[i] = (0.99 * done) / total;
        tell();
      });
      running.add(job.cancel);
      const run = await job.promise.finally(() => running.delete(job.cancel));
      shares[i] = 1;
      tell();
      set((s) => ({ topicSweep: s.topicSweep && { ...s.topicSweep, runs: [...s.topicSweep.runs, run] } }));
    };
    await inTurns(trainings.map(task), cores()).catch((error: unknown) => {
      cancel();
      throw error;
    });
  });
  const { topicSweep } = get();
  if (topicSweep?.runs.length === 0) set({ topicSweep: null });
}

/** Say what is wrong with numbers of topics, or null. */
export function wrongNumbers(numbers: string): string | null {
  try {
    topicNumbers(numbers);
    return null;
  } catch (error) {
    return sentence(error);
  }
}
