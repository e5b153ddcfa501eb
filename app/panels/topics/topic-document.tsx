'use client';

import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { sharesOf } from '../../../lib/models/lda/browse/reading';
import { documentText } from '../../../lib/store/texts';
import { Button } from '../../ui/button';
import { fromTheTop } from '../../ui/from-the-top';
import { TopicReading } from './topic-reading';
import type { TopicView } from './view';

/** Characters of a document that are shown at first and with every “more”. */
const PAGE = 3000;

/** A document seen through the topics. */
export function TopicDocument({ view, document, onTopic, onClose }: { view: TopicView; document: number; onTopic: (topic: number) => void; onClose: () => void }) {
  const { shown, corpus } = view;
  const shares = useMemo(() => sharesOf(shown.topics, document), [shown, document]);
  const [length, setLength] = useState(PAGE);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void documentText(corpus.id, document, length).then((t) => current && setText(t));
    return () => {
      current = false;
    };
  }, [corpus.id, document, length]);
  return (
    <article ref={fromTheTop} className="space-y-3" data-testid="topic-document">
      <Button kind="quiet" onClick={onClose}><ArrowLeft size={14} aria-hidden /> Back</Button>
      <h3 className="font-medium">{corpus.encoded.titles[document]}</h3>
      <TopicReading view={view} shares={shares} text={text ?? ''} label="Topics of this document" onTopic={onTopic} />
      {text === '' && <p className="text-small text-muted">The text of this document is not open.</p>}
      {text !== null && text.length >= length && <Button onClick={() => setLength(length + PAGE)}>More of the text</Button>}
    </article>
  );
}
