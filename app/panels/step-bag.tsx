'use client';

import type { ReactNode } from 'react';
import { movement } from '../../lib/models/skipgram/microscope/step';
import type { BagUpdate, BagWord, Prediction } from '../../lib/models/skipgram/microscope/bag';
import { share, small } from '../ui/numbers';
import { PathStage, forkName } from './step-path';
import { Moves, OnMap } from './step-moves';
import { NegativesStage, Stage } from './step-stages';

/** The stages of the models that predict from a mean of rows, or along a path: CBOW, subwords, hierarchical softmax. */

interface BagStage {
  update: BagUpdate;
  words: string[];
}

/** Which of the words to predict is looked at. */
interface OfPrediction extends BagStage {
  predicted: number;
  onPredicted(at: number): void;
}

const hasPieces = ({ bag }: BagUpdate) => bag.some(({ rows }) => rows.length > 1);

/** The rows that are averaged: the context words', or a word's own and those of its pieces. */
export function MeanStage({ update, words }: BagStage) {
  const { bag, mean, predicts } = update;
  const pieces = hasPieces(update);
  const rows = bag.reduce((sum, { rows: own }) => sum + own.length, 0);
  return (
    <Stage
      title={`The mean of ${rows} ${rows === 1 ? 'row' : 'rows'}`}
      text={`${averaged(update, words)}${pieces ? ' A word has a row of its own and one for each of its pieces, which other words with the same letters share; ‹ and › mark where it begins and ends.' : ''} Only this mean is asked.`}
      formula={
        <>
          h = (1 / n) Σ in(r) over the {rows} {rows === 1 ? 'row' : 'rows'}; its length is {share(movement(mean, mean).length[0])}. {predicts === 'center' && 'CBOW with cbow_mean = 1: Mikolov et al. 2013, “Efficient Estimation of Word Representations in Vector Space”, §3.1. '}{pieces && 'Pieces are the n-grams of the word between brackets, hashed to buckets as in fastText, so that now and then two share a row: Bojanowski et al. 2017, “Enriching Word Vectors with Subword Information”, §3.2.'}
        </>
      }
    >
      <div className="space-y-3" data-testid="mean">
        {pieces ? (
          distinct(bag).map((word) => (
            <Folded key={word.word} summary={`${words[word.word]}: ${word.rows.length} rows`} open={bag.length === 1}>
              <Lengths update={update} of={[word]} words={words} />
            </Folded>
          ))
        ) : (
          <Lengths update={update} of={bag} words={words} />
        )}
      </div>
    </Stage>
  );
}

/** What the mean is taken of. */
export function averaged({ bag, predicts, center }: Pick<BagUpdate, 'bag' | 'predicts' | 'center'>, words: string[]): string {
  if (predicts === 'center') return bag.length === 1 ? 'There is one context word, so nothing has to be averaged.' : `The vectors of the ${bag.length} context words are averaged, each with the same weight wherever it stands.`;
  return bag[0].rows.length === 1 ? `“${words[center]}” is too short to have pieces, so its own row is the mean.` : `“${words[center]}” is more than one vector.`;
}

/** What is asked: the mean of several rows, or the vector of a word that has only one. */
export function asked({ bag }: Pick<BagUpdate, 'bag'>, words: string[]): string {
  return bag.length === 1 && bag[0].rows.length === 1 ? `the word vector of “${words[bag[0].word]}”` : 'the mean';
}

/** Each word once. */
function distinct(bag: BagWord[]): BagWord[] {
  return [...new Map(bag.map((each) => [each.word, each])).values()];
}

