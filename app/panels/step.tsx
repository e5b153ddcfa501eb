'use client';

import { useEffect, useState } from 'react';
import { fetchOutput, outputOffered } from '../../lib/store/output';
import { modelById } from '../../lib/models/registry';
import type { Microscope, OpenCorpus, OpenSpace } from '../../lib/store/state';
import { adjust, hierarchical, isCbow, sight, stagesOf, tossUntilItStays, type Place, type Sight, type Update } from '../../lib/store/microscope';
import { train } from '../../lib/store/training';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { NumberField } from '../ui/number-field';
import { useApp } from '../use-app';
import { BagLossStage, BagMoveStage, MeanStage, TargetsStage } from './step-bag';
import { ChoosePlace } from './step-place';
import { LossStage, MoveStage } from './step-learning';
import { CoinStage, NegativesStage, WindowStage } from './step-stages';

function nameOf(stage: Microscope['stage'], space: OpenSpace): string {
  const names = { coin: 'Coin', window: 'Window', mean: isCbow(space) ? 'Mean' : 'Pieces', targets: hierarchical(space) ? 'Path' : 'Negatives', loss: 'Loss', move: 'Move' };
  return names[stage];
}

const ALPHA = { name: 'alpha', label: 'Learning rate', help: 'How far this one step goes; training begins with this and falls to nothing.', default: 0.025, min: 0.0001, max: 1, integer: false };

/** One step of training at a place in the text, walked through stage by stage. */
export function StepPanel() {
  const seen = useApp(sight);
  if (seen.kind !== 'ready') return <Missing seen={seen} />;
  const { space, corpus, place } = seen;
  return (
    <section aria-label="Step" className="space-y-4">
      <p className="text-small text-muted">
        One step of training under the microscope: what {space.title} would learn from one word of {corpus.title}, from its vectors as they are now. Nothing is changed.
      </p>
      <ChoosePlace corpus={corpus} place={place} />
      {place && <Walk place={place} corpus={corpus} space={space} />}
    </section>
  );
}

