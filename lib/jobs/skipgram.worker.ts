/** One thread of parallel skip-gram training in a browser. */
import { trainPart, type SkipgramPart } from '../models/skipgram/parallel';

globalThis.onmessage = ({ data }: MessageEvent<SkipgramPart>) => {
  trainPart(data);
  globalThis.postMessage('done');
};
