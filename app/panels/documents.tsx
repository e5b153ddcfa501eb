'use client';

import { useEffect, useState } from 'react';
import { searchDocuments, type DocumentAnswer } from '../../lib/store/documents';
import { activeCorpus } from '../../lib/store/store';
import { documentText } from '../../lib/store/texts';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { share } from '../ui/numbers';
import { useApp } from '../use-app';

/** Search the documents of the open text with every space trained on it, side by side. */
export function DocumentsPanel() {
  const { corpus, spaces } = useApp((s) => ({ corpus: activeCorpus(s), spaces: s.spaces }));
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const mine = spaces.filter((s) => s.corpusId === corpus?.id && !s.training);
  const question = [corpus?.id, asked, ...mine.map((s) => s.id)].join('\n');
  const [found, setFound] = useState<{ question: string; answers: Record<string, DocumentAnswer> }>({ question, answers: {} });
  const answers = found.question === question ? found.answers : {};

  useEffect(() => {
    if (!corpus || !asked) return;
    let current = true;
    for (const answer of searchDocuments(corpus.id, asked)) {
      void answer.then((a) => {
        if (current) setFound((now) => ({ question, answers: { ...(now.question === question ? now.answers : {}), [a.space.id]: a } }));
      });
    }
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the question names all that is asked
  }, [question]);

  if (!corpus) return <Empty>Open a text first; then search its documents by tf-idf, topics and word vectors.</Empty>;
  if (mine.length === 0) return <Empty>Train a model on {corpus.title} first; each model finds documents in its own way.</Empty>;
  return (
    <section aria-label="Documents" className="space-y-3">
      <form className="flex gap-2" onSubmit={(e) => { e.preventDefault(); setAsked(text.trim()); setOpen(null); }}>
        <input aria-label="Search documents" className="h-9 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11" placeholder="war and peace with Spain" value={text} onChange={(e) => setText(e.target.value)} />
        <Button kind="primary" type="submit">Search</Button>
      </form>
      {!asked && <p className="text-small text-muted">Type what the documents should be about. The spaces trained on {corpus.title} answer side by side: counting models by shared words, neural ones by related words.</p>}
      {open !== null && <Reader corpusId={corpus.id} document={open} title={corpus.encoded.titles[open]} onClose={() => setOpen(null)} />}
      {asked && (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-x-4 gap-y-5">
          {mine.map((s) => {
            const answer = answers[s.id];
            return (
              <div key={s.id} data-testid={`documents-${s.id}`}>
                <h3 className="mb-1 truncate text-small font-medium text-soft">{s.title}</h3>
                {!answer && <p className="text-small text-muted">Searching …</p>}
                {answer && 'why' in answer && <p className="text-small text-muted">{answer.why}</p>}
                <ol className="figures">
                  {answer && 'found' in answer && answer.found.map((f) => (
                    <li key={f.document}>
                      <button type="button" className="flex min-h-7 w-full items-start justify-between gap-2 rounded px-1 py-0.5 text-left hover:bg-sunken" onClick={() => setOpen(f.document)}>
                        <span className="line-clamp-2">{f.title}</span>
                        <span className="text-small text-soft">{share(f.similarity)}</span>
                      </button>
                    </li>
                  ))}
                </ol>
              </div>
            );
          })}
        </div>
      )}
    </section>
  );
}

function Reader({ corpusId, document, title, onClose }: { corpusId: string; document: number; title: string; onClose: () => void }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let current = true;
    void documentText(corpusId, document, 1200).then((t) => current && setText(t));
    return () => {
      current = false;
    };
  }, [corpusId, document]);
  return (
    <article className="rounded-lg border border-line bg-surface p-3">
      <header className="mb-1 flex items-start justify-between gap-2">
        <h3 className="font-medium">{title}</h3>
        <Button kind="quiet" onClick={onClose}>Close</Button>
      </header>
      <p className="max-h-60 overflow-y-auto whitespace-pre-line text-soft">{text || 'The text of this document is not open.'}</p>
    </article>
  );
}