/** How long each row is and how far it points where their mean does. */
function Lengths({ update, of, words }: { update: BagUpdate; of: BagWord[]; words: string[] }) {
  return (
    <table className="figures w-full text-right text-small">
      <thead className="text-muted">
        <tr>
          <th scope="col" className="text-left font-normal">row</th>
          <th scope="col" className="px-1 font-normal">length</th>
          <th scope="col" className="pl-1 font-normal">cosine with the mean</th>
        </tr>
      </thead>
      <tbody>
        {of.flatMap((word) => rowNames(word, words).map((name, r) => ({ name, piece: word.rows[r] }))).map(({ name, piece }, i) => {
          const { length, cosine } = movement(piece, update.mean);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a word may stand here twice, and the list never changes its order
            <tr key={i}>
              <th scope="row" className="border-t border-line py-1 text-left font-medium">{name}</th>
              <td className="border-t border-line px-1">{share(length[0])}</td>
              <td className="border-t border-line pl-1">{share(cosine[0])}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The rows of a word as they are read: its own, which a piece may have the letters of, and letters with marked ends. */
export function rowNames({ word, rows }: BagWord, words: string[]): string[] {
  const own = rows.length === 1 ? words[word] : 'own row';
  return rows.map(({ gram }) => (gram === null ? own : gram.replace(/^</, '‹').replace(/>$/, '›')));
}

function Folded({ summary, open, children }: { summary: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="min-h-6 cursor-pointer rounded hover:text-ink max-lg:min-h-11 max-lg:py-3">{summary}</summary>
      {children}
    </details>
  );
}

/** What a word is told apart from: words drawn at random, or the other branches on its path. */
export function TargetsStage({ update, words, counts, ...chosen }: OfPrediction & { counts: Uint32Array }) {
  const { path, word, negatives } = update.predictions[chosen.predicted];
  const choose = <Predicted update={update} words={words} {...chosen} />;
  if (path) return <PathStage path={path} word={word} words={words} counts={counts}>{choose}</PathStage>;
  return <NegativesStage negatives={negatives} words={words} drawnFor={update.predicts === 'center' ? 'center' : 'context'}>{choose}</NegativesStage>;
}

/** The words that are predicted one after another, to choose one. */
function Predicted({ update, words, predicted, onPredicted }: OfPrediction) {
  if (update.predictions.length === 1) return null;
  return (
    <div role="group" aria-label="Word to predict" className="flex flex-wrap gap-1" data-testid="predicted">
      {update.predictions.map(({ word }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a word may be predicted twice
        <button key={i} type="button" aria-pressed={i === predicted} onClick={() => onPredicted(i)} className={`min-h-8 max-w-full truncate rounded-md border px-2 text-small max-lg:min-h-11 ${i === predicted ? 'border-accent bg-accent-wash font-medium' : 'border-line text-soft hover:border-strong-line'}`}>
          {words[word]}
        </button>
      ))}
    </div>
  );
}

/** The name of a prediction's target: a word, or a fork on the path. */
function targetName({ path, targets }: Prediction, t: number, words: string[]): string {
  return path ? forkName(path, t, words) : words[targets[t].row];
}

/** Dot product, belief, loss and pull of every target. */
export function BagLossStage({ update, words, ...chosen }: OfPrediction) {
  const prediction = update.predictions[chosen.predicted];
  const { path, targets, word, loss } = prediction;
  return (
    <Stage
      title={path ? `${targets.length} forks, ${targets.length} guesses` : `${targets.length} guesses`}
      text={`The dot product with ${path ? 'the fork’s' : 'a target’s'} output vector, as a belief between 0 and 1: ${path ? 'how sure the network is of branch 0' : 'how sure it is that the two stood together'}. The loss is the price of being wrong, the pull what is missing from the belief × the learning rate. The darker a cell, the more wrong the guess.`}
      formula={
        <>
          x = h · out(t), h being {asked(update, words)}; σ(x) = 1 / (1 + e⁻ˣ); loss = −ln σ(x) where the truth is 1, −ln σ(−x) where it is 0; pull g = α (truth − σ(x)), which is −α ∂loss/∂x. {path ? 'Truth is 1 at a fork where branch 0 is right. The losses of a path sum to −ln of the word’s probability, and the probabilities of all words to 1: Morin & Bengio 2005; Mikolov et al. 2013, eq. 3.' : 'Truth is 1 for the word itself and 0 for a negative: Mikolov et al. 2013, eq. 4.'} {update.predictions.length > 1 && 'Each word is predicted from h as the one before has left it. '}The figures are those of the training code’s plain twin, before rounding for the screen.
        </>
      }
    >
      <Predicted update={update} words={words} {...chosen} />
      <table className="figures w-full border-separate border-spacing-px text-right text-small" data-testid="guesses">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="text-left font-normal">{path ? 'fork' : 'word'}</th>
            <th scope="col" className="px-1 font-normal">{path ? 'branch' : 'truth'}</th>
            <th scope="col" className="px-1 font-normal">dot</th>
            <th scope="col" className="px-1 font-normal">{path ? 'in 0' : 'belief'}</th>
            <th scope="col" className="px-1 font-normal">loss</th>
            <th scope="col" className="px-1 font-normal">pull</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((g, t) => (
            // oxlint-disable-next-line react/no-array-index-key -- a negative may be drawn twice
            <tr key={t}>
              <th scope="row" className={`h-7 max-w-24 truncate pr-1 text-left font-medium ${!path && g.label === 1 ? 'text-accent' : ''}`}>{targetName(prediction, t, words)}</th>
              <td className="px-1">{path ? 1 - g.label : g.label}</td>
              <td className="px-1">{share(g.dot)}</td>
              <td className="rounded-sm px-1" style={{ background: `color-mix(in srgb, var(--accent) ${Math.round(42 * Math.abs(g.label - g.sigma))}%, var(--sunken))` }}>{share(g.sigma)}</td>
              <td className="px-1">{share(g.loss)}</td>
              <td className="px-1">{small(g.gradient)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {path && <p data-testid="probability">So “{words[word]}” gets the probability {small(Math.exp(-loss))} among all words: the beliefs in the right branches, multiplied. Its loss is {share(loss)} nats.</p>}
      <p data-testid="total">
        Loss in all {share(update.loss)} nats{update.predictions.length > 1 && `, ${share(update.loss / update.predictions.length)} a context word`}. The step makes it <b className="font-medium">{share(update.lossAfter)}</b>.
      </p>
    </Stage>
  );
}

/** What moved, by how much, and how it looks on the map. */
export function BagMoveStage({ update, words, ...chosen }: OfPrediction) {
  const { bag, predicts, predictions, mean, moves } = update;
  const prediction = predictions[chosen.predicted];
  const { path, targets, word } = prediction;
  const pieces = hasPieces(update);
  const outputs = new Map(moves.filter((m) => m.side !== 'input').map((m) => [m.word, m]));
  const h = asked(update, words);
  const one = h !== 'the mean';
  const first = outputs.get(targets[0].row)!;
  const against = `cosine with ${path ? 'the first fork’s' : `${words[word]}’s`} output vector`;
  const what = predicts === 'center' ? 'context word' : 'center word';
  const seen = [...new Map(targets.map((g, t) => [g.row, { name: targetName(prediction, t, words), change: outputs.get(g.row)! }])).values()];
  return (
    <Stage
      title="The vectors move"
      text={`${one ? `What ${h} lacks is given to it` : 'What the mean lacks is given to every row it was made of, whole and not divided'}${pieces ? ', so that other words with the same pieces move a little too' : ''}. ${path ? 'Each fork’s' : 'Each target’s'} output vector goes along ${one ? 'the word vector' : 'the mean'} or away from it. Nothing else in the network changes.`}
      formula={
        <>
          in(r) += Σ g · out(t) for {one ? 'its one row r' : 'each row r of the mean'}, over the targets of {predictions.length > 1 ? 'all words that are predicted' : 'the word'}{!one && ', and again where a row stands in it twice'}; out(t) += g · h. One step of stochastic gradient descent{!one && '; that each row gets the whole gradient and not its share is how word2vec.c, gensim and fastText do it'}. Targets go in groups of 6, each from the values the last one left. Lengths are Euclidean.{pieces && ' A word’s vector is the mean of its rows.'} On the map: as for skip-gram, the linear map of each word’s 24 nearest neighbours takes its vector before and after to the map (Hoerl & Kennard 1970).
        </>
      }
    >
      <OnMap what={what} />
      <Predicted update={update} words={words} {...chosen} />
      <Moves id="word" title={predicts === 'center' ? 'Word vectors of the context' : 'Word vector of the center'} against={against} moves={moves.filter((m) => m.side === 'input').map((change) => ({ name: words[change.word], change }))} toward={first} />
      {pieces && distinct(bag).map((of) => (
        <Folded key={of.word} summary={`Rows of ${words[of.word]}: ${of.rows.length}`} open={bag.length === 1}>
          <Moves id="pieces" title="" against={against} moves={rowNames(of, words).map((name, r) => ({ name: `${name}${of.rows[r].times > 1 ? ` × ${of.rows[r].times}` : ''}`, change: of.rows[r] }))} toward={first} />
        </Folded>
      ))}
      <Moves id="output" title={path ? `Output vectors of the forks to “${words[word]}”` : 'Output vectors of the targets'} against={`cosine with ${h}`} moves={seen} toward={mean} />
    </Stage>
  );
}
