import { Command, Option } from 'commander';
import { corpora } from '../../../data/catalogue';
import { UsageError } from '../../error';
import { models } from '../../models/registry';
import { wordAndDocument } from '../../space/evidence/document';
import { byDimensions, windowsOf, type Explanation, type Part } from '../../space/evidence/explain';
import { pairEvidence, wordInDocument, type Quote, type Source } from '../../space/evidence/quotes';
import { similarity } from '../../space/neighbours';
import { VectorSpace } from '../../space/space';
import { lookup } from '../../space/suggest';
import { documentNamed } from '../documents';
import { chosenSpace, corpusWithText, spaceHelp, textOptions, type CorpusChoice } from '../inputs';
import { positive, withCorpus } from '../options';
import { answer } from '../terminal';

type Given = CorpusChoice & { document?: string; model?: string; window?: number; parts: number; sentences: number };

const HOW: Record<Explanation['by'], string> = {
  documents: 'cosine = sum over documents of the product of both words’ unit weights',
  words: 'cosine = sum over context words of the product of both words’ unit weights',
  topics: 'cosine = sum over topics of the product of both words’ unit weights',
  directions: 'cosine = sum over directions of the product of both words’ unit weights',
  contexts: 'parts = cosine of the two words’ PPMI rows, by shared context, counted in the text; remainder = what of the vectors’ cosine that does not say',
  'document words': 'the document is the weighted mean of its words’ vectors; cosine = sum over its words',
};

export function explainVerb(): Command {
  const command = new Command('explain')
    .description('why two words, or a word and a document, are close: parts that add up to their similarity, and the sentences behind it')
    .argument('<space>', spaceHelp)
    .argument('<word>')
    .argument('[other]', 'the other word; leave it out with --document')
    .option('--document <title>', 'a document of the text, by its title or number (from 1), instead of the other word')
    .addOption(new Option('--model <id>', 'which model made the file: text files of lsa and ppmi-svd do not tell their directions from a neural space').choices(models.map(({ id }) => id)))
    .option('--window <n>', 'words on each side that are contexts (default: the space’s own, or 5)', positive)
    .option('--parts <n>', 'parts to list', positive, 12)
    .option('--sentences <n>', 'sentences to quote', positive, 12);
  return withCorpus(command).action(explain);
}

async function explain(name: string, word: string, other: string | undefined, given: Given): Promise<void> {
  if ((other === undefined) === (given.document === undefined)) throw new UsageError('Give two words, or one word and --document TITLE.');
  const read = chosenSpace(name);
  const space = given.model ? new VectorSpace({ ...read.whole, provenance: { ...read.provenance, model: given.model } }) : read;
  const row = lookup(space, word);
  const source = await sourceOf(space, given);
  if (other === undefined) return answer(ofDocument(space, row, given, source));
  answer(ofWords(space, row, lookup(space, other), given, source));
}

function ofWords(space: VectorSpace, rowA: number, rowB: number, given: Given, source: Source | null) {
  const [a, b] = [space.names[rowA], space.names[rowB]];
  if (a === b) throw new UsageError('A word is as near to itself as can be; give two different ones.');
  const cosine = similarity(space, rowA, rowB);
  const windows = { ...windowsOf(space), ...(given.window ? { window: given.window } : {}) };
  const text = source && pairEvidence(source, { a, b, similarity: cosine, windows, limit: Math.max(given.parts, given.sentences) });
  const documents = source && space.dims === source.corpus.titles.length ? source.corpus.titles : undefined;
  const own = byDimensions(space, rowA, rowB, { limit: given.parts, documents });
  const told = own ?? text?.contexts;
  if (!told) throw new UsageError('The dimensions of this space mean nothing by themselves: give --corpus NAME or --text FILE with the text it was trained on, whose contexts do.');
  const parts = told.parts.slice(0, given.parts);
  const later = told.parts.slice(given.parts);
  return {
    words: [a, b],
    similarity: told.similarity,
    by: told.by,
    how: HOW[told.by],
    parts: parts.map(numbered),
    others: { count: told.others.count + later.length, value: later.reduce((sum, part) => sum + part.value, told.others.value) },
    remainder: told.remainder,
    together: text && { sentences: text.together.sentences, documents: text.together.documents },
    sentences: text?.together.quotes.slice(0, given.sentences).map(written),
    contexts: text?.same.map(({ context, a: one, b: two }) => ({ context, a: one && written(one), b: two && written(two) })),
  };
}

/** Documents are the weighted means of their words' vectors here, but for counted spaces: a vector file has no others. */
function ofDocument(space: VectorSpace, row: number, given: Given, source: Source | null) {
  if (!source) throw new UsageError('Which text holds the document? Give --corpus NAME or --text FILE.');
  const { titles } = source.corpus;
  const document = documentNamed(titles, given.document ?? '');
  const word = space.names[row];
  const told = wordAndDocument(space, row, source.corpus, document, { limit: given.parts });
  const sentences = wordInDocument(source, word, document, { limit: given.sentences }).map(written);
  if (told.by === 'weight') return { word, document: titles[document], ...told, sentences };
  return {
    word,
    document: titles[document],
    similarity: told.similarity,
    by: told.by,
    how: HOW[told.by],
    parts: told.parts.map(({ name, times, a, value }) => ({ word: name, times, similarity: a, value })),
    others: told.others,
    remainder: told.remainder,
    sentences,
  };
}

/** The text given, else the built-in one that the space was trained on; null where there is none. */
async function sourceOf({ provenance }: VectorSpace, given: Given): Promise<Source | null> {
  const named = given.text || given.corpus ? given : { ...given, corpus: provenance.corpus };
  if (!given.text && !corpora.some((c) => c.id === named.corpus) && named !== given) return null;
  const { corpus, encoded } = await corpusWithText(named);
  return { corpus: encoded, text: (document) => corpus.texts[document], reading: textOptions(given) };
}

/** Documents count from 1 on the command line. */
function numbered({ document, ...part }: Part) {
  return document === undefined ? part : { document: document + 1, ...part };
}

function written({ title, text, marks }: Quote) {
  return { document: title, text, marks: marks.map(({ from, to, role }) => [from, to, role]) };
}
