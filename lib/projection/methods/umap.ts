import { starts } from '../umap/start';
import { engines, umap } from '../umap/umap';
import { dims, metric, metrics, seed, words, type Method } from './method';

/**
 * Epochs and negative samples differ from umap-learn's 500 and 5: on 5,000 words of GloVe in 3D
 * (means of three seeds) 200 and 5 give trustworthiness@15 .933, recall .347, continuity
 * .921 in .4 s; 200 and 15 give .954, .384, .913 in .5 s; 500 and 15 .957, .390, .913 in
 * .9 s; 200 and 30 .960, .397, .911 in .7 s, but would take large maps twice as long.
 */
export const umapMethod: Method = {
  id: 'umap',
  title: 'UMAP',
  summary: 'Puts words with the same nearest neighbours together: groups are true, great distances are not.',
  oriented: false,
  source: 'McInnes, Healy & Melville 2018, “UMAP: Uniform Manifold Approximation and Projection”, arXiv:1802.03426',
  options: [
    dims,
    // 200,000 rows take a minute and a half, and 500 MB; above 30,000 a few neighbours are missed (knn/approximate.ts).
    words(200_000, 'How many of the first words are laid out; time and memory grow with them.'),
    {
      name: 'neighbours',
      label: 'Neighbours',
      help: 'Size of a neighbourhood: few show fine detail, many the large arrangement.',
      default: 15,
      min: 2,
      max: 200,
      integer: true,
    },
    {
      name: 'minDist',
      label: 'Least distance',
      help: 'How tightly near words may be packed: 0 gives knots, 1 an even cloud.',
      default: 0.1,
      min: 0,
      max: 1,
      integer: false,
    },
    {
      name: 'spread',
      label: 'Spread',
      help: 'Scale of the map that the least distance is measured against.',
      default: 1,
      min: 0.1,
      max: 10,
      integer: false,
      advanced: true,
    },
    metric,
    {
      name: 'start',
      label: 'Start',
      help: 'Where points begin decides how groups lie; begun as on another map, the two compare.',
      default: 3,
      min: 0,
      max: 3,
      integer: true,
      choices: ['principal components', 'random', 'spectral', 'another map, else components'],
      advanced: true,
    },
    {
      name: 'labelWeight',
      label: 'Weight of kinds',
      help: 'Where rows are of known kinds: 0 hardly minds them, 1 goes by them alone.',
      default: 0.5,
      min: 0,
      max: 1,
      integer: false,
      advanced: true,
    },
    {
      name: 'engine',
      label: 'Engine',
      help: 'WebAssembly and plain give the same map; umap-js is slow and here to compare.',
      default: 0,
      min: 0,
      max: 2,
      integer: true,
      choices: ['WebAssembly', 'plain', 'umap-js'],
      advanced: true,
    },
    {
      name: 'epochs',
      label: 'Epochs',
      help: 'Passes over all neighbour pairs; 0 chooses 500, or 200 above 10,000 words.',
      default: 200,
      min: 0,
      max: 5000,
      integer: true,
    },
    {
      name: 'negatives',
      label: 'Negative samples',
      help: 'Points pushed away for each pair drawn together: more make a truer, slower map.',
      default: 15,
      min: 1,
      max: 100,
      integer: true,
      advanced: true,
    },
    seed,
  ],
  layOut: (matrix, { dims, neighbours, minDist, spread, metric, start, labelWeight, engine, epochs, negatives, seed }, given) =>
    umap(
      matrix,
      { dims: dims === 2 ? 2 : 3, neighbours, minDist, spread, metric: metrics[metric], start: starts[start], labelWeight, engine: engines[engine], epochs, negativeSampleRate: negatives, seed },
      given,
    ),
  needs: ({ rows }, { neighbours, metric }) => (rows < 3 ? null : { k: Math.min(neighbours, rows - 1) - 1, metric: metrics[metric] }),
  changeable: ['minDist', 'spread', 'negatives'],
  change: (layout, { minDist, spread, negatives }) => layout.change?.({ minDist, spread, negativeSampleRate: negatives }),
};
