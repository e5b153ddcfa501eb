/** Words too common to tell what a text is about, from the lists of the package `stopword`. */
import {
  ces, dan, deu, ell, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, rus, spa, swe, tur, ukr,
} from 'stopword';
import { WordspaceError } from '../error';
import { tokens } from './tokenizer';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  cs: ces, da: dan, de: deu, el: ell, en: eng, es: spa, fi: fin, fr: fra, hu: hun, it: ita, nb: nob, nl: nld, pl: pol, pt: por,
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
    throw new WordspaceError(`There is no stop word list for “${language}”; choose one of ${Object.keys(LISTS).join(', ')}.`);
  }
  let set = made.get(code);
  if (!set) made.set(code, (set = spelled(LISTS[code], code)));
  return set;
}

/** Entries of several tokens are left out. */
function spelled(list: readonly string[], locale: string): ReadonlySet<string> {
  return new Set(list.map((entry) => tokens(entry, { locale })).filter((words) => words.length === 1).flat());
}
