/**
 * What parts of speech an English word may be, by WordNet (Miller 1995) and, for inflected forms, its rules of
 * detachment (morphy(7WN)): ships → ship, a noun. Of several, those are told in which the word is tagged at least
 * a third as often as in its most frequent one. Irregular forms (went, geese) and names of no entry are not known.
 */
export const partsOfSpeech = ['noun', 'verb', 'adjective', 'adverb'] as const;
export type PartOfSpeech = (typeof partsOfSpeech)[number];

/** Ending to take off, and what to put there; noun, verb, adjective, as in morphy(7WN). */
const DETACHMENTS: [PartOfSpeech, string, string][] = [
  ...pairs('noun', 's>', 'ses>s', 'xes>x', 'zes>z', 'ches>ch', 'shes>sh', 'men>man', 'ies>y'),
  ...pairs('verb', 's>', 'ies>y', 'es>e', 'es>', 'ed>e', 'ed>', 'ing>e', 'ing>'),
  ...pairs('adjective', 'er>', 'est>', 'er>e', 'est>e'),
];
/** stopped → stop: morphy has such forms in lists of exceptions. */
const DOUBLED = /^(.*?([bdglmnprt]))\2(?:ed|ing)$/;

export class PartsOfSpeech {
  /** By word: bits 0–3 the parts that it may be, bits 4–7 those that it mostly is. */
  private readonly codes = new Map<string, number>();

  /** @param text a line a word: two hexadecimal digits and the word, as `partsLine` writes it */
  constructor(text: string) {
    for (const line of text.split('\n')) if (line.length > 2) this.codes.set(line.slice(2), Number.parseInt(line.slice(0, 2), 16));
  }

  /** In the order of `partsOfSpeech`; none where nothing is known of the word. */
  of(word: string): PartOfSpeech[] {
    const known = this.lookUp(word.toLowerCase());
    const told = known >> 4 || known & 15;
    return partsOfSpeech.filter((_, i) => told & (1 << i));
  }

  /** An entry, or else what its endings leave. */
  private lookUp(word: string): number {
    const own = this.codes.get(word);
    if (own !== undefined) return own;
    let found = 0;
    for (const [part, ending, instead] of DETACHMENTS) {
      if (word.endsWith(ending) && word.length > ending.length + 1) found |= this.as(part, word.slice(0, -ending.length) + instead);
    }
    const doubled = DOUBLED.exec(word);
    return doubled ? found | this.as('verb', doubled[1]) : found;
  }

  /** What is known of an entry as this part alone. */
  private as(part: PartOfSpeech, entry: string): number {
    const bit = 1 << partsOfSpeech.indexOf(part);
    return (this.codes.get(entry) ?? 0) & (bit | (bit << 4));
  }
}

/**
 * @param tagged how often a word is tagged as each part, in their order; null where it is no such part
 */
export function partsLine(word: string, tagged: readonly (number | null)[]): string {
  const most = Math.max(...tagged.map((times) => times ?? 0));
  const bits = (test: (times: number) => boolean) => tagged.reduce<number>((sum, times, i) => sum | (times !== null && test(times) ? 1 << i : 0), 0);
  const code = bits(() => true) | ((most > 0 ? bits((times) => 3 * times >= most) : 0) << 4);
  return code.toString(16).padStart(2, '0') + word;
}

function pairs(part: PartOfSpeech, ...rules: string[]): [PartOfSpeech, string, string][] {
  return rules.map((rule) => {
    const [ending, instead] = rule.split('>');
    return [part, ending, instead];
  });
}
