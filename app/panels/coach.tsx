'use client';

import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Model, Preset } from '../../lib/models/model';
import { askable, expectation, knowsNone, type Askable } from '../../lib/models/skipgram/coach';
import { memoryBytes } from '../../lib/models/skipgram/memory';
import { keptShare } from '../../lib/models/skipgram/sampling';
import { LEAST_KEPT, leavesNothing } from '../../lib/models/skipgram/subsampled';
import type { OptionValues } from '../../lib/options';
import { measureSpeed } from '../../lib/store/coach';
import type { OpenCorpus } from '../../lib/store/state';
import { Cancelled } from '../../lib/work';
import { count, duration, percent, share, size } from '../ui/numbers';
import { useApp } from '../use-app';

const PRESETS: Record<Preset, { label: string; help: string }> = {
  fast: { label: 'Fast', help: 'A few large steps: a good picture in seconds.' },
  quality: { label: 'Quality', help: 'More passes, smaller steps: truer neighbours.' },
};

/** Two sets of settings that suit the size of the text; null once a person has set something else. */
export function Presets({ value, onChange }: { value: Preset | null; onChange: (value: Preset) => void }) {
  return (
    <div role="group" aria-label="Settings for this text">
      <div className="grid grid-cols-2 rounded-md border border-line p-0.5">
        {(Object.keys(PRESETS) as Preset[]).map((id) => (
          <button key={id} type="button" aria-pressed={value === id} onClick={() => onChange(id)} className={`min-h-7 rounded max-lg:min-h-11 ${value === id ? 'bg-accent-wash font-medium text-accent' : 'text-soft hover:bg-sunken'}`}>
            {PRESETS[id].label}
          </button>
        ))}
      </div>
      <p className="mt-1 text-small text-muted">{value ? PRESETS[value].help : 'Your own settings.'}</p>
    </div>
  );
}

/** Before a training: what it takes here (in so many turns, one after the other), what can be hoped for, and what the text cannot be asked. */
export function Coach({ corpus, model, values, threads, turns, expressions }: { corpus: OpenCorpus; model: Model; values: OptionValues; threads: number; turns: number; expressions: string[] }) {
  const { ids, vocabulary } = corpus.encoded;
  const speed = useSpeed(corpus, model.id, values, threads);
  const asked = useMemo(() => askable(vocabulary, expressions), [vocabulary, expressions]);
  const strange = useMemo(() => expressions.length > 0 && knowsNone(vocabulary, expressions), [vocabulary, expressions]);
  const { sample, epochs } = values;
  const kept = useMemo(() => keptShare(vocabulary.counts, sample), [vocabulary, sample]);
  const nothing = useMemo(() => leavesNothing(corpus.encoded, { sample, epochs }), [corpus, sample, epochs]);
  const hope = expectation(corpus.encoded.tokens);
  const memory = useMemo(() => memoryBytes(corpus.encoded, model.id, values), [corpus, model, values]);
  return (
    <details open className="rounded-lg border border-line p-3" data-testid="coach">
      <summary className="cursor-pointer font-medium">What to expect</summary>
      <div className="figures mt-2 space-y-1.5 text-small text-soft">
        <p>
          {speed ? <>About <strong className="font-medium text-ink">{duration((turns * ids.length * values.epochs) / speed)}</strong> here ({count(speed)} tokens/s measured)</> : speed === 0 ? 'How fast this machine trains could not be measured' : 'Measuring how fast this machine trains …'} · {size(memory)} of memory.
        </p>
        {kept < 1 && (
          <p className={kept < LEAST_KEPT ? 'text-ink' : undefined}>
            Subsampling leaves {percent(kept)} of the tokens{kept < LEAST_KEPT && ': a small text may remain nearly untrained; raise it, or set it to 0'}.
          </p>
        )}
        {nothing && <p className="text-ink">Hardly two words of a sentence remain beside each other: there is next to nothing to learn from.</p>}
        {hope ? (
          <p>
            Vectors from an English encyclopedia of {count(hope.tokens)} tokens agreed with people on which words are alike at {share(hope.similarity)} (1 is perfect) and answered {Math.round(hope.analogies * 100)} % of analogies.
          </p>
        ) : (
          <p>With {count(corpus.encoded.tokens)} tokens the text is too small to expect more than which of its frequent words keep the same company.</p>
        )}
        {strange ? (
          <p>None of the words of the usual analogies, {expressions[0].replaceAll(' - ', ' − ')} and others, is in this text: they cannot be asked.</p>
        ) : asked.length > 0 && <ul className="space-y-0.5">{asked.map((a) => <Question key={a.expression} {...a} />)}</ul>}
      </div>
    </details>
  );
}

function Question({ expression, missing, rare }: Askable) {
  const verdict = missing.length > 0 ? `cannot be asked: no ${missing.join(', ')}` : rare.length > 0 ? `a guess: ${rare.map(({ word, count: n }) => `${word} occurs ${n} times`).join(', ')}` : 'can be asked';
  const sign = missing.length > 0 ? '✕' : rare.length > 0 ? '?' : '✓';
  return (
    <li className="flex gap-1.5">
      <span aria-hidden className={missing.length + rare.length > 0 ? 'text-accent' : 'text-muted'}>{sign}</span>
      <span><span className="text-ink">{expression.replaceAll(' - ', ' − ')}</span>: {verdict}</span>
    </li>
  );
}

/** Tokens a second with these settings, 0 where they could not be measured, null before; measured anew, when nothing else runs, a moment after they changed. */
function useSpeed(corpus: OpenCorpus, model: string, values: OptionValues, threads: number): number | null {
  const busy = useApp((s) => s.jobs.length > 0);
  const key = JSON.stringify([corpus.id, model, threads, { ...values, epochs: 0, alpha: 0, seed: 0 }]);
  const [measured, setMeasured] = useState<{ key: string; speed: number } | null>(null);
  const known = measured?.key === key;
  const allowedNow = Object.values(values).every(Number.isFinite);
  const measure = useEffectEvent(() => measureSpeed(corpus, model, values, threads));
  useEffect(() => {
    if (busy || known || !allowedNow) return;
    let cancel = () => {};
    const timer = setTimeout(() => {
      const job = measure();
      cancel = job.cancel;
      // A text that cannot be trained on says why when training is asked for.
      job.promise.then((speed) => setMeasured({ key, speed }), (error: unknown) => error instanceof Cancelled || setMeasured({ key, speed: 0 }));
    }, 600);
    return () => {
      clearTimeout(timer);
      cancel();
    };
  }, [key, busy, known, allowedNow]);
  return known ? measured.speed : null;
}
