'use client';

import type { ReactNode } from 'react';
import type { Negative, Step } from '../../lib/models/skipgram/microscope/step';
import { FIXED } from '../../lib/models/skipgram/options';
import type { OptionValues } from '../../lib/options';
import { lookAt, type Place, type Update } from '../../lib/store/microscope';
import { plain, share, small } from '../ui/numbers';

/** Tokens shown to each side of the chosen one: sentences may have a thousand. */
const AROUND = 18;

/** The sentence as the model reads it, and a coin for every token. */
export function CoinStage({ place, words, counts, options }: { place: Place; words: string[]; counts: Uint32Array; options: OptionValues }) {
  const { step, from } = place;
  const { coins, chosen } = step;
  const coin = coins[chosen];
  const total = counts.reduce((sum, n) => sum + n, 0);
  return (
    <Stage
      title="A coin for every word"
      text="Very frequent words say little about the words around them, so training leaves many of them out, by a coin for each token. The number is how often such a word stays; struck out is what the coin left out this time. Choose any word to look at it instead."
      formula={
        <>
          A token stays with probability √(t / f) + t / f, at most 1; f is the word’s share of the text and t = {plain(options.sample)} the subsampling threshold. For {words[coin.word]}: f = {counts[coin.word].toLocaleString('en')} / {total.toLocaleString('en')} = {small(counts[coin.word] / total)}, so {share(coin.probability)}. Only words of the vocabulary are shown, in order: the model sees no others, and neither capitals nor commas. Mikolov et al. 2013, “Distributed Representations of Words and Phrases”, §2.3; the formula is that of word2vec.c.
        </>
      }
    >
      <p className="flex flex-wrap gap-x-1 gap-y-1.5 leading-4" data-testid="sentence">
        {chosen > AROUND && <span className="text-muted">…</span>}
        {coins.slice(Math.max(0, chosen - AROUND), chosen + AROUND + 1).map((c, i) => {
          const at = Math.max(0, chosen - AROUND) + i;
          const name = words[c.word];
          return (
            <button
              key={at}
              type="button"
              aria-current={at === chosen}
              aria-label={`${name}, ${c.stays ? 'stays' : 'left out'}; stays with probability ${share(c.probability)}`}
              onClick={() => lookAt(from + at)}
              className={`figures flex min-h-9 flex-col items-center justify-center rounded px-1 hover:bg-sunken max-lg:min-h-11 ${at === chosen ? 'bg-accent-wash font-medium' : ''}`}
            >
              <span className={c.stays ? '' : 'text-muted line-through'}>{name}</span>
              <span className="text-small font-normal text-muted">{share(c.probability)}</span>
            </button>
          );
        })}
        {coins.length > chosen + AROUND + 1 && <span className="text-muted">…</span>}
      </p>
      <p data-testid="verdict">
        <b className="font-medium">{words[coin.word]}</b> stays with probability {share(coin.probability)}; its coin showed {share(coin.draw)}, so it {coin.stays ? 'stays' : 'is left out this time and nothing is learned here'}.
        {step.idle === 'alone' && ' No other word of the sentence stayed, so nothing is learned here.'}
      </p>
    </Stage>
  );
}

/** How far the window reaches this time, and the words in it. */
export function WindowStage({ step, update, words, options }: { step: Step<Update>; update: Update; words: string[]; options: OptionValues }) {
  const inside = new Map(update.contexts.map((c) => [c.coin, c.distance]));
  const kept = step.coins.map((c, at) => ({ ...c, at })).filter((c) => c.stays);
  const here = kept.findIndex((c) => c.at === step.chosen);
  const shown = kept.slice(Math.max(0, here - options.window - 3), here + options.window + 4);
  const fixed = options.windowKind === FIXED;
  return (
    <Stage
      title={`A window of ${update.reach} ${update.reach === 1 ? 'word' : 'words'} to each side`}
      text={fixed ? 'The window reaches equally far for every word. Words that the coin left out do not count.' : `The reach is drawn anew for every word, from 1 to ${options.window}: this time ${update.reach}. So near words are context more often than far ones: the next word always, the ${options.window}th one time in ${options.window}. Words that the coin left out do not count.`}
      formula={fixed ? <>The window of {options.window} is not drawn: every word in it is context. Levy, Goldberg & Dagan 2015, §3.1, compare both.</> : <>A word at distance d is context with probability (W − d + 1) / W, W = {options.window}: the dynamic window of word2vec.c. Levy, Goldberg & Dagan 2015, “Improving Distributional Similarity with Lessons Learned from Word Embeddings”, §3.1.</>}
    >
      <ol className="flex flex-wrap gap-x-1 gap-y-1.5" data-testid="window">
        {shown.map((c) => {
          const distance = inside.get(c.at);
          const style = c.at === step.chosen ? 'bg-accent text-on-accent' : distance ? 'bg-accent-wash' : 'text-muted';
          return (
            <li key={c.at} data-context={distance} className={`figures flex flex-col items-center rounded px-1.5 py-0.5 ${style}`}>
              <span className="font-medium">{words[c.word]}</span>
              <span className="text-small">{c.at === step.chosen ? 'center' : distance ? signed(distance) : '–'}</span>
            </li>
          );
        })}
      </ol>
      <p data-testid="aim"><Aim update={update} center={words[update.center]} /></p>
    </Stage>
  );
}

