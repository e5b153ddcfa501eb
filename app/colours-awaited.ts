/** What the legend says while the values behind a colouring are not there. */
import { couldNotCluster } from '../lib/store/colouring';
import type { AppState, RunningJob } from '../lib/store/state';
import { activeSpace } from '../lib/store/store';
import { layoutKey } from '../lib/store/view';

/** Empty where nothing is on its way. */
export function awaited(state: Pick<AppState, 'spaces' | 'spaceId' | 'view' | 'layouts' | 'jobs' | 'film' | 'analogy'>): string {
  const space = activeSpace(state);
  if (!space) return '';
  const running = (kind: RunningJob['kind']): boolean => state.jobs.some((job) => job.kind === kind);
  const { colouring } = state.view;
  switch (colouring) {
    case 'similarity':
      // The word chosen before an analogy comes back after it.
      return state.analogy.result ? 'Similarity is coloured once a word is chosen after the analogy’s arrows' : 'Choose a word: the others take the colour of their similarity to it';
    case 'cluster':
      if (space.training) return 'Clusters are found once the training is over';
      return couldNotCluster(space.words) ? '' : 'Finding clusters …';
    case 'trust':
      if (space.training || state.film) return 'Trust is judged on the finished map';
      if (running('trust')) return 'Judging the map …';
      return state.layouts[layoutKey(space.id, state.view)]?.finished ? '' : 'Trust is judged once the map is made';
    case 'stability':
      return running('stability') ? 'Measuring stability …' : '';
    default:
      return colouring.startsWith('column:') && running('text') ? 'Reading the text …' : '';
  }
}
