import type { Option } from '../../options';
import { pca } from '../pca';
import { dims, seed, words, type Method } from './method';

/** Components that can be chosen, and whose variance is told. */
export const COMPONENTS = 10;

const component = (name: string, label: string, number: number): Option => ({
  name,
  label,
  help: `Which principal component: 1 has the greatest variance.`,
  default: number,
  min: 1,
  max: COMPONENTS,
  integer: true,
});

/** In the order of the axes. */
export const componentOptions = ['across', 'up', 'deep'];

export const pcaMethod: Method = {
  id: 'pca',
  title: 'PCA',
  summary: 'Looks at the vectors from the side where they differ most: true to scale, but most of them overlap.',
  oriented: true,
  source: 'Pearson 1901, “On lines and planes of closest fit”; Halko, Martinsson & Tropp 2011, arXiv:0909.4061',
  options: [dims, words(1_000_000, 'How many of the first words are laid out.'), component('across', 'Across', 1), component('up', 'Upwards', 2), component('deep', 'In depth', 3), seed],
  needs: () => null,
  layOut: (matrix, { dims, across, up, deep, seed }) => pca(matrix, { dims: dims === 2 ? 2 : 3, components: [across, up, deep].slice(0, dims), told: COMPONENTS, seed }),
};