function Walk({ place, corpus, space }: { place: Place; corpus: OpenCorpus; space: OpenSpace }) {
  const { stage, seed, alpha } = useApp((s) => s.microscope);
  const { step } = place;
  const { words, counts } = corpus.encoded.vocabulary;
  const stages = stagesOf(space);
  const at = step.update ? Math.max(0, stages.indexOf(stage)) : 0;
  const name = (to: number) => nameOf(stages[to], space);
  const go = (to: number) => adjust({ stage: stages[to] });
  return (
    <>
      <nav aria-label="Stages of the step" className="flex items-center gap-1">
        <ol className="flex min-w-0 grow">
          {stages.map((s, i) => (
            <li key={s} className="min-w-0 grow">
              <button
                type="button"
                aria-current={i === at ? 'step' : undefined}
                disabled={!step.update && i > 0}
                onClick={() => go(i)}
                className={`min-h-9 w-full truncate border-b-2 px-0.5 text-small disabled:opacity-50 max-lg:min-h-11 ${i === at ? 'border-accent font-medium text-ink' : 'border-line text-soft hover:text-ink'}`}
              >
                {i + 1} {name(i)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div data-testid="stage">
        {at === 0 && <CoinStage place={place} words={words} counts={counts} options={space.options} />}
        {step.update && stages[at] === 'window' && <WindowStage step={step} update={step.update} words={words} options={space.options} />}
        {step.update && at > 1 && <Learning key={place.token} stage={stages[at]} update={step.update} words={words} counts={counts} />}
      </div>
      <div className="flex gap-2">
        <Button disabled={at === 0} onClick={() => go(at - 1)}>Back</Button>
        {step.update ? (
          <Button kind="primary" className="grow" disabled={at === stages.length - 1} onClick={() => go(at + 1)}>
            {at === stages.length - 1 ? 'That was the step' : `Next: ${name(at + 1).toLowerCase()}`}
          </Button>
        ) : (
          <Button kind="primary" className="grow" onClick={tossUntilItStays}>Toss until it stays</Button>
        )}
        <Button onClick={() => adjust({ seed: seed + 1 })} title={`Other random choices; this is seed ${seed}`}>New coin</Button>
      </div>
      <NumberField key={space.id} option={{ ...ALPHA, default: space.options.alpha }} value={alpha ?? space.options.alpha} onChange={(value) => value >= ALPHA.min && value <= ALPHA.max && adjust({ alpha: value })} />
      {space.options.centre === 1 && <p className="text-small text-muted">The mean was taken from these word vectors when training had ended; the step begins from the vectors {space.model === 'subword' ? 'before that, as their pieces still are' : 'as they are on the map'}.</p>}
      {space.builtIn && <p className="text-small text-muted">The built-in space was downloaded with 8 bits a number, so its vectors are rounded by up to half a percent of each row’s greatest number; the step is computed exactly from those.</p>}
    </>
  );
}

/** The stages after the window. */
function Learning({ stage, update, words, counts }: { stage: Microscope['stage']; update: Update; words: string[]; counts: Uint32Array }) {
  const [chosen, setChosen] = useState(0);
  if (update.kind === 'shared') {
    if (stage === 'targets') return <NegativesStage negatives={update.negatives} words={words} drawnFor="window" />;
    return stage === 'loss' ? <LossStage update={update} words={words} /> : <MoveStage update={update} words={words} />;
  }
  // other chances reach less far
  const of = { update, words, predicted: Math.min(chosen, update.predictions.length - 1), onPredicted: setChosen };
  if (stage === 'mean') return <MeanStage update={update} words={words} />;
  if (stage === 'targets') return <TargetsStage {...of} counts={counts} />;
  return stage === 'loss' ? <BagLossStage {...of} /> : <BagMoveStage {...of} />;
}

function Missing({ seen }: { seen: Exclude<Sight, { kind: 'ready' }> }) {
  const { training, reading, corpusId } = useApp((s) => ({ training: s.jobs.some((j) => j.kind === 'train'), reading: s.jobs.some((j) => j.kind === 'text'), corpusId: s.corpusId }));
  const id = seen.kind === 'no output' ? seen.space.id : null;
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (id) void fetchOutput(id).finally(() => setAsked(id));
  }, [id]);
  const fetching = id !== null && asked !== id && outputOffered(id);
  if (seen.kind === 'no space') return <Empty>Open a text and train skip-gram, CBOW or subwords on it; then walk through one step of its training here, on your own words.</Empty>;
  const { space } = seen;
  if (seen.kind === 'other model') return <Empty>This shows one step of skip-gram, CBOW or subword training, and {space.title} was not made by one of them here. Choose such a space under Spaces, or train one.</Empty>;
  if (seen.kind === 'in training') return <Empty>This space is still being trained. When it is done, or kept as it is, one step of its training can be walked through here.</Empty>;
  if (seen.kind === 'no text' && reading) return <Empty>A text is being read. The step is taken at a place of {space.corpusTitle}, on which {space.title} was trained.</Empty>;
  if (seen.kind === 'no text') return <Empty>{space.title} was trained on {space.corpusTitle}, which is not open. Open it again under Text: the step is taken at a place in it.</Empty>;
  if (seen.kind === 'other text') return <Empty>{seen.corpus.title} now has words that {space.title} has no vectors for; train on it again, then look at a step here.</Empty>;
  if (seen.kind === 'other tree') return <Empty>{seen.corpus.title} now has other words or counts than when {space.title} was trained, so the tree of its words would be another one. Train on it again, then look at a step here.</Empty>;
  if (fetching) return <Empty>Fetching the output vectors of {space.title}: the second half of the network, which only training needs.</Empty>;
  return (
    <div className="space-y-3">
      <Empty>
        {hierarchical(space) ? 'Besides the word vectors on the map, the network has an output vector for each fork of the tree of words' : 'The network has two vectors for each word: the word vector on the map, and an output vector'} that is used in training. {space.title} came without its output vectors, so a step of its training cannot be computed. Train again: spaces trained here keep both.
      </Empty>
      {corpusId === space.corpusId && (
        <Button kind="primary" className="w-full whitespace-normal" disabled={training} onClick={() => void train(space.model, space.options, space.threads)}>Train {modelById(space.model).title} on {seen.corpus.title}</Button>
      )}
    </div>
  );
}
