import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryPalette, colourByCategory, colourByNumber, contrast, emphasise, MOST_CATEGORIES, coloursInOrder } from '../../../app/scene/colour';
import { FALLBACK } from '../../../app/scene/ink';
import type { Theme } from '../../../app/theme';

type Rgb = [number, number, number];
const at = (colours: Float32Array, i: number): Rgb => [colours[i * 3], colours[i * 3 + 1], colours[i * 3 + 2]];
const paper: Record<Theme, Rgb> = { light: [0.98, 0.976, 0.965], dark: [0.09, 0.094, 0.106] };
const fromHex = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as Rgb;
const themes: Theme[] = ['light', 'dark'];

it.each(themes)('lines of a map’s errors stand out from %s paper as text does, and from each other', (theme) => {
  const { torn, pushed, accent } = FALLBACK[theme];
  for (const ink of [torn, pushed]) expect(contrast(fromHex(ink), paper[theme])).toBeGreaterThan(4.5);
  expect(new Set([torn, pushed, accent]).size).toBe(3);
  const css = readFileSync('app/globals.css', 'utf8');
  for (const [name, ink] of Object.entries(FALLBACK[theme])) expect(css).toContain(`--${name}: ${ink};`);
});

describe('colourByNumber', () => {
  it.each(themes)('stands out the more the higher the number, on %s paper, and always shows', (theme) => {
    for (const scale of ['cividis', 'viridis'] as const) {
      const { colours } = colourByNumber([0, 1, 2, 3, 4], { scale, theme });
      const stand = [0, 1, 2, 3, 4].map((i) => contrast(at(colours, i), paper[theme]));
      expect(stand).toEqual(stand.toSorted((a, b) => a - b));
      expect(stand[0]).toBeGreaterThan(1.35);
    }
  });

  it('gives equal ratios equal steps on a logarithmic scale', () => {
    const { colours } = colourByNumber([1, 10, 100], { log: true });
    const linear = colourByNumber([0, 1, 2]).colours;
    expect([...colours]).toEqual([...linear]);
  });

  it('greys what is no number, counts it, and keeps it out of the ends', () => {
    const { colours, legend } = colourByNumber([NaN, 2, 0, Infinity, 8], { log: true });
    expect(legend).toMatchObject({ low: 2, high: 8, missing: 3 });
    expect(at(colours, 0)).toEqual(at(colours, 2));
    expect(at(colours, 0)).toEqual(at(colours, 3));
  });

  it('keeps to a range that is given, so that two maps compare', () => {
    const range = [0, 1] as const;
    const few = colourByNumber([0.2, 0.4, NaN], { range });
    const many = colourByNumber([0.4, 0.9, 0, 1, 1.5], { range });
    expect(few.legend).toMatchObject({ low: 0, high: 1, missing: 1 });
    expect(at(few.colours, 1)).toEqual(at(many.colours, 0));
    expect(at(many.colours, 4)).toEqual(at(many.colours, 3));
    expect(at(many.colours, 2)).toEqual(at(colourByNumber([0, 1]).colours, 0));
  });

  it('survives one value, equal values and none', () => {
    expect(colourByNumber([5, 5]).legend).toMatchObject({ low: 5, high: 5, missing: 0 });
    expect(colourByNumber([]).legend).toMatchObject({ low: 0, high: 0 });
    expect(colourByNumber([NaN]).legend).toMatchObject({ low: 0, high: 0, missing: 1 });
  });

  it('always answers colours within 0 … 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.boolean(), (values, log) => {
        const { colours } = colourByNumber(values, { log });
        expect(colours.length).toBe(values.length * 3);
        expect(colours.every((c) => c >= 0 && c <= 1)).toBe(true);
      }),
    );
  });
});

