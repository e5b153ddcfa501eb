/**
 * Text: CPU seconds to encode about 10 MB of English (State of the Union), a single
 * line of 200 MB and its memory; then tf-idf and LSA of the WordNet glosses.
 */
import { cpus, release, type } from 'node:os';
import { sotu } from '../../data/readers/sotu';
import { wordnet } from '../../data/readers/wordnet';
import { lsa } from '../../lib/models/lsa';
import type { Model } from '../../lib/models/model';
import { checkOptions } from '../../lib/options';
import { tfidf } from '../../lib/models/tfidf';
import type { Corpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import type { Work } from '../../lib/work';

const RUNS = 3;

export async function bench(): Promise<void> {
  console.log(`${cpus()[0].model} × ${cpus().length}, Node ${process.version}, ${type()} ${release()}`);
  const addresses = sotu();
  for (let run = 0; run < RUNS; run++) measured('State of the Union', addresses);

  const text = addresses.texts.join(' ').replace(/\s+/g, ' ');
  const line = Buffer.from(text.repeat(Math.ceil(200e6 / text.length))).toString();
  measured('one line of 200 MB', { ...addresses, texts: [line], titles: ['line'], columns: [] });

  const glosses = measured('WordNet', wordnet());
  for (const model of [tfidf, lsa] satisfies Model[]) {
    const { seconds, slowest, result } = timed(model.train(glosses, checkOptions(model, {})));
    const figures = Object.entries(result.figures).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    console.log(`${model.title} of WordNet: ${seconds.toFixed(2)} CPU s, slowest step ${slowest.toFixed(0)} ms, ${figures.join(', ')}`);
  }
}

function measured(title: string, corpus: Corpus) {
  const characters = corpus.texts.reduce((sum, text) => sum + text.length, 0);
  const { seconds, slowest, result } = timed(encode(corpus));
  const megabytes = (process.memoryUsage().rss / 1e6).toFixed(0);
  console.log(
    `${title}: ${(characters / 1e6).toFixed(1)} M characters, ${result.tokens} tokens, ${result.types} types, ` +
      `${result.vocabulary.words.length} words kept: ${seconds.toFixed(2)} CPU s, ` +
      `slowest step ${slowest.toFixed(0)} ms, ${megabytes} MB resident`,
  );
  return result;
}

/** CPU seconds of the whole work and wall milliseconds of its slowest step. */
function timed<Result>(work: Work<Result>): { seconds: number; slowest: number; result: Result } {
  const before = process.cpuUsage();
  let slowest = 0;
  for (let finished = false; !finished; ) {
    const started = performance.now();
    finished = work.step();
    slowest = Math.max(slowest, performance.now() - started);
  }
  const result = work.result();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, slowest, result };
}
