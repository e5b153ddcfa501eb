'use client';

import { useEffect, useMemo, useState } from 'react';
import { answerMissing, answerOf, changeSearch, judgeDocuments, searchDocuments, ways, type Way } from '../../lib/store/search';
import { activeCorpus } from '../../lib/store/store';
import { useMedia } from '../theme';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { useApp } from '../use-app';
import { Found } from './documents-found';
import { Groups } from './documents-groups';
import { Judged } from './documents-judged';
import { Reader } from './documents-reader';

/** Search the documents of the open text in every way there is, and judge the ways by a file of judgements. */
export function DocumentsPanel() {
  const { corpus, search, judging } = useApp((s) => ({ corpus: activeCorpus(s), search: s.search, judging: s.jobs.some((j) => j.kind === 'search') }));
  const all = useWays();
  const [text, setText] = useState(search.query);
  const wide = useMedia('(min-width: 1024px)');
  const asked = [corpus?.id, ...all.map((w) => w.id)].join('\n');
  useEffect(() => void answerMissing(), [asked, search.query]);
  useEffect(() => void judgeDocuments(), [asked, search.judged]);
  if (!corpus) return <Empty>Open a text first; then search its documents by counting, topics and word vectors.</Empty>;
  const shown = all.find((w) => w.id === search.chosen) ?? all[0];
  const overMap = wide && search.wide && search.query !== '';
  return (
    <section aria-label="Documents" className="space-y-4">
      <form role="search" className="flex gap-2" onSubmit={(e) => { e.preventDefault(); void searchDocuments(text); }}>
        <input aria-label="Search documents" className="h-9 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11" placeholder="war and peace with Spain" value={text} onChange={(e) => setText(e.target.value)} />
        <Button kind="primary" type="submit">Search</Button>
      </form>
      {!search.query && <p className="text-small text-muted">Type what the documents should be about. tf-idf and BM25 answer by shared words at once; LSA, LDA and word vectors, once they are trained on {corpus.title}, by related ones. Each says why.</p>}
      {search.query && wide && (
        <Button className="w-full" onClick={() => changeSearch({ wide: !search.wide })}>{search.wide ? 'Back to the map' : 'Side by side over the map'}</Button>
      )}
      {search.query && !overMap && shown && (
        <div className="space-y-3">
          <Choice label="Found by" value={shown.id} options={all.map((w) => ({ value: w.id, label: w.title, detail: w.missing ? 'Not trained on this text yet' : w.method.summary }))} onChange={(chosen) => changeSearch({ chosen })} />
          <WayAnswer way={shown} />
        </div>
      )}
      {search.reader && <Reader key={search.reader.document} corpus={corpus} {...search.reader} />}
      <Judged all={all} busy={judging} />
      <Groups key={corpus.id} corpus={corpus} />
    </section>
  );
}

/** The ways to find documents of the open text. */
export function useWays(): Way[] {
  const { corpora, corpusId, spaces } = useApp((s) => ({ corpora: s.corpora, corpusId: s.corpusId, spaces: s.spaces }));
  return useMemo(() => ways({ corpora, corpusId, spaces }), [corpora, corpusId, spaces]);
}

/** What one way found, or how to get it. */
export function WayAnswer({ way }: { way: Way }) {
  const answer = useApp((s) => answerOf(s, way));
  return <Found way={way} answer={answer} />;
}
