'use client';

import { useMemo } from 'react';
import { topWords } from '../../lib/models/lda/topwords';
import { topicSpaceFor } from '../../lib/store/colouring';
import { changeView } from '../../lib/store/maps';
import { select } from '../../lib/store/questions';
import { activeCorpus, activeSpace, get } from '../../lib/store/store';
import { train } from '../../lib/store/training';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { useApp } from '../use-app';

/** The topics of the text; one can be lit on the map. */
export function TopicsPanel() {
  const { space, corpus, highlight, training } = useApp((s) => ({
    space: topicSpaceFor(activeSpace(s)) ?? s.spaces.findLast((x) => x.topics),
    corpus: activeCorpus(s),
    highlight: s.view.highlight,
    training: s.jobs.some((j) => j.kind === 'train'),
  }));
  const words = get().corpora.find((c) => c.id === space?.corpusId)?.encoded.vocabulary.words;
  const topics = useMemo(() => (space?.topics && words ? topWords(space.topics, words, 8) : []), [space, words]);
  if (!space?.topics) {
    return (
      <div className="space-y-3">
        <Empty>Topics are groups of words that occur in the same documents (latent Dirichlet allocation). None has been trained yet.</Empty>
        <Button kind="primary" className="w-full" disabled={!corpus || training} onClick={() => void train('lda', {})}>{corpus ? `Find topics in ${corpus.title}` : 'Open a text first'}</Button>
      </div>
    );
  }
  const largest = topics.map((_, i) => i).sort((a, b) => topics[b].weight - topics[a].weight);
  if (!words) return <Empty>Open {space.corpusTitle} again to see its topics.</Empty>;
  return (
    <section aria-label="Topics">
      <p className="mb-2 text-small text-muted">{space.topics.count} topics of {space.corpusTitle}, the largest first. Choose one to light its words on the map.</p>
      <ol className="space-y-1" data-testid="topics">
        {largest.map((i) => {
          const t = topics[i];
          const name = `topic ${i + 1}`;
          const lit = highlight === name;
          return (
            <li key={name} className={`rounded-lg border ${lit ? 'border-accent bg-accent-wash' : 'border-transparent'}`}>
              <button type="button" aria-pressed={lit} className="figures flex w-full items-center justify-between gap-2 rounded-lg px-2 pt-1.5 text-left hover:text-accent" onClick={() => void changeView({ colouring: 'topic', highlight: lit ? null : name })}>
                <span className="font-medium">{name}</span>
                <span className="text-small text-soft">{(t.weight * 100).toFixed(1)} % of the text</span>
              </button>
              <p className="px-1 pb-1.5">
                {t.words.map((w) => (
                  <button key={w.word} type="button" className="mx-0.5 min-h-6 rounded px-0.5 hover:bg-sunken hover:text-accent" title={`${(w.probability * 100).toFixed(2)} % of this topic`} onClick={() => select(w.word)}>{w.word}</button>
                ))}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
