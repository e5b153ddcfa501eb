'use client';

import { useDeferredValue, useId, useMemo } from 'react';
import { placedText } from '../../../lib/store/topics';
import { TopicReading } from './topic-reading';
import type { TopicView } from './view';

/** Characters that are read: the page has to draw a button for every word. */
const MOST = 20_000;

/** A text that the topics have not seen, seen through them as it is typed or pasted. */
export function TopicNewText({ view, text, onText, onTopic }: { view: TopicView; text: string; onText: (text: string) => void; onTopic: (topic: number) => void }) {
  const field = useId();
  const { space, shown, corpus } = view;
  const read = useDeferredValue(text).slice(0, MOST);
  const placed = useMemo(() => placedText(space, shown, corpus, read), [space, shown, corpus, read]);
  return (
    <div className="space-y-3" data-testid="topic-new-text">
      <label htmlFor={field} className="block text-small text-muted">Paste a text: the topics stay as they are, and its mixture of them is found (folding in).</label>
      <textarea id={field} rows={5} className="w-full rounded-md border border-line bg-surface px-2.5 py-1.5 hover:border-strong-line" placeholder="A speech, a letter, a page …" value={text} onChange={(e) => onText(e.target.value)} />
      {read.trim() !== '' && (placed.known === 0 ? <p className="text-small text-muted">None of its words takes part in the topics of {corpus.title}.</p> : (
        <>
          <p className="figures text-small text-muted">
            {placed.known.toLocaleString('en')} of its words take part in the topics; they are underlined.{text.length > MOST && ` Read are its first ${MOST.toLocaleString('en')} characters.`}
          </p>
          <TopicReading view={view} shares={placed.shares} text={read} label="Topics of this text" onTopic={onTopic} />
        </>
      ))}
    </div>
  );
}
