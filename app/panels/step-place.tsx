'use client';

import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { sentenceAround } from '../../lib/models/skipgram/microscope/step';
import { lookAnywhere, lookAt, lookFor, occurrences, type Place } from '../../lib/store/microscope';
import type { OpenCorpus } from '../../lib/store/state';
import { Button } from '../ui/button';
import { useApp } from '../use-app';

/** Lines of the concordance shown at once. */
const LINES = 5;
/** Words to each side of a line's word. */
const AROUND = 6;

/** Where in the text to look: the occurrences of a word, or anywhere. */
export function ChoosePlace({ corpus, place }: { corpus: OpenCorpus; place: Place | null }) {
  const { selected, error } = useApp((s) => ({ selected: s.selected, error: s.microscope.error }));
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const { ids, vocabulary } = corpus.encoded;
  const draft = typed ?? selected ?? '';
  return (
    <div className="space-y-2">
      <form
        className="flex gap-2"
        onSubmit={(e) => {
          e.preventDefault();
          if (draft.trim()) lookFor(draft.trim());
        }}
      >
        <input
          aria-label="Word to find in the text"
          aria-describedby={error ? id : undefined}
          className="h-9 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11"
          placeholder="a word of the text"
          value={draft}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(e) => setTyped(e.target.value)}
        />
        <Button kind={place ? 'plain' : 'primary'} type="submit">Find</Button>
        <Button onClick={() => lookAnywhere(corpus.encoded)}>Anywhere</Button>
      </form>
      {error && <p id={id} role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{error}</p>}
      {!place && !error && <p className="text-small text-muted">Type a word to see where it stands in the text, or begin anywhere.</p>}
      {place && <Occurrences corpus={corpus} token={place.token} document={place.document} word={vocabulary.words[ids[place.token]]} />}
    </div>
  );
}

function Occurrences({ corpus, token, document, word }: { corpus: OpenCorpus; token: number; document: number; word: string }) {
  const [open, setOpen] = useState(false);
  const found = occurrences(corpus.encoded, word);
  const at = found.indexOf(token);
  const first = LINES * Math.floor(at / LINES);
  const step = 'grid size-8 shrink-0 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink disabled:pointer-events-none disabled:opacity-40 max-lg:size-11';
  return (
    <div className="rounded-lg border border-line">
      <div className="flex items-center">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="figures flex min-h-8 min-w-0 grow items-center gap-1.5 rounded-lg px-2 text-left hover:bg-sunken max-lg:min-h-11" data-testid="place">
          <ChevronDown size={14} aria-hidden className={`shrink-0 text-muted ${open ? '' : '-rotate-90'}`} />
          <span className="shrink-0 font-medium">{word}</span>
          <span className="truncate text-small text-muted">{(at + 1).toLocaleString('en')} of {found.length.toLocaleString('en')} · {corpus.encoded.titles[document]}</span>
        </button>
        <button type="button" aria-label="Previous occurrence" title="Previous occurrence" className={step} disabled={at === 0} onClick={() => lookAt(found[at - 1])}><ChevronLeft size={16} aria-hidden /></button>
        <button type="button" aria-label="Next occurrence" title="Next occurrence" className={step} disabled={at === found.length - 1} onClick={() => lookAt(found[at + 1])}><ChevronRight size={16} aria-hidden /></button>
      </div>
      {open && (
        <ol className="border-t border-line p-1" aria-label={`Occurrences of ${word}`}>
          {Array.from(found.subarray(first, first + LINES), (other) => (
            <li key={other}>
              <button type="button" aria-current={other === token} onClick={() => lookAt(other)} className={`grid min-h-7 w-full grid-cols-[1fr_auto_1fr] items-center gap-1 rounded px-1 text-small hover:bg-sunken max-lg:min-h-10 ${other === token ? 'bg-sunken' : ''}`}>
                <Line corpus={corpus} token={other} />
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** A word between the words around it in its sentence; the far ends are cut where it is narrow. */
function Line({ corpus, token }: { corpus: OpenCorpus; token: number }) {
  const { ids, sentences, vocabulary } = corpus.encoded;
  const [from, to] = sentenceAround(sentences, token);
  const words = (start: number, end: number) => Array.from(ids.subarray(Math.max(from, start), Math.min(to, end)), (id) => vocabulary.words[id]).join(' ');
  return (
    <>
      <span className="truncate text-right text-soft [direction:rtl]"><bdi>{words(token - AROUND, token)}</bdi></span>
      <span className="font-medium">{vocabulary.words[ids[token]]}</span>
      <span className="truncate text-left text-soft">{words(token + 1, token + 1 + AROUND)}</span>
    </>
  );
}
