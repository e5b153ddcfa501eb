import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { huffmanTree } from '../../../../lib/models/skipgram/huffman';
import { turns } from '../../../../lib/models/skipgram/microscope/tree';

const counts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 50 }).map((list) => Uint32Array.from(list));

it('the branches of a path divide all words, then those under the branch that was taken, down to the word', () => {
  fc.assert(
    fc.property(counts, fc.nat(), (of, any) => {
      const word = any % of.length;
      let [words, tokens] = [of.length, of.reduce((sum, n) => sum + n, 0)];
      const path = turns(huffmanTree(of), of, word);
      for (const { code, branches } of path) {
        expect(branches[0].words + branches[1].words).toBe(words);
        expect(branches[0].tokens + branches[1].tokens).toBe(tokens);
        for (const { top, ...branch } of branches) {
          expect(top.length).toBe(Math.min(3, branch.words));
          expect(top.map((w) => of[w])).toEqual(top.map((w) => of[w]).toSorted((a, b) => b - a));
        }
        ({ words, tokens } = branches[code]);
      }
      expect([words, tokens, path.at(-1)!.branches[path.at(-1)!.code].top]).toEqual([1, of[word], [word]]);
    }),
  );
});

it('names each branch by its most frequent words', () => {
  const of = Uint32Array.of(1, 9, 2, 8, 3, 7, 100);
  const [root] = turns(huffmanTree(of), of, 1);
  expect(root.branches[1 - root.code].top).toEqual([6]);
  expect(root.branches[root.code].top).toEqual([1, 3, 5]);
});
