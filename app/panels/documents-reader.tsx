'use client';

import { useEffect, useState } from 'react';
import type { WeightedTerm } from '../../lib/models/tfidf/groups';
import { changeSearch, wordsOfDocument } from '../../lib/store/search';
import type { DocumentSearch } from '../../lib/store/answers';
import type { OpenCorpus } from '../../lib/store/state';
import { passages } from '../../lib/store/texts';
import type { Passage } from '../../lib/text/stretch';
import { Button } from '../ui/button';
import { Terms } from './documents-groups';
import { Marked } from './marked';
import { WhyDocument } from './why-document';

/** A document to read, at the place where its evidence stands. */
export function Reader({ corpus, document, words, near }: NonNullable<DocumentSearch['reader']> & { corpus: OpenCorpus }) {
  const { id: corpusId, encoded: { titles } } = corpus;
  const title = titles[document];
  const [read, setRead] = useState<Passage | null>(null);
  const [own, setOwn] = useState<WeightedTerm[]>([]);
  useEffect(() => {
    let current = true;
    void passages(corpusId, [{ document, words }], 1600).then(([passage]) => current && setRead(passage ?? null));
    void wordsOfDocument(corpusId, document).then((terms) => current && setOwn(terms));
    return () => {
      current = false;
    };
  }, [corpusId, document, words]);
  return (
    <article aria-label={title} className="rounded-lg border border-line bg-surface p-3" data-testid="reader">
      <header className="mb-1 flex items-start justify-between gap-2">
        <h2 className="font-medium">{title}</h2>
        <Button kind="quiet" onClick={() => changeSearch({ reader: null })}>Close</Button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <p className="max-h-80 overflow-y-auto whitespace-pre-line text-soft" tabIndex={0} aria-label={`Text of ${title}`}>{read ? <Marked passage={read} /> : 'The text of this document is not open.'}</p>
      {own.length > 0 && <div className="mt-2 border-t border-line pt-1"><span className="text-small text-muted">Stands out by</span> <Terms terms={own} /></div>}
      <WhyDocument corpus={corpus} document={document} near={near} />
    </article>
  );
}
