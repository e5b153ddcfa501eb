import { start } from '../jobs/client';
import { inTurns } from '../jobs/in-turns';
import { Cancelled } from '../jobs/run';
import { sweepOptions, topicNumbers } from '../models/lda/sweep';
import { modelById } from '../models/registry';
import type { OptionValues } from '../options';
import { unlabelled } from '../text/corpus';
import { saveSpace } from './saved';
import { get, sentence, set, track } from './store';
import { cores } from './threads';
import { checked } from './training';

/** Judging topics, and choosing how many. */

/** Ids of spaces being judged: asking again starts nothing. */
const judging = new Set<string>();

/** Find out how good the topics of a space are, and keep it with the space; its text must be open. */
export async function judgeTopics(id: string): Promise<void> {
  const space = get().spaces.find((s) => s.id === id);
  const corpus = get().corpora.find((c) => c.id === space?.corpusId);
  if (!space?.topics || !corpus || space.topicQuality || judging.has(id)) return;
  judging.add(id);
  const { topics, options } = space;
  const topicQuality = await track('topics', `Coherence of the topics of ${space.corpusTitle}`, (update) => {
    const job = start('topicQuality', { corpus: unlabelled(corpus.encoded), topics: { ...topics, assignments: undefined }, options });
    update({ cancel: job.cancel });
    return job.promise;
  });
  judging.delete(id);
  if (!topicQuality) return;
  set((s) => ({ spaces: s.spaces.map((o) => (o.id === id ? { ...o, topicQuality } : o)) }));
  const kept = get().spaces.find((s) => s.id === id);
  if (kept) await saveSpace(kept);
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
