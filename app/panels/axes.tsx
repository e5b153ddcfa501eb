'use client';

import { Plus, X } from 'lucide-react';
import { useState, type DragEvent, type FormEvent } from 'react';
import { axisText, parseEnd, type AxisWords } from '../../lib/space/axis-words';
import { find, suggestions } from '../../lib/space/suggest';
import type { VectorSpace } from '../../lib/space/space';
import { axisExamples } from '../../lib/store/layout-choice';
import { changeAxes } from '../../lib/store/maps';
import { layoutKey } from '../../lib/store/view';
import { activeSpace } from '../../lib/store/store';
import { endName } from '../map-axes';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Empty } from '../ui/empty';
import { useApp } from '../use-app';
import { AxisResult } from './axis-result';

/** What is typed at the two ends of an axis. */
interface Draft {
  /** Tells drafts apart while they come and go. */
  id: number;
  from: string;
  to: string;
}

const WHERE = ['across', 'upwards', 'in depth'];

/** Axes between words of one's own choosing: two fields an axis, what came of them below. */
export function AxesPanel() {
  const { space, axes, dims } = useApp((s) => ({ space: activeSpace(s), axes: s.view.axes, dims: s.view.dims }));
  if (!space) return <Empty>Train a model or load a space first; then place its words between two ends.</Empty>;
  return <Axes key={axes.map(({ from, to }) => `${from.join()}:${to.join()}`).join(' ')} words={space.words} axes={axes} dims={dims} />;
}

function Axes({ words, axes, dims }: { words: VectorSpace; axes: AxisWords[]; dims: 2 | 3 }) {
  const [drafts, setDrafts] = useState<Draft[]>(axes.length > 0 ? axes.map(({ from, to }, id) => ({ id, from: from.join(', '), to: to.join(', ') })) : [{ id: 0, from: '', to: '' }]);
  const layout = useApp((s) => (s.view.method === 'axes' && s.spaceId ? s.layouts[layoutKey(s.spaceId, s.view)] : undefined));
  const change = (i: number, change: Partial<Draft>) => setDrafts(drafts.map((d, at) => (at === i ? { ...d, ...change } : d)));
  const named = drafts.map(({ from, to }) => ({ from: parseEnd(from), to: parseEnd(to) }));
  const ready = named.some(({ from, to }) => from.length > 0 && to.length > 0) && named.flatMap(({ from, to }) => [...from, ...to]).every((word) => find(words, word) >= 0);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void changeAxes(named);
  };
  const examples = axisExamples(words);
  return (
    <section aria-label="Axes" className="space-y-3">
      <p className="text-small text-muted">Name what an axis runs between, in one word or several: every word then stands nearer to the end it resembles. Dimensions that you leave free show what else sets words apart.</p>
      <form onSubmit={submit} className="space-y-3">
        {drafts.map((draft, i) => (
          <fieldset key={draft.id} className="rounded-lg border border-line p-2.5">
            <legend className="px-1 text-small text-soft">Axis {i + 1}, {i < dims ? WHERE[i] : 'on a 3D map only'}</legend>
            <div className="space-y-1.5">
              <End label={`One end of axis ${i + 1}`} placeholder="good, nice" words={words} value={draft.from} onChange={(from) => change(i, { from })} />
              <End label={`Other end of axis ${i + 1}`} placeholder="bad, evil" words={words} value={draft.to} onChange={(to) => change(i, { to })} />
            </div>
            {drafts.length > 1 && <Button kind="quiet" className="mt-1" onClick={() => setDrafts(drafts.filter((_, at) => at !== i))}><X size={14} aria-hidden />Remove axis {i + 1}</Button>}
          </fieldset>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" disabled={!ready}>Place words</Button>
          {drafts.length < 3 && <Button onClick={() => setDrafts([...drafts, { id: Math.max(...drafts.map((d) => d.id)) + 1, from: '', to: '' }])}><Plus size={14} aria-hidden />Another axis</Button>}
        </div>
      </form>
      {examples.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-small text-muted">Try</span>
          {examples.map((axis) => <Chip key={axisText(axis)} onClick={() => void changeAxes([axis])}>{axis.from} … {axis.to}</Chip>)}
        </div>
      )}
      {layout?.axes?.map((axis, i) => layout.facts?.axes?.[i] && <AxisResult key={axisText(axis)} number={i} title={`${endName(axis.from)} … ${endName(axis.to)}`} test={layout.facts.axes[i]} positions={layout.positions} names={words.names} />)}
    </section>
  );
}

/** The words of one end: typed, dropped, or the chosen one by a press. */
function End({ label, placeholder, words, value, onChange }: { label: string; placeholder: string; words: VectorSpace; value: string; onChange: (value: string) => void }) {
  const selected = useApp((s) => s.selected);
  const typed = parseEnd(value);
  const unknown = typed.filter((word) => find(words, word) < 0);
  const add = (word: string) => onChange([...typed.filter((w) => w !== word), word].join(', '));
  const drop = (e: DragEvent) => {
    const text = e.dataTransfer.getData('text/plain').trim();
    if (!text) return;
    e.preventDefault();
    e.stopPropagation();
    add(text);
  };
  return (
    <div>
      <div className="flex gap-1.5">
        <input
          aria-label={label}
          aria-invalid={unknown.length > 0}
          className="h-8 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11"
          placeholder={placeholder}
          value={value}
          onChange={(e) => onChange(e.target.value)}
          onDrop={drop}
          spellCheck={false}
          autoCapitalize="off"
        />
        {selected && !typed.includes(selected) && (
          <Button draggable title={`Add “${selected}” here; it can also be dragged to a field`} aria-label={`Add ${selected} to ${label.toLowerCase()}`} className="max-w-28 shrink-0" onDragStart={(e) => e.dataTransfer.setData('text/plain', selected)} onClick={() => add(selected)}>
            <Plus size={14} className="shrink-0" aria-hidden /><span className="truncate">{selected}</span>
          </Button>
        )}
      </div>
      {unknown.map((word) => <p key={word} className="mt-0.5 text-small text-accent">{notKnown(words, word)}</p>)}
    </div>
  );
}

function notKnown(words: VectorSpace, word: string): string {
  const meant = suggestions(words, word, 3);
  return `“${word}” is not in this space${meant.length > 0 ? `; did you mean ${meant.join(', ')}?` : '.'}`;
}
