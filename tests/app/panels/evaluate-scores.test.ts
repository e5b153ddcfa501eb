import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { TestScores } from '../../../app/panels/evaluate-scores';
import { dense } from '../../../lib/kernels/matrix';
import type { TestReport } from '../../../lib/space/evaluation';
import { openSpace } from '../../../lib/store/spaces';

const words = { names: ['king'], matrix: dense(1, 1, Float32Array.of(1)), columns: [], provenance: { model: 'lsa', corpus: 'Moby-Dick', options: {} } };
const space = openSpace({ words }, {
  id: 'lsa-1', title: 'LSA 2', model: 'lsa', corpusId: 'moby', corpusTitle: 'Moby-Dick', options: {},
  figures: {}, seconds: 0, threads: 1, curve: [], created: 0, builtIn: false,
});
const section = { name: 'family', accuracy: 1, interval: [1, 1] as [number, number], correct: 2, asked: 2, skipped: 0 };
const report = { kind: 'analogies', name: 'ours', report: { ...section, sections: [section], unknown: [], questions: [] } } as unknown as TestReport;

it('names the space that was asked, also where it is the only one', () => {
  const html = renderToStaticMarkup(createElement(TestScores, { scores: [{ space, seeds: [report] }], vocabulary: 5000 }));
  expect(html.match(/LSA 2, Moby-Dick/g)).toHaveLength(1);
});

it('tells the mean over the seeds: score, right answers and interval, and their spread only where something was asked', () => {
  const seed = (correct: number, interval: [number, number]) => {
    const family = { ...section, accuracy: correct / 4, correct, asked: 4, interval };
    const unknown = { ...section, name: 'trees', accuracy: 0, correct: 0, asked: 0, skipped: 3, interval: [0, 1] };
    return { kind: 'analogies', name: 'ours', report: { ...family, skipped: 3, sections: [family, unknown], unknown: ['oak'], questions: [] } } as unknown as TestReport;
  };
  const seeds = [seed(0, [0, 0.5]), seed(1, [0.1, 0.6]), seed(2, [0.2, 0.7])];
  const html = renderToStaticMarkup(createElement(TestScores, { scores: [{ space, seeds }], vocabulary: 5000 }));
  expect(html).toContain('25 %');
  expect(html).toContain('1 of 4');
  expect(html).toContain('95 % interval 10 % to 60 %, the mean of the seeds’ intervals');
  expect(html.match(/± 25 % over 3 seeds/g)).toHaveLength(2);
  expect(html.match(/over 3 seeds/g)).toHaveLength(2);
  expect(html).toContain('cannot be asked');
  const uneven = renderToStaticMarkup(createElement(TestScores, { scores: [{ space, seeds: seeds.slice(0, 2) }], vocabulary: 5000 }));
  expect(uneven).toContain('0.5 of 4');
});

it('tells no correlation of one pair', () => {
  const similarity = { kind: 'similarity', name: 'pairs', report: { spearman: 0, interval: [-1, 1], pairs: 1, missing: 5, coverage: 1 / 6, unknown: ['oak'], judged: [] } } as unknown as TestReport;
  const html = renderToStaticMarkup(createElement(TestScores, { scores: [{ space, seeds: [similarity, similarity] }], vocabulary: 5000 }));
  expect(html).toContain('too few for a correlation');
  expect(html).toContain('1 pair<');
  expect(html).not.toMatch(/\.00|over 2 seeds/);
});
