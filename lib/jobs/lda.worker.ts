/** One thread of parallel sampling of topics in a browser. */
import { samplePart, type TopicsPart } from '../models/lda/part';

globalThis.onmessage = ({ data }: MessageEvent<TopicsPart>) => {
  samplePart(data);
  globalThis.postMessage('done');
};
