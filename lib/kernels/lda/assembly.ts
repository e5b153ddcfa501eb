/** Collapsed Gibbs sampling of LDA in WebAssembly, in two ways (what was tried, and what it gave: VARIANTS.md). */
export { configure, setBeta } from './shared.assembly';
export { configureDense, countDense, drawDense, openDense, refresh } from './dense.assembly';
export { configureBuckets, countTopics, drawBuckets, openBuckets, refreshBuckets } from './buckets.assembly';
export { configureLists, listWords } from './lists.assembly';
