/**
 * Colours for points, with the legend that explains them.
 * Quantities: cividis or viridis (Nuñez, Anderton and Renslow 2018; Smith and
 * van der Walt 2015). Categories: Okabe and Ito 2008, from eight on what is farthest
 * from all before it and from the greys, in OKLab (Ottosson 2020), as colour-blind
 * eyes see it too (protanopia and deuteranopia, Machado, Oliveira and Fernandes 2009).
 * So many cannot all keep apart for these eyes: names and words say the same.
 */
import { interpolateBlues, interpolateCividis, interpolateViridis } from 'd3-scale-chromatic';
import type { Theme } from '../theme';
import type { Rgb } from './ink';

export type QuantityScale = 'cividis' | 'viridis' | 'blues';

export interface NumberLegend {
  kind: 'number';
  /** CSS gradient, low to high. */
  gradient: string;
  low: number;
  high: number;
  log: boolean;
  /** The numbers are dates, as years with a fraction. */
  dates: boolean;
  /** Points without a number, drawn grey. */
  missing: number;
}

export interface CategoryEntry {
  label: string;
  /** What it stands for; null for what has no colour of its own, which cannot be chosen. */
  category: string | null;
  /** CSS colour. */
  colour: string;
  count: number;
}

export interface CategoryLegend {
  kind: 'category';
  /** The largest first; what has no colour of its own last, as “other” and “none”. */
  entries: CategoryEntry[];
}

export type MapLegend = NumberLegend | CategoryLegend;

export interface Coloured<L extends MapLegend> {
  /** n × 3, sRGB 0 … 1. */
  colours: Float32Array;
  legend: L;
}

const PAPER: Record<Theme, Rgb> = { light: [0.98, 0.976, 0.965], dark: [0.09, 0.094, 0.106] };
const INK: Record<Theme, Rgb> = { light: [0.114, 0.11, 0.102], dark: [0.941, 0.933, 0.914] };
const GREY: Record<Theme, Rgb> = { light: [0.66, 0.645, 0.62], dark: [0.42, 0.425, 0.44] };

const interpolators = { cividis: interpolateCividis, viridis: interpolateViridis, blues: interpolateBlues };

/** The part of a scale that shows on each paper; high values stand out from it most. */
const SHOWN: Record<QuantityScale, Record<Theme, [number, number]>> = {
  cividis: { light: [0.86, 0], dark: [0.16, 1] },
  viridis: { light: [0.86, 0], dark: [0.16, 1] },
  blues: { light: [0.46, 1], dark: [0.78, 0.12] },
};

const OKABE_ITO = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#f0e442'];
const FARTHEST = ['#8a0700', '#7a2e8b', '#115629', '#7e80ee', '#284a6c', '#f695ee', '#2acc8a', '#227702', '#bb3f5c', '#848538', '#a95cbb', '#3549ac', '#f58d7c', '#754454', '#2f9fb1', '#9d708d', '#90502a'];
/** Categories with colours of their own. */
export const MOST_CATEGORIES = OKABE_ITO.length + FARTHEST.length;

const STEPS = 256;

interface NumberOptions {
  /** Default cividis. */
  scale?: QuantityScale;
  /** Equal ratios get equal steps; numbers not above 0 count as missing. Default false. */
  log?: boolean;
  /** Low values stand out instead of high ones. Default false. */
  reversed?: boolean;
  /** What the ends of the scale stand for; default the least and the greatest number there is. */
  range?: readonly [low: number, high: number];
  /** Years with a fraction. Default false. */
  dates?: boolean;
  /** Which paper the colours stand on. Default light. */
  theme?: Theme;
}

/** A colour for each of `values`; what is not a finite number is grey. */
export function colourByNumber(values: ArrayLike<number>, { scale = 'cividis', log = false, reversed = false, range: given, dates = false, theme = 'light' }: NumberOptions = {}): Coloured<NumberLegend> {
  // Halved, since the span of two finite numbers can overflow.
  const measure = (value: number): number => (log ? Math.log(value) : value / 2);
  let low = Infinity;
  let high = -Infinity;
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(measure(values[i]))) missing++;
    else {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  if (given) [low, high] = given;
  const ramp = reversed ? rampOf(scale, theme).reverse() : rampOf(scale, theme);
  const start = measure(low);
  const range = measure(high) - start;
  const colours = new Float32Array(values.length * 3);
  for (let i = 0; i < values.length; i++) {
    const m = measure(values[i]);
    const step = range > 0 ? Math.round(Math.min(1, Math.max(0, (m - start) / range)) * (STEPS - 1)) : STEPS - 1;
    colours.set(Number.isFinite(m) ? ramp[step] : GREY[theme], i * 3);
  }
  const stops = [0, 0.25, 0.5, 0.75, 1].map((u) => toCss(ramp[Math.round(u * (STEPS - 1))]));
  const empty = missing === values.length && !given;
  return {
    colours,
    legend: { kind: 'number', gradient: `linear-gradient(to right, ${stops.join(', ')})`, low: empty ? 0 : low, high: empty ? 0 : high, log, dates, missing },
  };
}

