'use client';

import { useEffect, useMemo, useState } from 'react';
import type { IntertopicMap } from '../../../lib/models/lda/browse/intertopic';
import { salientWords } from '../../../lib/models/lda/browse/relevance';
import { select } from '../../../lib/store/questions';
import { mapOfTopics, topicShares } from '../../../lib/store/topics';
import { small } from '../../ui/numbers';
import type { TopicView } from './view';

/** In units of the drawing, which is as wide as the panel. */
const SIZE = 300;
/** Room for the largest circle and its name. */
const MARGIN = 42;
const LARGEST = 30;
const SALIENT = 24;

/** Topics as circles: the nearer, the more alike their words; the area is the share of the text. */
export function Intertopic({ view, onTopic }: { view: TopicView; onTopic: (topic: number) => void }) {
  const { shown, corpus, largest, words, colourOf } = view;
  const { topics } = shown;
  const [made, setMade] = useState<{ of: typeof topics; map: IntertopicMap } | null>(null);
  useEffect(() => {
    let current = true;
    void mapOfTopics(topics).then((map) => current && setMade({ of: topics, map }));
    return () => {
      current = false;
    };
  }, [topics]);
  const salient = useMemo(() => salientWords(topics, SALIENT, topicShares(topics)), [topics]);
  const map = made?.of === topics ? made.map : null;
  const place = map && scaleOf(map.places);
  const radius = (k: number) => LARGEST * Math.sqrt(topics.weights[k] / topics.weights[largest[0]]);
  return (
    <div className="space-y-4">
      {!map || !place ? <p className="text-small text-muted">Comparing the topics …</p> : (
        <figure>
          <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="figures w-full rounded-lg border border-line" role="group" aria-label="Map of topics" data-testid="intertopic">
            {largest.filter((k) => !shown.hidden[k]).map((k) => (
              <g key={shown.ids[k]} role="button" tabIndex={0} aria-label={`${shown.names[k]}, ${(topics.weights[k] * 100).toFixed(1)} % of the text`} className="cursor-pointer" onClick={() => onTopic(k)} onKeyDown={(e) => (e.key === 'Enter' || e.key === ' ') && (e.preventDefault(), onTopic(k))}>
                <title>{`${shown.names[k]}: ${words[k].slice(0, 3).join(', ')}`}</title>
                <circle cx={place(k, 0)} cy={place(k, 1)} r={radius(k)} fill={colourOf(k)} fillOpacity={0.35} stroke={colourOf(k)} />
                <text x={place(k, 0)} y={place(k, 1) + 3.5} textAnchor="middle" fontSize={10} fill="var(--ink)" stroke="var(--surface)" strokeWidth={2.5} paintOrder="stroke">{shortName(shown.names[k])}</text>
              </g>
            ))}
          </svg>
          <figcaption className="figures mt-1 text-small text-muted">The nearer two topics, the more alike their words (Jensen–Shannon); the area is the share of the text. The plane keeps {Math.round(map.kept * 100)} % of the differences.</figcaption>
        </figure>
      )}
      <div>
        <h3 className="mb-1 font-medium">Words that tell topics apart</h3>
        <p className="mb-1 text-small text-muted">Saliency: how much a word tells about its topic times how often it occurs (in thousandths of a nat; Chuang, Manning and Heer 2012).</p>
        <ol className="figures" data-testid="salient">
          {salient.map(({ id, saliency }) => {
            const word = corpus.encoded.vocabulary.words[id];
            return (
              <li key={id} className="grid grid-cols-[8rem_1fr_3rem] items-center gap-2">
                <button type="button" className="min-h-6 truncate rounded px-1 text-left hover:bg-sunken hover:text-accent max-lg:min-h-9" onClick={() => select(word)}>{word}</button>
                <span className="h-3.5 rounded-sm bg-accent" style={{ width: `${(100 * saliency) / salient[0].saliency}%` }} aria-hidden />
                <span className="text-right text-small text-soft">{small(1000 * saliency)}</span>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

/** The plane's places in the drawing, both axes at one scale. */
function scaleOf(places: Float32Array): (topic: number, axis: 0 | 1) => number {
  const range = [0, 1].map((axis) => {
    const values = places.filter((_, i) => i % 2 === axis);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
  const span = Math.max(...range.map(({ low, high }) => high - low)) || 1;
  return (topic, axis) => SIZE / 2 + ((places[topic * 2 + axis] - (range[axis].low + range[axis].high) / 2) / span) * (SIZE - 2 * MARGIN);
}

/** topic 12 is 12: the circle has no room for more. */
function shortName(name: string): string {
  const number = /^topic (\d+)$/.exec(name)?.[1];
  return number ?? (name.length > 14 ? `${name.slice(0, 13)}…` : name);
}
