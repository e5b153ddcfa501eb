import type { Moment } from '../../lib/space/film/frames';

/** A moment of a training in words: epoch 2 of 10, 13 %, loss 2.31. */
export function momentInWords({ epoch, done, loss }: Moment, epochs: number | undefined): string {
  const said = [percent(done)];
  if (epochs !== undefined) said.unshift(`epoch ${Math.min(epochs, Math.max(1, epoch))} of ${epochs}`);
  if (Number.isFinite(loss) && loss > 0) said.push(`loss ${loss.toFixed(2)}`);
  return said.join(', ');
}

/** A share of the training, finer where it is small: 0.4 %, 13 %. */
export function percent(done: number): string {
  const value = 100 * done;
  return `${value > 0 && value < 1 ? value.toFixed(1) : value.toFixed(0)} %`;
}
