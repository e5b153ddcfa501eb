'use client';

import { useState, type FormEvent } from 'react';
import { timesFirst } from '../../lib/space/ensemble/analogy';
import { parseExpression } from '../../lib/space/expression';
import { shownMoment } from '../../lib/store/film-moment';
import { ANALOGY_VOCABULARY, ask, select } from '../../lib/store/questions';
import { activeSpace } from '../../lib/store/store';
import { InFilm } from '../film/in-film';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { count, share } from '../ui/numbers';
import { useApp } from '../use-app';
import { analogyExamples } from './examples';

const METHODS = [
  { value: 'add', label: '3CosAdd', detail: 'The words nearest to the sum (Mikolov et al. 2013)' },
  { value: 'mul', label: '3CosMul', detail: 'Multiplies similarities: no single term dominates (Levy & Goldberg 2014)' },
  { value: 'pair', label: 'PairDirection', detail: 'The same direction of change: a − b + c only' },
];

/** Arithmetic with words; the answer's arrows are drawn on the map. */
export function AnalogyPanel() {
  const { analogy, space, moment, catalogue } = useApp((s) => ({ analogy: s.analogy, space: activeSpace(s), moment: shownMoment(s, activeSpace(s)), catalogue: s.catalogue }));
  const [draft, setDraft] = useState<string | null>(null);
  if (!space) return <Empty>Train a model or load a space first; then do arithmetic with its words.</Empty>;
  const examples = analogyExamples(catalogue, [space.id, space.corpusId], 6).filter((e) => parseExpression(e, () => true).every(({ name }) => space.words.rowOf(name) >= 0));
  const submit = (e: FormEvent) => {
    e.preventDefault();
    ask(draft ?? analogy.expression);
  };
  const { result, of } = analogy;
  return (
    <section aria-label="Analogy" className="space-y-3">
      <form onSubmit={submit} className="flex gap-2">
        <input
          aria-label="Analogy expression"
          className="h-9 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11"
          placeholder="king − man + woman"
          value={draft ?? analogy.expression}
          onChange={(e) => setDraft(e.target.value)}
          spellCheck={false}
          autoCapitalize="off"
        />
        <Button kind="primary" type="submit">Solve</Button>
      </form>
      <Choice label="Method" value={analogy.method} options={METHODS} onChange={(m) => ask(draft ?? analogy.expression, m as typeof analogy.method)} />
      <div className="flex flex-wrap gap-1.5">
        {examples.map((e) => (
          <Chip
            key={e}
            onClick={() => {
              setDraft(null);
              ask(e);
            }}
          >
            {e.replaceAll(' - ', ' − ')}
          </Chip>
        ))}
      </div>
      {analogy.error && <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{analogy.error}</p>}
      {result && of && (
        <div>
          <p className="mb-1 text-small text-muted">
            {result.expression.replaceAll(' - ', ' − ')} in {of.title}, among the {count(Math.min(ANALOGY_VOCABULARY, of.words))} most frequent words
          </p>
          {moment && <p className="mb-1 text-small"><InFilm moment={moment} /></p>}
          {result.terms.filter((t) => t.row < 0).map((t) => (
            <p key={t.name} className="mb-1 text-small text-muted">“{t.name}” is not in the vocabulary; its vector comes from its pieces.</p>
          ))}
          <ol className="figures" data-testid="answers">
            {result.answers.map((a, i) => (
              <li key={a.row}>
                <button type="button" onClick={() => select(a.name)} className={`flex min-h-7 w-full items-center gap-3 rounded px-1 text-left hover:bg-sunken max-lg:min-h-10 ${i === 0 ? 'font-medium text-accent' : ''}`}>
                  <span className="w-4 text-right text-small text-muted">{i + 1}</span>
                  <span className="grow truncate">{a.name}</span>
                  {'ranks' in a && timesFirst(a) > 0 && <span className="shrink-0 text-small text-muted">first in {timesFirst(a)} of {a.ranks.length} seeds</span>}
                  <span className="shrink-0 text-small text-soft">{share(a.score)}{'sd' in a && ` ± ${share(a.sd)}`}</span>
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
      {!result && !analogy.error && <p className="text-small text-muted">Words, +, −, numbers and parentheses; quote names with spaces: “new york” − usa + france. The words you use are not offered as answers.</p>}
    </section>
  );
}
