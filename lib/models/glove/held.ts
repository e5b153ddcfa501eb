/**
 * With too large a learning rate the vectors grow beyond all bounds, and AdaGrad then holds them
 * there, finite and far from any meaning. What was learned in the epochs before is therefore held.
 */
import type { GloveDescent, Pairs } from '../../kernels/glove/problem';
import type { Dense } from '../../kernels/matrix';
import { Diverged } from '../skipgram/figures';

/** Beyond so many times the loss of vectors of zeros nothing comes back. */
const BEYOND = 10;

export class Held {
  private readonly most: number;
  private epochs = 0;

  /** @param words where the vectors are held */
  constructor({ targets, weights }: Pairs, private readonly words: Dense) {
    let zeros = 0;
    for (let p = 0; p < targets.length; p++) zeros += 0.5 * weights[p] * targets[p] * targets[p];
    this.most = (BEYOND * zeros) / Math.max(1, targets.length) + BEYOND;
  }

  /** @param loss mean over the pairs of an epoch so far */
  outOfBounds(loss: number): boolean {
    return !(loss <= this.most);
  }

  /** An epoch ended well. */
  hold(glove: GloveDescent): void {
    glove.copySums(this.words.values);
    this.epochs++;
  }

  /**
   * What is said of the vectors that are held, once training has gone out of bounds, and how many epochs they are of.
   * @throws Diverged when nothing is held
   */
  instead(alpha: number): { fault: string; epochs: number } {
    const { epochs } = this;
    if (epochs === 0) throw new Diverged(`The vectors grew beyond all bounds with the learning rate ${alpha}; lower it.`);
    return { epochs, fault: `The vectors grew beyond all bounds with the learning rate ${alpha}. They were kept as they were after ${epochs === 1 ? 'one epoch' : `${epochs} epochs`}; lower the rate to train on.` };
  }
}
