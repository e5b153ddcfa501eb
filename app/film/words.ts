import type { Moment } from '../../lib/space/film/frames';
import { percent } from '../ui/numbers';

/** A moment of a training in words: epoch 2 of 10, 13 %, loss 2.31. */
export function momentInWords({ epoch, done, loss }: Moment, epochs: number | undefined): string {
  const said = [percent(done)];
  if (epochs !== undefined) said.unshift(`epoch ${Math.min(epochs, Math.max(1, epoch))} of ${epochs}`);
  if (Number.isFinite(loss) && loss > 0) said.push(`loss ${loss.toFixed(2)}`);
  return said.join(', ');
}
