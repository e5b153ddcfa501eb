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
