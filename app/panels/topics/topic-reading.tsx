'use client';

import { useMemo } from 'react';
import { mixtureOf } from '../../../lib/models/lda/browse/reading';
import { select } from '../../../lib/store/questions';
import { colouredText } from '../../../lib/store/topics';
import { share } from '../../ui/numbers';
import { Swatch, Telling } from './marks';
import type { TopicView } from './view';

/** Topics that are named. */
const NAMED = 6;

/** The mixture of a text's topics, and the text with every word in the colour of its topic. @param shares p(topic | text) */
export function TopicReading({ view, shares, text, label, onTopic }: { view: TopicView; shares: Float32Array; text: string; label: string; onTopic: (topic: number) => void }) {
  const { shown, corpus, words, colourOf } = view;
  const mixture = useMemo(() => mixtureOf(shares), [shares]);
  const pieces = useMemo(() => colouredText(text, corpus, shown.topics, shares), [text, corpus, shown, shares]);
  return (
    <>
      <div className="flex h-3 overflow-hidden rounded-full" aria-hidden>
        {mixture.map(({ topic, share: part }) => <span key={topic} style={{ width: `${part * 100}%`, background: colourOf(topic) }} />)}
      </div>
      <ul className="figures" aria-label={label}>
        {mixture.slice(0, NAMED).map(({ topic, share: part }) => (
          <li key={topic}>
            <button type="button" className="flex min-h-7 w-full items-center justify-between gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-11" onClick={() => onTopic(topic)}>
              <span className="flex min-w-0 items-center gap-2"><Swatch colour={colourOf(topic)} /><span className="truncate">{shown.names[topic]} <Telling words={words[topic]} /></span></span>
              <span className="text-small text-soft">{share(part)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="leading-7 break-words whitespace-pre-line text-soft">
        {pieces.map((piece) =>
          piece.topic === null ? piece.text : (
            <button key={piece.at} type="button" className="rounded-sm text-ink underline decoration-2 underline-offset-3 hover:bg-sunken" style={{ textDecorationColor: colourOf(piece.topic) }} title={shown.names[piece.topic]} onClick={() => select(piece.text.toLowerCase())}>{piece.text}</button>
          ))}
      </p>
    </>
  );
}
