'use client';

import { changeSearch, wordsToMark, type Way } from '../../lib/store/search';
import { activeCorpus } from '../../lib/store/store';
import type { DocumentAnswer, FoundDocument } from '../../lib/store/answers';
import type { OpenSpace } from '../../lib/store/state';
import { evidenceAsShown } from '../../lib/store/topic-parts';
import { train } from '../../lib/store/training';
import { Button } from '../ui/button';
import { share } from '../ui/numbers';
import { useApp } from '../use-app';
import { Marked } from './marked';

/** Evidence shown under a document. */
const SHOWN = 4;

/** A part that rounds to .00 says nothing. */
const LEAST = 0.005;

/** The documents a way found, best first, each with the place in it and the words that speak for it. */
export function Found({ way, answer }: { way: Way; answer: DocumentAnswer | undefined }) {
  if (way.missing) return <Missing way={way} />;
  if (!answer) return <p className="text-small text-muted">Searching …</p>;
  if ('why' in answer) return <p className="text-small text-muted">{answer.why}</p>;
  return (
    <ol className="space-y-3" data-testid={`found-${way.id}`}>
      {answer.hits.map((hit, place) => <Document key={hit.document} hit={hit} place={place} space={way.space} />)}
    </ol>
  );
}

function Document({ hit, place, space }: { hit: FoundDocument; place: number; space: OpenSpace | undefined }) {
  const positive = evidenceAsShown(hit.evidence, space).filter(({ part }) => part > 0);
  const speaking = positive.filter(({ part }, i) => i === 0 || part >= LEAST).slice(0, SHOWN);
  const words = wordsToMark(hit.evidence);
  return (
    <li>
      <button type="button" className="figures flex min-h-7 w-full items-baseline justify-between gap-2 rounded px-1 text-left font-medium hover:bg-sunken max-lg:min-h-11 max-lg:items-center" onClick={() => changeSearch({ reader: { document: hit.document, words } })}>
        <span className="line-clamp-3"><span className="mr-1 text-muted">{place + 1}</span>{hit.title}</span>
        <span className="text-small font-normal text-soft">{share(hit.score)}</span>
      </button>
      {hit.passage && <p className="line-clamp-4 px-1 text-small text-soft"><Marked passage={hit.passage} /></p>}
      <ul aria-label="What speaks for it" className="figures mt-0.5 flex flex-wrap gap-x-2 px-1 text-small text-muted">
        {speaking.map(({ label, part, words: found, exact }) => (
          <li key={label} title={exact ? `“${label}” brings ${share(part)} of the score` : `Near “${label}” in this document: ${found.join(', ') || 'no word alone'}; together they bring ${share(part)} of the score`}>
            <span className="text-soft">{label}</span>
            {!(exact && found[0] === label) && found.length > 0 && <> ≈ {found.slice(0, 2).join(', ')}</>} {share(part)}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** A way that must be trained first. */
function Missing({ way: { method } }: { way: Way }) {
  const { corpus, training } = useApp((s) => ({ corpus: activeCorpus(s), training: s.jobs.some((j) => j.kind === 'train') }));
  const model = { lsa: 'LSA', lda: 'topics', vectors: 'word vectors' }[method.id as string] ?? method.title;
  return (
    <div className="space-y-2">
      <p className="text-small text-muted">Nothing of this kind is trained on {corpus?.title} yet.</p>
      <Button className="w-full whitespace-normal!" disabled={training} onClick={() => void train(method.model, {})}>Train {model}</Button>
    </div>
  );
}
