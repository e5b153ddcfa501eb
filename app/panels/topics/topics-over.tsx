'use client';

import { useMemo, useState } from 'react';
import { topicsOver, type TopicsOver as Over } from '../../../lib/models/lda/browse/over';
import { Choice } from '../../ui/choice';
import { count } from '../../ui/numbers';
import { Swatch, Telling } from './marks';
import type { TopicView } from './view';

/** In units of a drawing, which is stretched to the panel's width. */
const HEIGHT = 32;

/** A chart a topic: its share of the text over the values of a metadata column, those that change most first. */
export function TopicsOver({ view, onTopic }: { view: TopicView; onTopic: (topic: number) => void }) {
  const { shown, corpus, largest, words, colourOf } = view;
  const { columns, documents } = corpus.encoded;
  const [name, setName] = useState(() => (columns.find((c) => c.kind === 'number') ?? columns[0]).name);
  const column = columns.find((c) => c.name === name) ?? columns[0];
  const over = useMemo(() => topicsOver(shown.topics, documents, column), [shown, documents, column]);
  const order = useMemo(() => largest.filter((k) => !shown.hidden[k]).sort((a, b) => spread(over, b) - spread(over, a)), [largest, shown, over]);
  const { groups, without } = over;
  return (
    <div className="space-y-3">
      <Choice label="Over" value={column.name} options={columns.map((c) => ({ value: c.name, label: c.name }))} onChange={setName} />
      {groups.length === 0 ? <p className="text-small text-muted">No document has a value of {column.name}.</p> : (
        <>
          <p className="figures text-small text-muted">
            Each topic’s share of the text, {groups[0].label} to {groups.at(-1)!.label} ({groups.length} {groups.length === 1 ? 'value' : 'values'}); those that change most first.
            {without > 0 && ` ${count(without)} documents have no ${column.name}.`}
          </p>
          <ol className="space-y-1" data-testid="topics-over">
            {order.map((k) => {
              const values = groups.map((_, g) => over.shares[g * shown.topics.count + k]);
              const top = values.indexOf(Math.max(...values));
              const peak = `most in ${groups[top].label}: ${(values[top] * 100).toFixed(1)} %`;
              return (
                <li key={shown.ids[k]}>
                  <button type="button" className="w-full rounded-lg px-2 py-1.5 text-left hover:bg-sunken" onClick={() => onTopic(k)}>
                    <span className="figures flex items-center gap-2"><Swatch colour={colourOf(k)} /><span className="truncate font-medium">{shown.names[k]} <Telling words={words[k]} /></span></span>
                    <span className="figures block text-small text-muted">{peak}</span>
                    <Shape values={values} labels={groups.map((g) => g.label)} line={column.kind === 'number'} colour={colourOf(k)} />
                  </button>
                </li>
              );
            })}
          </ol>
          <p className="figures flex justify-between px-2 text-small text-muted" aria-hidden><span>{groups[0].label}</span><span>{groups[groups.length >> 1].label}</span><span>{groups.at(-1)!.label}</span></p>
        </>
      )}
    </div>
  );
}

/** Numbers follow each other and are joined by a line; categories stand apart as bars. Each chart has its own height. */
function Shape({ values, labels, line, colour }: { values: number[]; labels: string[]; line: boolean; colour: string }) {
  const most = Math.max(...values, 1e-9);
  const n = values.length;
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 2);
  const x = (g: number) => (n === 1 ? 0 : (100 * g) / (n - 1));
  const path = `${values.map((v, g) => `${g === 0 ? 'M' : 'L'}${x(g).toFixed(2)} ${y(v).toFixed(2)}`).join('')}${n === 1 ? 'H100' : ''}`;
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="mt-1 h-8 w-full border-b border-line" aria-hidden>
      {line ? (
        <>
          <path d={`${path}V${HEIGHT}H0Z`} fill={colour} fillOpacity={0.2} />
          <path d={path} fill="none" stroke={colour} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </>
      ) : values.map((v, g) => <rect key={labels[g]} x={(100 * g) / n + 10 / n} width={80 / n} y={y(v)} height={HEIGHT - y(v)} fill={colour} fillOpacity={0.6} />)}
    </svg>
  );
}

/** How much a topic's share changes over the column: its standard deviation, by the tokens of the groups. */
function spread({ groups, shares }: Over, topic: number): number {
  const topics = shares.length / groups.length;
  const all = groups.reduce((sum, g) => sum + g.tokens, 0) || 1;
  const mean = groups.reduce((sum, { tokens }, g) => sum + tokens * shares[g * topics + topic], 0) / all;
  return groups.reduce((sum, { tokens }, g) => sum + tokens * (shares[g * topics + topic] - mean) ** 2, 0) / all;
}
