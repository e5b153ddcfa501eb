import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OptionFields } from '../../../app/ui/option-fields';
import { tfidf } from '../../../lib/models/tfidf';

it('what is on or off is a box to tick, not a number', () => {
  const html = (sublinear: number) => renderToStaticMarkup(createElement(OptionFields, { of: tfidf, values: { smooth: 1, sublinear, l2: 1 }, onChange: () => {} }));
  expect(html(0).match(/type="checkbox"/g)).toHaveLength(2);
  expect(html(0).match(/checked=""/g)).toHaveLength(1);
  expect(html(1).match(/checked=""/g)).toHaveLength(2);
});
