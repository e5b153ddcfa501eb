import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Parts } from '../../../app/panels/why-parts';
import type { Explanation } from '../../../lib/space/evidence/explain';

test('calls what is multiplied of topics weights: shares would not add up to more than 1', () => {
  const told: Explanation = {
    similarity: 0.96,
    by: 'topics',
    parts: [{ name: 'topic 1', topic: 0, value: 0.48, a: 0.8, b: 0.6 }, { name: 'topic 2', topic: 1, value: 0.48, a: 0.6, b: 0.8 }],
    others: { count: 0, value: 0 },
    remainder: 0,
  };
  const shown = renderToStaticMarkup(createElement(Parts, { told, a: 'war', b: 'peace' }));
  expect(shown).toContain('weight of war · of peace · part');
  expect(shown).not.toMatch(/share of war|product of both shares/);
});
