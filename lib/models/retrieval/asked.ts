import { queryIds, textDefaults, type TextOptions } from '../../text/encode';
import { commonWords } from '../../text/stopwords';

/**
 * What a query asks for, as ids of the words that its text knows. Function words are left out where
 * others remain: no document is about “the” and “of”, whose tf-idf decides in long documents.
 * @param words the vocabulary
 * @param lookup back to their ids
 * @param reading how the text was read
 */
export function askedFor(query: string, words: readonly string[], lookup: ReadonlyMap<string, number>, reading: Partial<TextOptions> = {}): Uint32Array {
  const ids = queryIds(query, lookup, reading);
  const common = commonWords(reading.locale ?? textDefaults.locale);
  const content = ids.filter((id) => !common.has(words[id].toLowerCase()));
  return content.length > 0 ? content : ids;
}
