'use client';

import { useEffect, useMemo, useState } from 'react';
import { WEIGHTINGS, type GroupTerms, type WeightedTerm, type Weighting } from '../../lib/models/tfidf/groups';
import { select } from '../../lib/store/questions';
import { wordsOfGroups } from '../../lib/store/search';
import type { OpenCorpus } from '../../lib/store/state';
import { Choice } from '../ui/choice';
import { count, small } from '../ui/numbers';

const HOW: Record<Weighting, { label: string; help: string }> = {
  'log-odds': { label: 'log-odds', help: 'Words that are most surely more frequent in the group than in all others (z-scores of log-odds, Monroe, Colaresi and Quinn 2008).' },
  'c-tf-idf': { label: 'c-tf-idf', help: 'Words that are frequent in the group and rare in all of the text (class-based tf-idf, Grootendorst 2022); with few, large groups much the same for each.' },
};

/** More groups than this are names, not groups. */
const MOST = 60;

/** What sets the groups of a metadata column apart. */
export function Groups({ corpus }: { corpus: OpenCorpus }) {
  const columns = useMemo(() => corpus.encoded.columns.filter((c) => c.kind === 'number' || new Set(c.values).size <= MOST), [corpus]);
  const [column, setColumn] = useState<string | null>(null);
  const [weighting, setWeighting] = useState<Weighting>('log-odds');
  const [told, setTold] = useState<{ of: string; groups: GroupTerms[] } | null>(null);
  const of = `${corpus.id}\n${column}\n${weighting}`;
  useEffect(() => {
    if (!column) return;
    let current = true;
    void wordsOfGroups(corpus.id, column, weighting).then((groups) => current && setTold({ of, groups }));
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names the corpus, the column and the weighting
  }, [of]);
  if (columns.length === 0) return null;
  const groups = told?.of === of ? told.groups : null;
  return (
    <section aria-label="Words of groups" className="space-y-2 border-t border-line pt-3">
      <Choice label="What sets groups of documents apart" value={column ?? ''} options={columns.map((c) => ({ value: c.name, label: c.name }))} onChange={setColumn} />
      {!column && <p className="text-small text-muted">Choose a column of {corpus.title}: the words that each group has more of than the others.</p>}
      {column && (
        <>
          <Choice label="Weighed by" value={weighting} options={WEIGHTINGS.map((id) => ({ value: id, label: HOW[id].label }))} onChange={(chosen) => setWeighting(chosen as Weighting)} />
          <p className="text-small text-muted">{HOW[weighting].help}</p>
        </>
      )}
      {column && !groups && <p className="text-small text-muted">Counting …</p>}
      {groups && (
        <ul className="space-y-2" data-testid="groups">
          {groups.map((g) => (
            <li key={g.group}>
              <p className="figures flex justify-between gap-2"><span className="truncate font-medium">{g.group}</span><span className="shrink-0 text-small text-muted">{g.documents.toLocaleString('en')} documents · {count(g.tokens)} tokens</span></p>
              {g.terms.length > 0 ? <Terms terms={g.terms} /> : <p className="text-small text-muted">Nothing sets it apart.</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Words with their weights on pointing at them; one chosen is chosen on the map. */
export function Terms({ terms }: { terms: WeightedTerm[] }) {
  return (
    <p>
      {terms.map(({ word, weight, count: times }) => (
        <button key={word} type="button" className="mx-0.5 min-h-6 rounded px-0.5 hover:bg-sunken hover:text-accent max-lg:min-h-9" title={`${times.toLocaleString('en')} times; weight ${small(weight)}`} onClick={() => select(word)}>{word}</button>
      ))}
    </p>
  );
}
