import { readFileSync } from 'node:fs';
import { denseSpace } from './fixture';

/** What gensim, scikit-learn and scipy answer: made by tests/fixtures/evaluation.py. */
interface Peers {
  names: string[];
  dims: number;
  values: number[];
  groups: { fellows: string[]; odd: string; answer: string }[];
  categories: { purity: number; adjustedRand: number; inertia: number; labels: number[] };
  partitions: { one: number[]; other: number[]; adjustedRand: number; purity: number }[];
  shares: { correct: number; asked: number; wilson: [number, number]; bootstrap: [number, number] | null }[];
  correlation: { x: number[]; y: number[]; interval: [number, number] };
  percentiles: { values: number[]; at: [number, number] };
}

export const peers = JSON.parse(readFileSync(new URL('../fixtures/evaluation.json', import.meta.url), 'utf8')) as Peers;

/** Names k0m0 … k4m11: a number of the kind, a number of the member. */
export function kindsSpace() {
  return denseSpace(peers.names, peers.dims, peers.values);
}
