/** What the dimensions of a map run between, in words. */
import type { MapLayout } from '../lib/store/view';
import type { MapAxis } from './scene/marks';
import { percent } from './ui/numbers';

const LONGEST = 24;

export function axesOn(layout: MapLayout | undefined): MapAxis[] {
  if (layout?.axes) return layout.axes.map(({ from, to }) => ({ from: endName(from), to: endName(to) }));
  const { components = [], explainedVariance = [] } = layout?.facts ?? {};
  return components.map((number) => ({ from: '', to: `component ${number} · ${percent(explainedVariance[number - 1] ?? 0)}` }));
}

/** “good, nice”, cut where it would cover the map. */
export function endName(words: string[]): string {
  const all = words.join(', ');
  return all.length > LONGEST ? `${all.slice(0, LONGEST - 1)}…` : all;
}
