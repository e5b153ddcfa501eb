import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { UsageError, WordspaceError } from '../../error';
import { modelById } from '../../models/registry';
import { byMeans, judge, retrieve, retrieverOf, type Hit, type Retriever } from '../../models/retrieval';
import { askedFor } from '../../models/retrieval/asked';
import { methods, type Method } from '../../models/retrieval/methods';
import { allowed, checkOptions, kebab } from '../../options';
import { parseJudged } from '../../space/judged';
import type { VectorSpace } from '../../space/space';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced } from '../../work';
import { chosenSpace, encodedCorpus, fileText, textOptions, type CorpusChoice } from '../inputs';
import { orLeftOut } from '../left-out';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { answer, timed, warn, watch } from '../terminal';

type Given = CorpusChoice & { query?: string[]; method: Method['id'] | 'all'; k: number; judged?: string; vectors?: string };

export function searchVerb(): Command {
  const command = new Command('search')
    .description('the documents of a text that a query is about, by counting, topics and word vectors side by side, and why')
    .option('--query <text...>', 'what the documents should be about, by its words that are no function words; several are answered one after the other')
    .addOption(new Option('--method <name>', 'tf-idf, BM25, LSA, LDA, means of word vectors, or all of them').choices([...methods.map((m) => m.id), 'all']).default('all'))
    .option('--k <n>', 'documents told, and looked at by nDCG', positive, 10)
    .option('--judged <file>', 'lines of “query TAB document TAB grade”, the same as CSV, or TREC’s “query 0 document grade” with the query in words; title or number of the document, grade from 0 (of no use) to 10: tells nDCG, with gains 2^grade − 1, and the mean reciprocal rank')
    .option('--vectors <space>', 'a vector file, or glove, or default; PPMI-SVD is trained on the text where none is given')
    .addHelpText('after', '\nExample: wordspace search --corpus sotu --query "war with spain" --method all');
  return withModelOptions(withCorpus(command), ['tfidf', 'bm25', 'lsa', 'lda', 'ppmi-svd']).action(searchAndTell);
}

async function searchAndTell(given: Given): Promise<void> {
  const judged = given.judged === undefined ? null : parseJudged(fileText(given.judged), basename(given.judged));
  const queries = given.query ?? [];
  if (queries.length === 0 && !judged) throw new UsageError('What is looked for? Give --query TEXT, or --judged FILE with judged queries.');
  if (queries.some((query) => query.trim() === '')) throw new UsageError('A query is empty; say what the documents should be about: --query "war with spain".');
  const chosen = methods.filter((m) => given.method === 'all' || m.id === given.method);
  demandOwn(chosen, given);
  const own = given.vectors === undefined ? undefined : chosenSpace(given.vectors);
  const corpus = await encodedCorpus(given);
  const { words } = corpus.vocabulary;
  const lookup = new Map(words.map((word, id) => [word, id]));
  const idsOf = (text: string) => askedFor(text, words, lookup, textOptions(given));
  for (const query of queries) if (idsOf(query).length === 0) warn(`None of the words of “${query}” is in the text.`);
  const told = [];
  for (const method of chosen) {
    const train = () => timed(() => prepared(method, corpus, given, own));
    const ready = chosen.length > 1 ? await orLeftOut(method.id, train) : await train();
    if (!ready) continue;
    const { result: retriever, cpuSeconds } = ready;
    const answers = queries.map((query) => ({ query, documents: (retrieve(retriever, idsOf(query), given.k) ?? []).map((hit, place) => hitToTell(hit, place, corpus)) }));
    const report = judged && (await watch(new Sliced(judge(retriever, judged, corpus.titles, idsOf, given.k), { stage: 'judging', done: 0, total: judged.length })));
    told.push({ method: method.id, cpuSeconds, ...(queries.length > 0 && { answers }), ...(report && { judged: report }) });
  }
  if (told.length === 0) throw new WordspaceError('No way of searching suits this text; the notes above say why.');
  answer({ documents: corpus.titles.length, tokens: corpus.tokens, methods: told });
}

/** @throws WordspaceError for an option that no chosen method has, which would change nothing */
function demandOwn(chosen: readonly Method[], given: Given): void {
  if (given.vectors !== undefined && !chosen.some((m) => m.id === 'vectors')) throw new UsageError(`--vectors is for --method vectors; leave it out of ${given.method}.`);
  const known = new Set(chosen.flatMap((m) => modelById(m.model).options.map((o) => o.name)));
  const stray = Object.keys(modelOptions(given)).find((name) => !known.has(name));
  if (stray) throw new UsageError(`--${kebab(stray)} means nothing to ${given.method}; leave it out.`);
}

/**
 * What answers for a method, trained where it must be; its options are those given that the model knows.
 * @param vectors those of `--vectors`
 */
async function prepared({ id, model }: Method, corpus: EncodedCorpus, given: Given, vectors?: VectorSpace): Promise<Retriever> {
  if (id === 'vectors' && vectors) return byMeans(corpus, vectors);
  const trainer = modelById(model);
  // Of several methods, an option goes to those that have it and take the value: iterations of LDA are too many for LSA.
  const fits = ([name, value = NaN]: [string, number | undefined]) => trainer.options.some((o) => o.name === name && (given.method !== 'all' || allowed(o, value)));
  const options = Object.fromEntries(Object.entries(modelOptions(given)).filter(fits));
  const { words, documents, query } = await watch(trainer.train(corpus, checkOptions(trainer, options)));
  return retrieverOf(corpus, { words, documents, query });
}

function hitToTell({ document, score, evidence }: Hit, place: number, corpus: EncodedCorpus) {
  return { rank: place + 1, document: document + 1, title: corpus.titles[document], score, evidence };
}
