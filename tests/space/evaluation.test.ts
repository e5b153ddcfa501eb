import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { checkTest, evaluate, headline, sectionFigures, type Test } from '../../lib/space/evaluation';
import { evaluationKind } from '../../lib/space/evaluation-kind';
import { finish } from '../../lib/work';
import { denseSpace } from './fixture';

const space = denseSpace(['cat', 'dog', 'red', 'blue', 'sun'], 2, [1, 0, 1, 0.1, 0, 1, 0.1, 1, 0.7, 0.7]);

const tests: [Test, number, string, number][] = [
  [{ kind: 'analogies', name: 'q', text: 'cat dog red blue' }, 1, 'accuracy', 1],
  [{ kind: 'similarity', name: 's', text: 'cat dog 9\ncat sun 5\ncat red 1' }, 3, 'rank correlation', 1],
  [{ kind: 'odd', name: 'o', text: 'cat dog | red\nblue red | sun' }, 2, 'accuracy', 1],
  [{ kind: 'categories', name: 'c', text: 'cat animal\ndog animal\nred colour\nblue colour' }, 4, 'purity', 1],
];

test.each(tests)('$kind: one door for all', (asked, size, measure, value) => {
  expect(checkTest(asked)).toBe(size);
  const work = evaluate(space, asked, { seed: 3 });
  expect(work.progress().done).toBe(0);
  const report = finish(work);
  expect(report).toMatchObject({ kind: asked.kind, name: asked.name });
  expect(headline(report)).toMatchObject({ measure, interval: report.report.interval });
  expect(headline(report).value).toBeCloseTo(value, 12);
  const { asked: known, skipped, correct } = headline(report);
  expect(known + skipped).toBe(size);
  const sections = sectionFigures(report);
  if (sections.length > 0) expect(sections.reduce((sum, s) => sum + (s.correct ?? 0), 0)).toBe(correct);
  else expect(asked.kind).toBe('similarity');
});

const kinds = ['analogies', 'similarity', 'odd', 'categories'] as const;
const piece = fc.oneof(fc.constantFrom('cat', 'dog', 'red', 'sun', ' ', '\t', '\n', '|', ',', ';', ':', '#', '//', '1', '-2.5', 'N', '\r', '\uFEFF'), fc.string());

test('any text is a report or a sentence with the file, and sniffing never fails', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom(...kinds), (pieces, kind) => {
      const text = pieces.join('');
      evaluationKind(text);
      const asked = { kind, name: 'any.txt', text };
      try {
        const size = checkTest(asked);
        expect(size).toBeGreaterThan(0);
        const { value, interval } = headline(finish(evaluate(space, asked, { draws: 20, detail: true })));
        for (const figure of [value, ...interval]) expect(Number.isFinite(figure)).toBe(true);
        expect(interval[0]).toBeLessThanOrEqual(interval[1]);
      } catch (error) {
        expect(error).toBeInstanceOf(WordspaceError);
        expect((error as Error).message).toContain('any.txt');
      }
    }),
    { numRuns: 500 },
  );
});