interface CategoryOptions {
  theme?: Theme;
  /** Categories with colours of their own, 1 … MOST_CATEGORIES; the rest share a grey. Default all that there are colours for. */
  limit?: number;
  /** All categories there may be: each keeps the place and the colour that it has in this order, whichever occur; past the last colour they come again, since grey is for what is none. Default the largest first. */
  order?: readonly string[];
}

/** A colour for each of `values`; null and '' mean none and are grey, as are the categories past the limit. */
export function colourByCategory(values: ArrayLike<string | null>, { theme = 'light', limit = MOST_CATEGORIES, order }: CategoryOptions = {}): Coloured<CategoryLegend> {
  const counts = new Map<string, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ranking = [...counts.keys()].toSorted((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const palette = categoryPalette(MOST_CATEGORIES, theme);
  const own = order ?? ranking.slice(0, Math.min(limit, MOST_CATEGORIES));
  const colourOf = new Map(own.map((label, i) => [label, palette[i % palette.length]]));

  const colours = new Float32Array(values.length * 3);
  for (let i = 0; i < values.length; i++) colours.set(colourOf.get(values[i] ?? '') ?? GREY[theme], i * 3);

  const entries = own.flatMap((label, i): CategoryEntry[] => {
    const count = counts.get(label);
    return count ? [{ label, category: label, count, colour: toCss(palette[i % palette.length]) }] : [];
  });
  const others = [...counts].filter(([label]) => !colourOf.has(label)).map(([, count]) => count);
  const shown = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (others.length > 0) entries.push({ label: `${others.length} other`, category: null, count: others.reduce((sum, count) => sum + count, 0), colour: toCss(GREY[theme]) });
  if (shown < values.length) entries.push({ label: 'none', category: null, count: values.length - shown, colour: toCss(GREY[theme]) });
  return { colours, legend: { kind: 'category', entries } };
}

/** The CSS colour of each category of an order, as `colourByCategory` gives it. */
export function coloursInOrder(order: readonly string[], theme: Theme): Map<string, string> {
  const palette = categoryPalette(MOST_CATEGORIES, theme);
  return new Map(order.map((label, i) => [label, toCss(palette[i % palette.length])]));
}

/** The first `count` colours for categories, each made to show on its paper. */
export function categoryPalette(count: number, theme: Theme): Rgb[] {
  return [...OKABE_ITO, ...FARTHEST].slice(0, count).map((hex) => shownOn(fromHex(hex), theme));
}

/** Emphasis for a map of `count` points where only `rows` matter. */
export function emphasise(count: number, rows: Iterable<number>, others = 0.55): Float32Array {
  const emphasis = new Float32Array(count).fill(others);
  for (const row of rows) if (row < count) emphasis[row] = 1;
  return emphasis;
}

/** Contrast ratio of two sRGB colours, 1 … 21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const LEAST_CONTRAST = 1.9;

/** Mixed with ink, a tenth at a time, until it shows on its paper. */
function shownOn(colour: Rgb, theme: Theme): Rgb {
  let shown = colour;
  for (let part = 0.1; part < 1 && contrast(shown, PAPER[theme]) < LEAST_CONTRAST; part += 0.1) {
    shown = colour.map((c, i) => c + (INK[theme][i] - c) * part) as Rgb;
  }
  return shown;
}

function rampOf(scale: QuantityScale, theme: Theme): Rgb[] {
  const [low, high] = SHOWN[scale][theme];
  return Array.from({ length: STEPS }, (_, i) => parse(interpolators[scale](low + ((high - low) * i) / (STEPS - 1))));
}

function luminance([r, g, b]: Rgb): number {
  const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** d3 answers in `#rrggbb` or `rgb(r, g, b)`. */
function parse(css: string): Rgb {
  if (css.startsWith('#')) return fromHex(css);
  const [r, g, b] = css.match(/\d+/g)!.map(Number);
  return [r / 255, g / 255, b / 255];
}

function fromHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

function toCss(colour: Rgb): string {
  return `rgb(${colour.map((c) => Math.round(c * 255)).join(' ')})`;
}