/** Who shall learn what from whom. */
function Aim({ update, center }: { update: Update; center: string }) {
  const many = update.contexts.length;
  const word = <b className="font-medium">{center}</b>;
  if (update.kind === 'shared') return <>{many === 1 ? 'The word vector of this one context word' : `The word vectors of these ${many} context words`} shall learn to tell {word} from words drawn at random.</>;
  const [how, rest] = update.predictions[0].path ? ['to find the way to', ''] : ['to tell', ' from words drawn at random'];
  if (update.predicts === 'center') return <>{many === 1 ? 'This one context word' : `These ${many} context words, averaged,`} shall learn {how} the word in the middle, {word}{rest && ','}{rest}.</>;
  return <>{word} shall learn {how} {many === 1 ? 'this one context word' : `each of these ${many} context words, one after another${rest && ','}`}{rest}.</>;
}

/** The words drawn at random that a word is told apart from. */
export function NegativesStage({ negatives, words, drawnFor, children }: { negatives: Negative[]; words: string[]; drawnFor: 'window' | 'center' | 'context'; children?: ReactNode }) {
  const most = Math.max(...negatives.map((n) => n.probability));
  const says = { window: ' All context words of this step use the same draw.', context: ' Each context word gets a draw of its own.', center: '' };
  return (
    <Stage
      title={`${negatives.length} words drawn at random`}
      text={`They stand for all the words that do not belong here. Frequent words come up more often, but less than their share of the text.${says[drawnFor]}`}
      formula={
        <>
          A word w is drawn with probability count(w)^¾ / Σ count^¾ (Mikolov et al. 2013, §2.2). How: each word has a slot of equal size that it shares with at most one other, its alias; a slot is drawn evenly, then a coin between 0 and 1 against the slot’s threshold decides which of the two it is (Walker 1977; Vose 1991).{drawnFor === 'window' && ' Sharing the draw over the window: Ji et al. 2016, “Parallelizing Word2Vec in Shared and Distributed Memory”.'}
        </>
      }
    >
      {children}
      <ol className="figures space-y-1.5" data-testid="negatives">
        {negatives.map((n) => (
          <li key={n.draw}>
            <div className="relative flex min-h-6 items-center justify-between gap-2 px-1">
              <span aria-hidden className="absolute inset-y-0 left-0 rounded-sm bg-accent-wash" style={{ width: `${(100 * n.probability) / most}%` }} />
              <span className={`relative font-medium ${n.rejected ? 'text-muted line-through' : ''}`}>{words[n.word]}</span>
              <span className="relative text-small text-soft">1 draw in {Math.round(1 / n.probability).toLocaleString('en')}</span>
            </div>
            <p className="px-1 text-small text-muted">
              Slot of {words[n.slot]}, coin {share(n.draw)} {n.draw < n.threshold ? 'under' : 'not under'} {share(n.threshold)}: {n.draw < n.threshold ? 'the word itself' : `its alias ${words[n.alias]}`}
              {n.rejected && `. It is the ${drawnFor === 'context' ? 'context' : 'center'} word itself, so it is left out`}
            </p>
          </li>
        ))}
      </ol>
    </Stage>
  );
}

/** A stage's frame: what happens in plain words, the thing itself, the formula one click deeper. */
export function Stage({ title, text, formula, children }: { title: string; text: string; formula: ReactNode; children: ReactNode }) {
  return (
    <div className="space-y-3">
      <div>
        <h3 className="font-medium">{title}</h3>
        <p className="text-small text-soft">{text}</p>
      </div>
      {children}
      <details className="text-small text-soft">
        <summary className="min-h-6 cursor-pointer rounded text-muted hover:text-ink max-lg:min-h-11 max-lg:py-3">Formula and source</summary>
        <p className="mt-1">{formula}</p>
      </details>
    </div>
  );
}

function signed(distance: number): string {
  return distance > 0 ? `+${distance}` : `−${-distance}`;
}
