'use client';

import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { mixtureOf } from '../../../lib/models/lda/browse/reading';
import { select } from '../../../lib/store/questions';
import { documentText } from '../../../lib/store/texts';
import { colouredText } from '../../../lib/store/topics';
import { Button } from '../../ui/button';
import { fromTheTop } from '../../ui/from-the-top';
import { share } from '../../ui/numbers';
import { Swatch, Telling } from './marks';
import type { TopicView } from './view';

/** Characters of a document that are shown at first and with every “more”. */
const PAGE = 3000;
/** Topics of a document that are named. */
const NAMED = 6;

/** A document: the mixture of its topics, and its text with every word in the colour of its topic. */
export function TopicDocument({ view, document, onTopic, onClose }: { view: TopicView; document: number; onTopic: (topic: number) => void; onClose: () => void }) {
  const { shown, corpus, words, colourOf } = view;
  const mixture = useMemo(() => mixtureOf(shown.topics, document), [shown, document]);
  const [length, setLength] = useState(PAGE);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void documentText(corpus.id, document, length).then((t) => current && setText(t));
    return () => {
      current = false;
    };
  }, [corpus.id, document, length]);
  const pieces = useMemo(() => colouredText(text ?? '', corpus, shown.topics, document), [text, corpus, shown, document]);
  const named = mixture.slice(0, NAMED);
  return (
    <article ref={fromTheTop} className="space-y-3" data-testid="topic-document">
      <Button kind="quiet" onClick={onClose}><ArrowLeft size={14} aria-hidden /> Back</Button>
      <h3 className="font-medium">{corpus.encoded.titles[document]}</h3>
      <div className="flex h-3 overflow-hidden rounded-full" aria-hidden>
        {mixture.map(({ topic, share: part }) => <span key={topic} style={{ width: `${part * 100}%`, background: colourOf(topic) }} />)}
      </div>
      <ul className="figures" aria-label="Topics of this document">
        {named.map(({ topic, share: part }) => (
          <li key={topic}>
            <button type="button" className="flex min-h-7 w-full items-center justify-between gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-11" onClick={() => onTopic(topic)}>
              <span className="flex min-w-0 items-center gap-2"><Swatch colour={colourOf(topic)} /><span className="truncate">{shown.names[topic]} <Telling words={words[topic]} /></span></span>
              <span className="text-small text-soft">{share(part)}</span>
            </button>
          </li>
        ))}
      </ul>
      {text === '' && <p className="text-small text-muted">The text of this document is not open.</p>}
      <p className="leading-7 break-words whitespace-pre-line text-soft">
        {pieces.map((piece) =>
          piece.topic === null ? piece.text : (
            <button key={piece.at} type="button" className="rounded-sm text-ink underline decoration-2 underline-offset-3 hover:bg-sunken" style={{ textDecorationColor: colourOf(piece.topic) }} title={shown.names[piece.topic]} onClick={() => select(piece.text.toLowerCase())}>{piece.text}</button>
          ))}
      </p>
      {text !== null && text.length >= length && <Button onClick={() => setLength(length + PAGE)}>More of the text</Button>}
    </article>
  );
}
