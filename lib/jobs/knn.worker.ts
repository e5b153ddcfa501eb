/** One thread of a search for nearest neighbours in a browser. */
import { knnPart, type KnnPart } from '../projection/knn/parallel';

globalThis.onmessage = ({ data }: MessageEvent<KnnPart>) => {
  knnPart(data);
  globalThis.postMessage('done');
};
