'use client';

import { ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { Model } from '../../lib/models/model';
import type { Option, OptionValues } from '../../lib/options';
import { select } from '../../lib/store/questions';
import { joinable, joinSeeds, measureStability, MOST_SEEDS, seedBytes } from '../../lib/store/seeds';
import type { OpenCorpus, OpenSpace } from '../../lib/store/state';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { NumberField } from '../ui/number-field';
import { share, size } from '../ui/numbers';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';
import { StabilityChart } from './stability-chart';

/** How many seeds may be trained. */
const SEEDS: Omit<Option, 'help'> = { name: 'seeds', label: 'Seeds', default: 1, min: 1, max: MOST_SEEDS, integer: true };
/** Words listed as the least stable; below so many occurrences nothing else is to be expected. */
const LISTED = 8;
const FREQUENT = 100;

/** Whether the model draws at random, so that seeds differ. */
export function hasSeeds(model: Model): boolean {
  return model.options.some((o) => o.name === 'seed');
}

/** How many seeds to train side by side, and what they hold. */
export function SeedsField({ value, values, corpus, onChange }: { value: number; values: OptionValues; corpus: OpenCorpus | undefined; onChange: (value: number) => void }) {
  const bytes = seedBytes(corpus?.encoded.vocabulary.words.length ?? 0, values.dims ?? values.topics, value);
  const help =
    value > 1
      ? `${value} trainings side by side, one thread each; they hold ${size(bytes || 0)}. Every answer then tells its spread.`
      : 'More than one shows which neighbours are chance: every answer then tells its spread.';
  return <NumberField option={{ ...SEEDS, help }} value={value} onChange={onChange} />;
}

/** How far each seed of a training is. */
export function SeedBars({ shares }: { shares: number[] }) {
  return (
    <ul className="grid grid-cols-4 gap-x-2 gap-y-1" data-testid="seed-bars">
      {shares.map((done, s) => [s + 1, done]).map(([seed, done]) => (
        <li key={seed} className="figures text-small text-muted">
          <ProgressBar done={done} total={1} label={`Seed ${seed}`} />
          <span aria-hidden>seed {seed}</span>
        </li>
      ))}
    </ul>
  );
}

/** Below a space in the list: how far its seeds agree, and on what that depends. */
export function SeedsOfSpace({ space }: { space: OpenSpace }) {
  const measuring = useApp((s) => s.jobs.some((j) => j.kind === 'stability'));
  const { ensemble, stability } = space;
  if (!ensemble) return null;
  if (!stability) {
    return (
      <div className="w-full rounded-b-lg border-t border-line bg-surface px-2.5 py-1.5 text-small text-soft">
        {ensemble.length} seeds · {measuring ? 'comparing their neighbours …' : <Button kind="quiet" onClick={() => void measureStability(space.id)}>Measure stability</Button>}
      </div>
    );
  }
  return (
    <details className="group w-full rounded-b-lg border-t border-line bg-surface px-2.5" data-testid={`seeds-${space.id}`}>
      <summary className="figures flex min-h-8 cursor-pointer list-none items-center gap-1 text-small text-soft hover:text-ink max-lg:min-h-11">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" /> {ensemble.length} seeds · stability {share(stability.mean)}
      </summary>
      <div className="space-y-3 pb-3">
        <StabilityChart space={space} stability={stability} />
        <Fickle space={space} />
      </div>
    </details>
  );
}

/** Spaces trained one by one that differ in their seed alone can become one. */
export function JoinSeeds() {
  const spaces = useApp((s) => s.spaces);
  const groups = useMemo(() => joinable(spaces), [spaces]);
  return groups.map((group) => (
    <Button key={group[0].id} className="w-full" onClick={() => void joinSeeds(group)}>
      <span className="truncate">Join {group.length} seeds of {group[0].title}</span>
    </Button>
  ));
}

/** Frequent words that nevertheless change their company: the surprising ones. */
function Fickle({ space }: { space: OpenSpace }) {
  const { words, stability } = space;
  const fickle = useMemo(() => {
    const asked = Array.from(stability?.rows ?? [], (row, i) => ({ row, name: words.names[row], value: stability?.values[i] ?? Number.NaN }));
    const often = asked.filter(({ row, value }) => value < 0.5 && (words.counts?.[row] ?? 0) >= FREQUENT);
    return often.toSorted((a, b) => a.value - b.value).slice(0, LISTED);
  }, [words, stability]);
  if (fickle.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-small text-muted">Least stable of the words that occur {FREQUENT} times or more:</p>
      <div className="flex flex-wrap gap-1.5">
        {fickle.map((w) => <Chip key={w.row} onClick={() => select(w.name)}>{w.name} <span className="figures">{share(w.value)}</span></Chip>)}
      </div>
    </div>
  );
}
