'use client';

import { useMemo, useState } from 'react';
import { withCaution } from '../../lib/models/skipgram/coach';
import { allowed, type Option } from '../../lib/options';
import type { OpenCorpus, OpenSpace } from '../../lib/store/state';
import { activeCorpus, activeSpace } from '../../lib/store/store';
import { canContinue, continueTraining } from '../../lib/store/training';
import { Button } from '../ui/button';
import { Curve } from '../ui/curve';
import { count, duration, plain } from '../ui/numbers';
import { NumberField } from '../ui/number-field';
import { useApp } from '../use-app';
import { curveLabel } from './training';

/** How the training of the space on the map went, and how it can go on. */
export function Trained({ threads }: { threads: number }) {
  const { space, corpus } = useApp((s) => ({ space: activeSpace(s), corpus: activeCorpus(s) }));
  if (!space || space.training) return null;
  const goesOn = corpus !== undefined && canContinue(space);
  if (space.curve.length === 0 && !goesOn) return null;
  const speed = space.figures.tokensPerSecond;
  return (
    <div className="space-y-2 rounded-lg border border-line p-3">
      {space.curve.length > 0 && (
        <div data-testid="trained" data-speed={speed}>
          <p className="mb-2 text-small text-muted">{space.title} learned in {duration(space.seconds)}{speed > 0 && `, ${count(speed)} tokens/s`}{space.figures.epochs % 1 > 0 && `, stopped in epoch ${Math.ceil(space.figures.epochs)} of ${space.options.epochs}`}:</p>
          <Curve label={curveLabel(space.figures)} points={space.curve} />
        </div>
      )}
      {goesOn && <Continue key={space.id} space={space} corpus={corpus} threads={threads} />}
    </div>
  );
}

const EPOCHS: Option = { name: 'epochs', label: 'Further epochs', help: 'How often the text that is open now is read.', default: 5, min: 1, max: 1000, integer: true };
const RATE: Option = { name: 'alpha', label: 'Starting rate', help: 'Small to refine, 0.025 to learn a new text.', default: 0.01, min: 0.0001, max: 1, integer: false };

/** More epochs from where the space stands, over the text that is open now. */
function Continue({ space, corpus, threads }: { space: OpenSpace; corpus: OpenCorpus; threads: number }) {
  const [epochs, setEpochs] = useState(EPOCHS.default);
  const [alpha, setAlpha] = useState(RATE.default);
  const { length } = corpus.encoded.vocabulary.words;
  const fresh = useMemo(() => corpus.encoded.vocabulary.words.filter((word) => space.words.rowOf(word) < 0).length, [space, corpus]);
  return (
    <details data-testid="continue">
      <summary className="min-h-8 cursor-pointer font-medium max-lg:min-h-11">Continue {space.title}</summary>
      <div className="mt-1 space-y-2.5">
        <p className="text-small text-muted">
          Goes on from these vectors over {corpus.title}, as a space beside this one.
          {fresh > 0 && fresh < length && ` ${plain(fresh)} of its words are new and enter the vocabulary; words it lacks keep their vectors.`}
        </p>
        {fresh === length && <p className="text-small">This text shares no word with these vectors: they stay as they are, and its words begin at random, as in a training of its own.</p>}
        {space.ensemble && <p className="text-small">Of the {space.ensemble.length} seeds it goes on from the first alone: the new space tells no spread.</p>}
        <NumberField option={EPOCHS} value={epochs} onChange={setEpochs} />
        <NumberField option={withCaution(RATE, alpha)} value={alpha} onChange={setAlpha} />
        <Button className="w-full" disabled={!allowed(EPOCHS, epochs) || !allowed(RATE, alpha)} onClick={() => void continueTraining(space.id, { epochs, alpha }, threads)}>
          Continue
        </Button>
      </div>
    </details>
  );
}
