'use client';

import { useState } from 'react';
import type { PairList } from '../../lib/store/comparing';
import { select } from '../../lib/store/questions';
import { Button } from '../ui/button';
import { share } from '../ui/numbers';
import { WhyButton } from './why-button';

const FEW = 12;

/** The two ranked lists: pairs that one space holds together and the other far apart. */
export function PairLists({ lists, titles }: { lists: PairList[]; titles: [string, string] }) {
  return <>{lists.map((list) => <List key={list.near} list={list} titles={titles} />)}</>;
}

function List({ list: { near, space, title, apart, pairs }, titles }: { list: PairList; titles: [string, string] }) {
  const [all, setAll] = useState(false);
  const other = near === 'a' ? titles[1] : titles[0];
  return (
    <section aria-label={title} data-testid={`pairs-${near}`}>
      <h3 className="flex items-center gap-1.5 font-medium"><Swatch near={near} />{title}</h3>
      <p className="mb-1 text-small text-muted">
        Near in {space.title}, far in {other}{apart && ', and never in one sentence'}. Figures: similarity in {titles[0]}, then in {titles[1]}.
      </p>
      {pairs.length === 0 && <p className="text-soft">There is no such pair among these words.</p>}
      <ol className="figures">
        {pairs.slice(0, all ? pairs.length : FEW).map((p) => (
          <li key={`${p.first} ${p.second}`} className="group flex items-center">
            <button type="button" className="flex min-h-6 min-w-0 grow items-center justify-between gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-9" onClick={() => select(p.first)}>
              <span className="truncate">{p.first}<span className="text-muted"> · </span>{p.second}</span>
              <span className="shrink-0 text-small text-soft">{share(p.inA)} <span className="text-muted">/</span> {share(p.inB)}</span>
            </button>
            <WhyButton space={space} word={p.first} other={p.second} />
          </li>
        ))}
      </ol>
      {pairs.length > FEW && <Button kind="quiet" className="-ml-1" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Fewer' : `All ${pairs.length}`}</Button>}
    </section>
  );
}

/** The mark that the list's pairs have in the scatter. */
export function Swatch({ near }: { near: 'a' | 'b' }) {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden className="shrink-0">
      {near === 'a' ? <circle cx={5} cy={5} r={3.6} fill="var(--accent)" /> : <path d="M5 0.8 9.2 5 5 9.2 0.8 5Z" fill="var(--torn)" />}
    </svg>
  );
}
