'use client';

import { useMemo, useState } from 'react';
import { topicsOver, type TopicsOver as Over } from '../../../lib/models/lda/browse/over';
import { ticksOf } from '../../../lib/text/ticks';
import { Choice } from '../../ui/choice';
import { count, percent } from '../../ui/numbers';
import { Swatch, Telling } from './marks';
import { BarNames, LineTicks, OverChart } from './over-chart';
import type { TopicView } from './view';

const ORDERS = { text: 'as they first occur', size: 'the largest first', name: 'by name' } as const;
type Order = keyof typeof ORDERS;

/** Categories in which a topic is largest that are named beside its chart. */
const NAMED = 3;

/** A chart a topic: its share of the text over the values of a metadata column, those that change most first. */
export function TopicsOver({ view, onTopic }: { view: TopicView; onTopic: (topic: number) => void }) {
  const { shown, corpus, largest, words, colourOf } = view;
  const { columns, documents } = corpus.encoded;
  const [name, setName] = useState(() => (columns.find((c) => c.kind === 'number') ?? columns[0]).name);
  const [order, setOrder] = useState<Order>('text');
  const [oneScale, setOneScale] = useState(false);
  const column = columns.find((c) => c.name === name) ?? columns[0];
  const over = useMemo(() => topicsOver(shown.topics, documents, column), [shown, documents, column]);
  const changing = useMemo(() => largest.filter((k) => !shown.hidden[k]).sort((a, b) => spread(over, b) - spread(over, a)), [largest, shown, over]);
  const { groups, without } = over;
  const categories = column.kind === 'category';
  const sorted = useMemo(() => (categories ? ordered(groups, order) : groups.map((_, g) => g)), [groups, order, categories]);
  const labels = sorted.map((g) => groups[g].label);
  const ends = [groups[0]?.at ?? 0, groups.at(-1)?.at ?? 0] as const;
  const placeOf = (at: number) => (ends[1] > ends[0] ? (at - ends[0]) / (ends[1] - ends[0]) : 0);
  const places = column.kind === 'category' ? null : groups.map((g) => placeOf(g.at!));
  const valuesOf = (k: number) => sorted.map((g) => over.shares[g * shown.topics.count + k]);
  const highest = changing.reduce((most, k) => Math.max(most, ...valuesOf(k)), 0);
  return (
    <div className="space-y-3">
      <div className="flex gap-2">
        <Choice className="grow" label="Over" value={column.name} options={columns.map((c) => ({ value: c.name, label: c.name }))} onChange={setName} />
        {categories && <Choice className="grow" label="In order" value={order} options={Object.entries(ORDERS).map(([value, label]) => ({ value, label }))} onChange={(chosen) => setOrder(chosen as Order)} />}
      </div>
      {groups.length === 0 ? <p className="text-small text-muted">No document has a value of {column.name}.</p> : (
        <>
          <p className="figures text-small text-muted">
            Each topic’s share of the text, {labels[0]} to {labels.at(-1)} ({groups.length} {groups.length === 1 ? 'group' : 'groups'} of documents); those that change most first.
            {oneScale ? ` All charts are of one height, ${percent(highest)}.` : ' Each chart has its own height: its largest share, which is told first.'}
            {without > 0 && ` ${count(without)} documents have no ${column.name}.`}
          </p>
          <label className="flex min-h-8 items-center gap-2 max-lg:min-h-11">
            <input type="checkbox" className="size-4 accent-accent" checked={oneScale} onChange={(e) => setOneScale(e.target.checked)} />
            One scale for all charts
          </label>
          <ol className="space-y-1" data-testid="topics-over">
            {changing.map((k) => {
              const values = valuesOf(k);
              return (
                <li key={shown.ids[k]} className="px-2">
                  <button type="button" className="-mx-2 w-[calc(100%+1rem)] rounded-lg px-2 pt-1.5 text-left hover:bg-sunken" onClick={() => onTopic(k)}>
                    <span className="figures flex items-center gap-2"><Swatch colour={colourOf(k)} /><span className="truncate font-medium">{shown.names[k]} <Telling words={words[k]} /></span></span>
                    <span className="figures block text-small text-muted">{mostIn(values, labels, categories ? NAMED : 1)}</span>
                  </button>
                  <OverChart of={shown.names[k]} values={values} labels={labels} places={places} colour={colourOf(k)} height={oneScale ? highest : Math.max(...values)} />
                </li>
              );
            })}
          </ol>
          {column.kind === 'category' ? <BarNames labels={labels} /> : <LineTicks ticks={ticksOf(...ends, { dates: column.dates })} placeOf={placeOf} />}
        </>
      )}
    </div>
  );
}

/** “most in Lincoln: 12.3 %, Johnson 8.1 %”. */
function mostIn(values: number[], labels: string[], named: number): string {
  const [first, ...others] = values.map((value, i) => ({ value, label: labels[i] })).sort((a, b) => b.value - a.value).slice(0, named);
  return [`most in ${first.label}: ${(first.value * 100).toFixed(1)} %`, ...others.map(({ label, value }) => `${label} ${(value * 100).toFixed(1)} %`)].join(', ');
}

/** Places of the groups in an order. */
function ordered(groups: Over['groups'], order: Order): number[] {
  const places = groups.map((_, g) => g);
  if (order === 'size') return places.sort((a, b) => groups[b].tokens - groups[a].tokens);
  return order === 'name' ? places.sort((a, b) => (groups[a].label < groups[b].label ? -1 : 1)) : places;
}

/** How much a topic's share changes over the column: its standard deviation, by the tokens of the groups. */
function spread({ groups, shares }: Over, topic: number): number {
  const topics = shares.length / groups.length;
  const all = groups.reduce((sum, g) => sum + g.tokens, 0) || 1;
  const mean = groups.reduce((sum, { tokens }, g) => sum + tokens * shares[g * topics + topic], 0) / all;
  return groups.reduce((sum, { tokens }, g) => sum + tokens * (shares[g * topics + topic] - mean) ** 2, 0) / all;
}
