import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { partsLine, partsOfSpeech, PartsOfSpeech } from '../../lib/text/parts-of-speech';

const entries: [string, (number | null)[]][] = [
  ['ship', [40, 5, null, null]],
  ['run', [30, 90, null, null]],
  ['box', [9, 1, null, null]],
  ['big', [null, null, 200, 3]],
  ['fast', [0, 0, 12, 9]],
  ['woman', [80, null, null, null]],
  ['stop', [2, 60, null, null]],
  ['make', [1, 500, null, null]],
  ['obelus', [0, null, null, null]],
  ['s', [3, null, null, null]],
];
const parts = new PartsOfSpeech(entries.map(([word, tagged]) => partsLine(word, tagged)).join('\n'));

it.each([
  ['ship', 'noun'],
  ['Ships', 'noun'],
  ['run', 'noun verb'],
  ['boxes', 'noun'],
  ['big', 'adjective'],
  ['biggest', ''],
  ['faster', 'adjective'],
  ['fast', 'adjective adverb'],
  ['women', 'noun'],
  ['stopped', 'verb'],
  ['making', 'verb'],
  ['obelus', 'noun'],
  ['ss', ''],
  ['went', ''],
  ['', ''],
])('%s: %s', (word, told) => expect(parts.of(word).join(' ')).toBe(told));

it('a line tells what a word may be and mostly is', () => {
  const times = fc.option(fc.nat(50));
  fc.assert(
    fc.property(fc.tuple(times, times, times, times).filter((t) => t.some((x) => x !== null)), (tagged) => {
      const most = Math.max(...tagged.map((x) => x ?? 0));
      const told = new PartsOfSpeech(partsLine('word', tagged)).of('word');
      expect(told).toEqual(partsOfSpeech.filter((_, i) => tagged[i] !== null && (most === 0 || tagged[i] >= most / 3)));
    }),
  );
});