describe('colourByCategory', () => {
  it('gives each category one colour, the largest first, and counts them', () => {
    const { colours, legend } = colourByCategory(['b', 'a', 'b', null, 'a', 'b', '']);
    expect(legend.entries.map(({ label, count }) => [label, count])).toEqual([
      ['b', 3],
      ['a', 2],
      ['none', 2],
    ]);
    expect(at(colours, 0)).toEqual(at(colours, 2));
    expect(at(colours, 0)).not.toEqual(at(colours, 1));
    expect(at(colours, 3)).toEqual(at(colours, 6));
  });

  it('lets the categories past the limit share a grey', () => {
    const values = Array.from({ length: 56 }, (_, i) => `topic ${i % 28}`);
    const { legend } = colourByCategory(values);
    expect(legend.entries).toHaveLength(MOST_CATEGORIES + 1);
    expect(legend.entries.at(-1)).toMatchObject({ label: '4 other', count: 8 });
  });

  it('keeps places and colours of a given order, whichever occur', () => {
    const order = ['a', 'b', 'c'];
    const all = colourByCategory(['b', 'b', 'a', 'c'], { order }).legend.entries;
    expect(all.map(({ label }) => label)).toEqual(order);
    const some = colourByCategory(['c', 'b', null], { order }).legend.entries;
    expect(some).toEqual([{ ...all[1], count: 1 }, { ...all[2], count: 1 }, expect.objectContaining({ label: 'none', category: null, count: 1 })]);
    expect([...coloursInOrder(order, 'light').values()]).toEqual(all.map(({ colour }) => colour));
  });

  it.each(themes)('gives 20 topics colours of their own on %s paper, none of them the grey of hidden ones', (theme) => {
    const order = Array.from({ length: 30 }, (_, i) => `topic ${i}`);
    const css = [...coloursInOrder(order, theme).values()];
    const { entries } = colourByCategory([...order, null], { theme, order }).legend;
    expect(entries.map(({ colour }) => colour)).toEqual([...css, expect.anything()]);
    const grey = entries.at(-1)!.colour;
    expect(new Set([...css.slice(0, MOST_CATEGORIES), grey]).size).toBe(MOST_CATEGORIES + 1);
    expect(css).not.toContain(grey);
  });

  it('adds up to all points', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.stringMatching(/^[a-z]{0,2}$/))), (values) => {
        const { legend } = colourByCategory(values);
        expect(legend.entries.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
  });
});

/** In OKLab (Ottosson 2020). */
function distance(a: Rgb, b: Rgb): number {
  const lab = (colour: Rgb) => {
    const [r, g, blue] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    const [l, m, s] = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]].map(([x, y, z]) => Math.cbrt(x * r + y * g + z * blue));
    return [0.2105 * l + 0.7936 * m - 0.0041 * s, 1.978 * l - 2.4286 * m + 0.4506 * s, 0.0259 * l + 0.7828 * m - 0.8087 * s];
  };
  const [x, y] = [lab(a), lab(b)];
  return Math.hypot(...x.map((v, i) => v - y[i]));
}

describe('categoryPalette', () => {
  it.each(themes)('holds colours that differ and show on %s paper', (theme) => {
    const palette = categoryPalette(MOST_CATEGORIES, theme);
    expect(new Set(palette.map(String)).size).toBe(MOST_CATEGORIES);
    for (const colour of palette) expect(contrast(colour, paper[theme])).toBeGreaterThanOrEqual(1.9);
    for (const [i, a] of palette.entries()) for (const b of palette.slice(0, i)) expect(distance(a, b)).toBeGreaterThan(0.08);
  });

  it('starts with Okabe and Ito', () => {
    expect(categoryPalette(1, 'light')[0].map((c) => Math.round(c * 255))).toEqual([0, 114, 178]);
  });
});

describe('contrast', () => {
  it('is 21 between black and white and the same both ways', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21);
    expect(contrast([1, 1, 1], [0, 0, 0])).toBeCloseTo(21);
  });
});

describe('emphasise', () => {
  it('keeps only the rows that matter', () => {
    expect([...emphasise(4, [1, 9], 0.25)]).toEqual([0.25, 1, 0.25, 0.25]);
  });
});
