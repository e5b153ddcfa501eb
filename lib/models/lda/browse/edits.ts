/** What a person makes of topics: names, topics taken together, topics put out of sight. The trained topics stay as they are. */
import { dense } from '../../../kernels/matrix';
import type { Topics } from '../../model';

export interface TopicEdits {
  /** Names by trained topic. */
  names: Record<number, string>;
  /** Trained topic → the trained topic that it now belongs to. */
  into: Record<number, number>;
  /** Trained topics that are not shown; what is merged into them is not either. */
  hidden: number[];
}

export const noEdits: Readonly<TopicEdits> = { names: {}, into: {}, hidden: [] };

/** Topics as a person has arranged them: row k of `topics` is the topic `ids[k]` with all that were merged into it. */
export interface EditedTopics {
  topics: Topics;
  /** The trained topic each one bears the name of, ascending. */
  ids: number[];
  /** The row that each trained topic is in. */
  rows: number[];
  /** Of how many trained topics each one is made. */
  parts: number[];
  names: string[];
  hidden: boolean[];
}

/** topic 1, topic 2, … as long as a person says nothing better. */
export function topicName(id: number, { names }: TopicEdits): string {
  return names[id] ?? trainedName(id);
}

/** What a topic is called before anybody names it. */
export function trainedName(id: number): string {
  return `topic ${id + 1}`;
}

/** Such a name belongs to its topic, also while that one is called otherwise: it may get it back. */
const TRAINED_NAME = /^topic \d+$/;

/**
 * Merged topics are mixtures: φ = Σ p(k) φ_k / Σ p(k), θ and p(k) are sums, so what the
 * model says of words and documents stays the same.
 */
export function editedTopics(topics: Topics, edits: TopicEdits): EditedTopics {
  const ids = Array.from({ length: topics.count }, (_, id) => id).filter((id) => rootOf(id, edits) === id);
  const row = new Map(ids.map((id, k) => [id, k]));
  const rows = Array.from({ length: topics.count }, (_, id) => row.get(rootOf(id, edits))!);
  return {
    topics: ids.length === topics.count ? topics : merged(topics, rows, ids.length),
    ids,
    rows,
    parts: ids.map((_, k) => rows.filter((row) => row === k).length),
    names: ids.map((id) => topicName(id, edits)),
    hidden: ids.map((id) => edits.hidden.includes(id)),
  };
}

/** Put topic `id`, and whatever is in it, into topic `other`. */
export function mergeTopic(edits: TopicEdits, id: number, other: number): TopicEdits {
  const [from, to] = [rootOf(id, edits), rootOf(other, edits)];
  return from === to ? edits : { ...edits, into: { ...edits.into, [from]: to } };
}

/** Take everything that is in topic `id` out of it again. */
export function splitTopic(edits: TopicEdits, id: number): TopicEdits {
  return { ...edits, into: Object.fromEntries(Object.entries(edits.into).filter(([from]) => rootOf(Number(from), edits) !== id)) };
}

/**
 * Names are what topics are told apart by on the map: one that another topic has gets a number.
 * An empty one, or the topic's first, gives it back the name it had as it was trained.
 */
export function nameTopic(edits: TopicEdits, id: number, name: string): TopicEdits {
  const { [id]: _, ...names } = edits.names;
  const wanted = name.trim();
  if (wanted === '' || wanted === trainedName(id)) return { ...edits, names };
  const taken = new Set(Object.values(names));
  let free = wanted;
  for (let n = 2; taken.has(free) || TRAINED_NAME.test(free); n++) free = `${wanted} ${n}`;
  return { ...edits, names: { ...names, [id]: free } };
}

export function hideTopic(edits: TopicEdits, id: number, hidden: boolean): TopicEdits {
  const others = edits.hidden.filter((other) => other !== id);
  return { ...edits, hidden: hidden ? [...others, id] : others };
}

function rootOf(id: number, { into }: TopicEdits): number {
  let root = id;
  while (into[root] !== undefined) root = into[root];
  return root;
}

function merged({ phi, theta, weights, ...rest }: Topics, rows: number[], count: number): Topics {
  const sums = new Float32Array(count);
  rows.forEach((row, id) => (sums[row] += weights[id]));
  const words = dense(count, phi.dims);
  const documents = dense(theta.rows, count);
  rows.forEach((row, id) => {
    const part = sums[row] > 0 ? weights[id] / sums[row] : 1 / rows.filter((other) => other === row).length;
    for (let w = 0; w < phi.dims; w++) words.values[row * phi.dims + w] += part * phi.values[id * phi.dims + w];
    for (let d = 0; d < theta.rows; d++) documents.values[d * count + row] += theta.values[d * theta.dims + id];
  });
  return { ...rest, count, phi: words, theta: documents, weights: sums };
}
