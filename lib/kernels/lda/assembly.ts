/** Collapsed Gibbs sampling of LDA in WebAssembly, in two ways (what was tried, and what it gave: VARIANTS.md). */
export { setState } from '../random.assembly';
export { configure, setBeta } from './shared.assembly';
export { configureDense, countDense, drawDense, layDownDense, openDense, refresh, takeUpDense } from './dense.assembly';
export { configureBuckets, countTopics, drawBuckets, layDownBuckets, openBuckets, refreshBuckets, takeUpBuckets } from './buckets.assembly';
export { configureLists, listWords } from './lists.assembly';
