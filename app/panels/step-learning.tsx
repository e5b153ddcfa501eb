'use client';

import { useState } from 'react';
import type { Pair, SharedUpdate } from '../../lib/models/skipgram/microscope/shared';
import type { Move } from '../../lib/models/skipgram/microscope/step';
import { share, small } from '../ui/numbers';
import { Moves, OnMap } from './step-moves';
import { Stage } from './step-stages';

const QUANTITIES = {
  dot: { label: 'Dot', title: 'dot product', say: 'Dot product of the context’s word vector and the target’s output vector: large means “belong together”.', show: (p: Pair) => share(p.dot) },
  sigma: { label: 'Belief', title: 'belief σ', say: 'The same as a probability: how sure the network is that the two truly stood together. It should be 1 for the center and 0 for the others.', show: (p: Pair) => share(p.sigma) },
  loss: { label: 'Loss', title: 'loss', say: 'The price of being wrong, in nats: nothing for a sure and true belief, much for a sure and false one.', show: (p: Pair) => share(p.loss) },
  gradient: { label: 'Pull', title: 'pull', say: 'Learning rate × what is missing from the belief: by so much the two vectors are pulled along each other, or pushed apart where it is negative.', show: (p: Pair) => small(p.gradient) },
} as const;

/** Every context word against every target: dot product, belief, loss and pull. */
export function LossStage({ update, words }: { update: SharedUpdate; words: string[] }) {
  const [shown, setShown] = useState<keyof typeof QUANTITIES>('sigma');
  const { say, show, title } = QUANTITIES[shown];
  const { contexts, targets, pairs } = update;
  const wrong = (p: Pair) => Math.abs(p.label - p.sigma);
  return (
    <Stage
      title={`${contexts.length} × ${targets.length} = ${pairs.length} guesses`}
      text={`${say} The darker a cell, the more wrong the guess.`}
      formula={
        <>
          x = in(context) · out(target); σ(x) = 1 / (1 + e⁻ˣ); loss = −ln σ(x) for the center, −ln σ(−x) for a negative; pull g = α (label − σ(x)), which is −α ∂loss/∂x, with label 1 for the center and 0 for negatives. Mikolov et al. 2013, eq. 4. The figures are those of the training code’s plain twin, before rounding for the screen.
        </>
      }
    >
      <div role="group" aria-label="What the cells show" className="flex gap-1">
        {(Object.keys(QUANTITIES) as (keyof typeof QUANTITIES)[]).map((q) => (
          <button key={q} type="button" aria-pressed={q === shown} onClick={() => setShown(q)} className={`min-h-8 grow rounded-md border px-1 text-small max-lg:min-h-11 ${q === shown ? 'border-accent bg-accent-wash font-medium' : 'border-line text-soft hover:border-strong-line'}`}>
            {QUANTITIES[q].label}
          </button>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways by keys where it is narrow */}
      <div className="more-sideways overflow-x-auto" tabIndex={0} role="region" aria-label={`The ${title} of every context word with every target`}>
        <table className="figures w-full border-separate border-spacing-px text-right text-small" data-testid="pairs" data-shown={shown}>
          <thead>
            <tr className="align-bottom">
              <td />
              {pairs.slice(0, targets.length).map((p) => (
                <th key={p.target} scope="col" className="h-16 w-11 px-1 pb-1 font-medium">
                  <span className={`inline-block max-h-24 truncate [writing-mode:vertical-rl] rotate-180 text-left ${p.label === 1 ? 'text-accent' : 'text-soft'}`}>{words[targets[p.target].word]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {contexts.map((c, i) => (
              <tr key={c.coin}>
                <th scope="row" className="max-w-24 truncate pr-1.5 text-left font-medium">{words[c.word]}</th>
                {pairs.slice(i * targets.length, (i + 1) * targets.length).map((p) => (
                  <td key={p.target} className="h-7 min-w-11 rounded-sm px-1" style={{ background: `color-mix(in srgb, var(--accent) ${Math.round(42 * wrong(p))}%, var(--sunken))` }}>
                    {show(p)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p data-testid="total">
        Loss in all {share(update.loss)} nats, {share(update.loss / contexts.length)} a context word. The step makes it <b className="font-medium">{share(update.lossAfter)}</b>.
      </p>
    </Stage>
  );
}

/** What moved, by how much, and how it looks on the map. */
export function MoveStage({ update, words }: { update: SharedUpdate; words: string[] }) {
  const moved = (side: Move['side']) => update.moves.filter((m) => m.side === side).map((change) => ({ name: words[change.word], change }));
  return (
    <Stage
      title="The vectors move"
      text="Each context word’s vector goes a little along the output vector of the center and away from those of the negatives; each output vector goes likewise along or away from the context words. Nothing else in the network changes."
      formula={
        <>
          in(c) += Σ g · out(t) over the targets; out(t) += Σ g · in(c) over the context words; one step of stochastic gradient descent. The targets go in groups of 6, the word itself first, each group from the values the last one left; a negative drawn twice begins the next. Lengths are Euclidean. On the map: a layout is no function of a vector, so for each word the linear map is taken that carries its 24 nearest neighbours’ unit vectors to their places with least squares and a small ridge, and applied to the vector before and after (Hoerl & Kennard 1970).
        </>
      }
    >
      <OnMap what="context word" />
      <Moves id="word" title="Word vectors of the context" against={`cosine with ${words[update.center]}’s output vector`} moves={moved('input')} toward={update.moves.find((m) => m.side === 'output' && m.word === update.center)!} />
      <Moves id="output" title="Output vectors of the targets" against={`cosine with ${words[update.contexts[0].word]}’s word vector`} moves={moved('output')} toward={update.moves[0]} />
    </Stage>
  );
}
