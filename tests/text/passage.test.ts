import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../../lib/text/encode';
import { excerpts } from '../../lib/text/passage';
import { finish } from '../../lib/work';

function read(texts: string[], options = {}) {
  const corpus = { name: 't', title: 'T', texts, titles: texts.map((_, i) => `d${i}`), columns: [] };
  return finish(encode(corpus, { minCount: 1, ...options }));
}

/** Every sentence of every document with all its tokens marked. */
function all(texts: string[], options = {}) {
  const corpus = read(texts, options);
  const told = [];
  for (let s = 0; s + 1 < corpus.sentences.length; s++) {
    const tokens = Array.from({ length: corpus.sentences[s + 1] - corpus.sentences[s] }, (_, i) => corpus.sentences[s] + i);
    const document = corpus.documents.findLastIndex((start) => start <= tokens[0]);
    const [excerpt] = excerpts(texts[document], corpus, document, [{ sentence: s, tokens }], options);
    told.push({ ...excerpt, words: tokens.map((t) => corpus.vocabulary.words[corpus.ids[t]]), marked: excerpt.marks.map((m) => excerpt.text.slice(m.from, m.to)) });
  }
  return told;
}

test('sentences come as they are written, with their words marked', () => {
  const told = all(['“Call me Ishmael.” Some years ago—never mind how long—I went to New York!', 'It’s Mr. Smith’s ship.\nA ship']);
  expect(told.map((t) => t.text)).toEqual(['Call me Ishmael.”', 'Some years ago—never mind how long—I went to New York!', "It's Mr. Smith's ship.", 'A ship']);
  expect(told[1].marked).toEqual(['Some', 'years', 'ago', 'never', 'mind', 'how', 'long', 'I', 'went', 'to', 'New', 'York']);
});

test('words outside the vocabulary and sentences of them are passed over', () => {
  const told = all(['Rare one. A cat, odd, sat. A cat sat.'], { minCount: 2 });
  expect(told.map((t) => [t.text, t.marked])).toEqual([['A cat, odd, sat.', ['A', 'cat', 'sat']], ['A cat sat.', ['A', 'cat', 'sat']]]);
});

test('a phrase is marked by its words', () => {
  const fillers = ['one', 'two', 'six', 'ten', 'red', 'big'];
  const text = fillers.flatMap((x) => fillers.map((y) => `${x} ${y} New York ${y}. A new ${x} in York ${y}.`)).join(' ');
  const told = all([text], { phrases: 1, phraseThreshold: 2 });
  expect(told[0].words).toContain('new_york');
  expect(told[0].marked).toContain('New York');
  expect(told[1].text).toBe('A new one in York one.');
  expect(told[1].marked).not.toContain('New York');
});

test('a long sentence is cut around what is marked', () => {
  const text = `${'blah '.repeat(300)}ship and harbour${' blah'.repeat(300)}`;
  const corpus = read([text]);
  const tokens = [300, 302];
  const [{ text: shown, marks }] = excerpts(text, corpus, 0, [{ sentence: 0, tokens }]);
  expect(shown.length).toBeLessThan(340);
  expect(shown).toMatch(/^… .*blah ship and harbour blah.* …$/);
  expect(marks.map((m) => m.token)).toEqual(tokens);
  expect(marks.map((m) => shown.slice(m.from, m.to))).toEqual(['ship', 'harbour']);
});

test('whatever the text, every token is found where it stands', () => {
  const word = fc.constantFrom('Ant', 'bee', 'U.S.', 'don’t', 'ÉTÉ', 'x', '3.14', '東京', '?', '!', '—', 'İz', '“', '\n');
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 25 }), { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2), fc.boolean(), (documents, minCount, caseFold) => {
      const texts = documents.map((d) => d.join(' '));
      let told;
      try {
        told = all(texts, { minCount, caseFold });
      } catch (error) {
        expect(error).toHaveProperty('name', 'WordspaceError');
        return;
      }
      for (const { words, marked } of told) expect(marked.map((m) => (caseFold ? m.toLowerCase() : m))).toEqual(words);
    }),
  );
});
