'use client';

import { useEffect, useMemo, useState } from 'react';
import type { GroupTerms, WeightedTerm } from '../../lib/models/tfidf/groups';
import { select } from '../../lib/store/questions';
import { wordsOfGroups } from '../../lib/store/search';
import type { OpenCorpus } from '../../lib/store/state';
import { Choice } from '../ui/choice';
import { count, small } from '../ui/numbers';

/** More groups than this are names, not groups. */
const MOST = 60;

/** What sets the groups of a metadata column apart. */
export function Groups({ corpus }: { corpus: OpenCorpus }) {
  const columns = useMemo(() => corpus.encoded.columns.filter((c) => c.kind === 'number' || new Set(c.values).size <= MOST), [corpus]);
  const [column, setColumn] = useState<string | null>(null);
  const [told, setTold] = useState<{ of: string; groups: GroupTerms[] } | null>(null);
  const of = `${corpus.id}\n${column}`;
  useEffect(() => {
    if (!column) return;
    let current = true;
    void wordsOfGroups(corpus.id, column).then((groups) => current && setTold({ of, groups }));
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names the corpus and the column
  }, [of]);
  if (columns.length === 0) return null;
  const groups = told?.of === of ? told.groups : null;
  return (
    <section aria-label="Words of groups" className="space-y-2 border-t border-line pt-3">
      <Choice label="What sets groups of documents apart" value={column ?? ''} options={columns.map((c) => ({ value: c.name, label: c.name }))} onChange={setColumn} />
      {!column && <p className="text-small text-muted">Choose a column of {corpus.title}: every group’s own words, by tf-idf with each group taken as one text.</p>}
      {column && !groups && <p className="text-small text-muted">Counting …</p>}
      {groups && (
        <ul className="space-y-2" data-testid="groups">
          {groups.map((g) => (
            <li key={g.group}>
              <p className="figures flex justify-between gap-2"><span className="truncate font-medium">{g.group}</span><span className="shrink-0 text-small text-muted">{g.documents.toLocaleString('en')} documents · {count(g.tokens)} tokens</span></p>
              <Terms terms={g.terms} />
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
