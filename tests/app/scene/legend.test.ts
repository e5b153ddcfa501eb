import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { colourByCategory, colourByNumber } from '../../../app/scene/colour';
import { ends, FoldedLegend, Legend } from '../../../app/scene/Legend';

describe('Legend', () => {
  it('labels the ends of a scale and says how many are without', () => {
    const html = renderToStaticMarkup(createElement(Legend, { title: 'frequency', legend: colourByNumber([0.25, 12_000, NaN]).legend }));
    expect(html).toContain('>.25<');
    expect(html).toContain('>12 k<');
    expect(html).toContain('1 without');
    const years = renderToStaticMarkup(createElement(Legend, { title: 'year', legend: colourByNumber([1790, 2021]).legend }));
    expect(years).toContain('>1790<');
    expect(years).toContain('>2021<');
  });

  it('names both ends as finely as tells them apart, dates as dates', () => {
    const legend = (low: number, high: number, dates = false) => ends({ low, high, dates });
    expect(legend(1994.2, 1994.6)).toEqual(['1994.20', '1994.60']);
    expect(legend(2021.01, 2021.99, true)).toEqual(['2021-01', '2021-12']);
    expect(legend(1994.2, 2021.5, true)).toEqual(['1994', '2021']);
    expect(colourByNumber([2021.01, 2021.99], { dates: true }).legend.dates).toBe(true);
  });

  it('folds more than eight categories, with counts', () => {
    const values = Array.from({ length: 24 }, (_, i) => `topic ${i % 12}`);
    const html = renderToStaticMarkup(createElement(Legend, { title: 'topic', legend: colourByCategory(values).legend }));
    expect(html.match(/<li/g)).toHaveLength(8);
    expect(html).toContain('4 more');
  });

  it('offers categories as buttons where they can be chosen', () => {
    const legend = colourByCategory(['noun', 'verb']).legend;
    const html = renderToStaticMarkup(createElement(Legend, { title: 'part of speech', legend, highlighted: 'verb', onHighlight: () => {} }));
    expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
    expect(html).toContain('Show all');
    expect(renderToStaticMarkup(createElement(Legend, { title: 'part of speech', legend, onHighlight: () => {} }))).not.toContain('Show all');
  });

  it('offers no button for what has no category, and one for a category called none', () => {
    const legend = colourByCategory(['none', 'verb', null, 'noun', 'noun'], { limit: 2 }).legend;
    expect(legend.entries.map(({ label, category }) => [label, category])).toEqual([['noun', 'noun'], ['none', 'none'], ['1 other', null], ['none', null]]);
    const html = renderToStaticMarkup(createElement(Legend, { title: 'part of speech', legend, highlighted: 'none', onHighlight: () => {} }));
    expect(html.match(/<li/g)).toHaveLength(4);
    expect(html.match(/<button/g)).toHaveLength(3);
    expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
  });

  it('says what is awaited instead of drawing an empty scale', () => {
    for (const kind of [Legend, FoldedLegend]) {
      const html = renderToStaticMarkup(createElement(kind, { title: 'Finding clusters …', legend: null }));
      expect(html).toContain('Finding clusters …');
      expect(html).not.toMatch(/gradient|figures|<button/);
    }
  });

  it('folds into a chip that keeps the way back from one category', () => {
    const legend = colourByCategory(['noun', 'verb']).legend;
    const html = renderToStaticMarkup(createElement(FoldedLegend, { title: 'part of speech', legend, highlighted: 'verb', onHighlight: () => {} }));
    expect(html).toContain('aria-expanded="false"');
    expect(html).toContain('Show all');
    expect(html).not.toContain('noun');
  });
});
