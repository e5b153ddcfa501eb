'use client';

import { useMemo, useState } from 'react';
import { lda } from '../../../lib/models/lda';
import { topicSpaceFor } from '../../../lib/store/colouring';
import { changeView } from '../../../lib/store/maps';
import { activeCorpus, activeSpace } from '../../../lib/store/store';
import { shownTopics, topicOrder } from '../../../lib/store/topics';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { coloursInOrder } from '../../scene/colour';
import { useTheme } from '../../theme';
import { Empty } from '../../ui/empty';
import { fromTheTop } from '../../ui/from-the-top';
import { TextNeeded } from '../../ui/text-needed';
import { useApp } from '../../use-app';
import { Intertopic } from './intertopic';
import { TopicDetail } from './topic-detail';
import { TopicDocument } from './topic-document';
import { TopicForm, TopicTraining } from './topic-form';
import { TopicList } from './topic-list';
import { TopicNewText } from './topic-new-text';
import { TopicSweep } from './topic-sweep';
import { TopicsOver } from './topics-over';
import { tellingWords, type TopicView } from './view';

const WAYS = { list: 'List', map: 'Map', over: 'Over …', number: 'How many?', text: 'New text' } as const;
type Way = keyof typeof WAYS;

/** The topics of the text: as a list, on a map of their own, over its metadata, in a new text; one can be opened, lit on the map and changed. And how many there should be. */
export function TopicsPanel() {
  const { space, corpora, corpus, highlight, colouring, regions, training } = useApp((s) => ({
    space: topicSpaceFor(activeSpace(s)) ?? s.spaces.findLast((x) => x.topics),
    corpora: s.corpora,
    corpus: activeCorpus(s),
    highlight: s.view.highlight,
    colouring: s.view.colouring,
    regions: s.view.regions,
    training: s.jobs.find((j) => j.kind === 'train' && j.model === lda.id),
  }));
  const [pasted, setPasted] = useState('');
  const [wanted, setWay] = useState<Way>('list');
  const [opened, setOpened] = useState<{ corpusId: string; document: number } | null>(null);
  const text = corpora.find((c) => c.id === space?.corpusId);
  const shown = space && shownTopics(space);
  const theme = useTheme();
  const view = useMemo((): TopicView | null => {
    if (!space || !shown || !text) return null;
    const largest = shown.ids.map((_, k) => k).sort((a, b) => Number(shown.hidden[a]) - Number(shown.hidden[b]) || shown.topics.weights[b] - shown.topics.weights[a]);
    const colours = coloursInOrder(topicOrder(space, shown), theme);
    return { space, shown, corpus: text, largest, words: tellingWords(shown, text), colourOf: (k) => (shown.hidden[k] ? 'var(--muted)' : colours.get(shown.names[k])!) };
  }, [space, shown, text, theme]);

  if (!space || !shown) {
    return (
      <div className="space-y-4">
        <Empty>Topics are groups of words that occur in the same documents (latent Dirichlet allocation). None has been trained yet.</Empty>
        {training ? <TopicTraining job={training} /> : <TopicForm corpus={corpus} />}
        <details className="border-t border-line pt-2">
          <summary className="min-h-8 cursor-pointer font-medium hover:text-accent max-lg:min-h-11">How many topics?</summary>
          <TopicSweep corpus={corpus} />
        </details>
      </div>
    );
  }
  if (!view) return <TextNeeded of={space} to="see its topics" />;
  const lit = colouring === 'topic' && highlight !== null ? shown.names.indexOf(highlight) : -1;
  const choose = (topic: number | null) => {
    setOpened(null);
    void changeView({ colouring: 'topic', highlight: topic === null ? null : shown.names[topic] });
  };
  const { id: corpusId } = view.corpus;
  // A number means another document in another text.
  if (opened?.corpusId === corpusId) return <TopicDocument view={view} document={opened.document} onTopic={choose} onClose={() => setOpened(null)} />;
  if (lit >= 0) return <TopicDetail key={shown.ids[lit]} view={view} topic={lit} onTopic={choose} onDocument={(document) => setOpened({ corpusId, document })} />;
  const ways = waysFor(view.corpus.encoded);
  const way = ways.includes(wanted) ? wanted : 'list';
  return (
    <section key={space.id} ref={fromTheTop} aria-label="Topics" className="space-y-3">
      <div role="group" aria-label="Topics shown as" className="inline-flex rounded-md border border-line p-0.5">
        {ways.map((w) => (
          <button key={w} type="button" aria-pressed={way === w} className={`min-h-7 rounded px-2.5 text-small max-lg:min-h-10 ${way === w ? 'bg-accent-wash font-medium text-ink' : 'text-soft hover:text-ink'}`} onClick={() => setWay(w)}>{WAYS[w]}</button>
        ))}
      </div>
      {training && <TopicTraining job={training} />}
      <label className="flex min-h-8 items-center gap-2 max-lg:min-h-11">
        <input type="checkbox" className="size-4 accent-accent" checked={regions && colouring === 'topic'} onChange={(e) => void changeView(e.target.checked ? { regions: true, colouring: 'topic' } : { regions: false })} />
        Draw them as regions on the map
      </label>
      {way === 'list' && <TopicList view={view} onTopic={choose} />}
      {way === 'map' && <Intertopic view={view} onTopic={choose} />}
      {way === 'over' && <TopicsOver view={view} onTopic={choose} />}
      {way === 'text' && <TopicNewText view={view} text={pasted} onText={setPasted} onTopic={choose} />}
      {way === 'number' && (
        <div className="space-y-4">
          {!training && <TopicForm corpus={corpus} />}
          <TopicSweep corpus={corpus} />
        </div>
      )}
    </section>
  );
}

/** A text without columns has nothing to go over. */
export function waysFor({ columns }: Pick<EncodedCorpus, 'columns'>): Way[] {
  return (Object.keys(WAYS) as Way[]).filter((way) => way !== 'over' || columns.length > 0);
}
