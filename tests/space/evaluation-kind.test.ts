import { expect, test } from 'vitest';
import { evaluationKind } from '../../lib/space/evaluation-kind';

const lines = (line: (i: number) => string) => Array.from({ length: 20 }, (_, i) => line(i)).join('\n');

test.each([
  ['questions', `// by us\n: capitals\n${lines((i) => `paris france rome italy${i}`)}`, { kind: 'analogies', sure: true }],
  ['two questions under a section', ': s\na b c d\na b d c', { kind: 'analogies', sure: true }],
  ['questions with a malformed line', `: capitals\n${lines((i) => (i === 7 ? 'paris france' : 'paris france rome italy'))}`, { kind: 'analogies', sure: true }],
  ['questions without sections', lines(() => 'paris france rome italy'), { kind: 'analogies', sure: false }],
  ['WordSim', `# comment\n# Word 1\tWord 2\n${lines((i) => `tiger\tcat\t${i / 3}`)}`, { kind: 'similarity', sure: true }],
  ['SimLex', `word1\tword2\tPOS\tSimLex999\n${lines((i) => `old\tnew\tA\t${i / 4}\t2.7`)}`, { kind: 'similarity', sure: true }],
  ['judgements with commas', `a,b,score\n${lines((i) => `tiger,cat,${i}`)}`, { kind: 'similarity', sure: true }],
  ['judgements with spaces', lines((i) => `tiger cat ${i}.5`), { kind: 'similarity', sure: true }],
  ['a table of words, or judgements', `word\tpos\tcount\n${lines((i) => `${'abcdefghijklmnopqrstuvwxyz'[i]}ord\t${i % 2 ? 'noun' : 'verb'}\t${i}`)}`, { kind: 'similarity', sure: false }],
  ['odd ones', ': fruit\napple pear | hammer\n', { kind: 'odd', sure: true }],
  ['categories', lines((i) => `word${i}\tcategory ${i % 3}`), { kind: 'categories', sure: true }],
  ['categories with commas', lines((i) => `word${i},category${i % 3}`), { kind: 'categories', sure: false }],
])('%s are recognised', (_, text, sniffed) => {
  expect(evaluationKind(text)).toEqual(sniffed);
});

test('a line or two are recognised where a person says that it is a test', () => {
  for (const [text, kind] of [['a b c d', 'analogies'], ['tiger cat 7.35\nking queen 9', 'similarity'], ['oak\ttree', 'categories']] as const) {
    expect(evaluationKind(text)).toBeNull();
    expect(evaluationKind(text, true)?.kind).toBe(kind);
  }
  expect(evaluationKind('Call me Ishmael. Some years ago, never mind how long.', true)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['comments', '# one\n# two\n'],
  ['prose', lines((i) => `The ${i}th line of a text, which goes on for some more words.`)],
  ['a table of texts', `label\ttext\n${lines((i) => `k${i % 2}\tsome words about the ${i}th thing`)}`],
  ['a table of texts and labels', `text,label\n${lines((i) => `"some words, about ${i}",k${i % 2}`)}`],
  ['a Markdown table', `| a | b |\n|---|---|\n${lines((i) => `| word | ${i} |`)}`],
  ['word vectors', lines((i) => `word${i} 0.1 0.2 0.3`)],
  ['a list of words', lines((i) => `word${i}`)],
  ['words and counts', lines((i) => `word${i}\t${1000 - i}`)],
  ['one line of four words', 'call me ishmael now'],
])('%s is no evaluation', (_, text) => {
  expect(evaluationKind(text)).toBeNull();
});
