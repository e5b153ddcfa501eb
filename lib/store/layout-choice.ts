/** Choosing how words are laid out: axes need words at their ends, and lead to the panel where these are named. */
import type { AxisWords } from '../space/axis-words';
import type { VectorSpace } from '../space/space';
import { changeView } from './maps';
import { activeSpace, get, set } from './store';
import type { View } from './view';

const EXAMPLES = ['she:he', 'good:bad', 'small:large', 'young:old', 'rich:poor', 'past:future'].map((text) => text.split(':'));

/** Axes to try, of which a space knows both ends. */
export function axisExamples(words: VectorSpace): AxisWords[] {
  return EXAMPLES.filter((ends) => ends.every((word) => words.rowOf(word) >= 0)).map(([from, to]) => ({ from: [from], to: [to] }));
}

/** The panel that was open before axes were chosen. */
let turnedFrom: View['ask'] | null = null;

/** Where axes have no ends yet they run along the first example; in a space that knows none the map stays as it is. */
export async function chooseLayout(method: string): Promise<void> {
  const { view } = get();
  if (method !== 'axes') {
    const back = view.ask === 'axes' ? turnedFrom : null;
    turnedFrom = null;
    return changeView({ method, ask: back ?? view.ask });
  }
  if (view.ask !== 'axes') turnedFrom = view.ask;
  const words = activeSpace(get())?.words;
  const axes = view.axes.length > 0 || !words ? view.axes : axisExamples(words).slice(0, 1);
  if (axes.length > 0) return changeView({ method, axes, ask: 'axes' });
  set({ view: { ...view, ask: 'axes' } });
}
