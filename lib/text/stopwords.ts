/**
 * Words too common to tell what a text is about, from the lists of the package
 * `stopword`; its English list, made for web search, lacks half of the function words.
 */
import {
  ces, dan, deu, ell, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, rus, spa, swe, tur, ukr,
} from 'stopword';
import { UsageError } from '../error';
import { tokens } from './tokenizer';

/** English pronouns, auxiliaries, negations, prepositions and conjunctions that the package leaves out. */
const MORE_ENGLISH = `
  above across again against ain't almost already although among aren't below beyond can't cannot couldn't didn't doesn't
  doing don't done down during either else even ever every few further hadn't hasn't haven't having hence hers herself however
  i'd i'll i'm i've isn't it'll it's its itself just let let's may mine mustn't myself neither no none nor not off often
  once onto ours ourselves own per perhaps rather shall shan't she she'd she'll she's shouldn't so something that's
  theirs themselves there's therefore they'd they'll they're they've though thus together toward towards unless until
  upon us wasn't we'd we'll we're we've weren't what's when whenever where's whereas wherever whether whom whose why will
  within without won't wouldn't yet you'd you'll you're you've yours yourself yourselves one`.trim().split(/\s+/);

const LISTS: Readonly<Record<string, readonly string[]>> = {
  cs: ces, da: dan, de: deu, el: ell, en: [...eng, ...MORE_ENGLISH], es: spa, fi: fin, fr: fra, hu: hun, it: ita, nb: nob, nl: nld, pl: pol, pt: por,
  ro: ron, ru: rus, sv: swe, tr: tur, uk: ukr,
};

const made = new Map<string, ReadonlySet<string>>();

/**
 * The stop words of a language, as the tokenizer's defaults spell them.
 * @param language ISO 639-1 code; a region is ignored (pt-BR is pt)
 * @throws WordspaceError naming the languages there are
 */
export function stopWords(language = 'en'): ReadonlySet<string> {
  const code = language.toLowerCase().split('-')[0];
  if (!Object.hasOwn(LISTS, code)) {
    throw new UsageError(`There is no stop word list for “${language}”; choose one of ${Object.keys(LISTS).join(', ')}.`);
  }
  let set = made.get(code);
  if (!set) made.set(code, (set = spelled(LISTS[code], code)));
  return set;
}

/** The same; none where there is no list of them. */
export function commonWords(language: string): ReadonlySet<string> {
  try {
    return stopWords(language);
  } catch {
    return new Set();
  }
}

/** Entries of several tokens are left out. */
function spelled(list: readonly string[], locale: string): ReadonlySet<string> {
  return new Set(list.map((entry) => tokens(entry, { locale })).filter((words) => words.length === 1).flat());
}
