import type { Moment } from '../../lib/space/film/frames';
import { percent } from '../ui/numbers';

/** Says that what stands here is not the finished space. */
export function InFilm({ moment }: { moment: Moment }) {
  return <span className="font-medium text-accent" data-testid="in-film">at {percent(moment.done)} of the training</span>;
}
