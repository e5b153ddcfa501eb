'use client';

import { ArrowLeft } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { hideTopic, mergeTopic, nameTopic, noEdits, splitTopic, topicName } from '../../../lib/models/lda/browse/edits';
import { documentsOf } from '../../../lib/models/lda/browse/reading';
import { changeView } from '../../../lib/store/maps';
import { select } from '../../../lib/store/questions';
import { editTopics, topicShares, wordsOfTopic } from '../../../lib/store/topics';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { fromTheTop } from '../../ui/from-the-top';
import { share } from '../../ui/numbers';
import { Swatch } from './marks';
import { NAMING, type TopicView } from './view';

const WORDS = 20;
const DOCUMENTS = 10;

/** One topic: its words by relevance, its documents, and what a person can make of it. */
export function TopicDetail({ view, topic, onTopic, onDocument }: { view: TopicView; topic: number; onTopic: (topic: number | null) => void; onDocument: (document: number) => void }) {
  const { shown, corpus } = view;
  const documents = useMemo(() => documentsOf(shown.topics, topic, DOCUMENTS), [shown, topic]);
  return (
    <section ref={fromTheTop} aria-label={`Topic: ${shown.names[topic]}`} className="space-y-4" data-testid="topic">
      <Button kind="quiet" onClick={() => onTopic(null)}><ArrowLeft size={14} aria-hidden /> All topics</Button>
      <Editing view={view} topic={topic} onTopic={onTopic} />
      <Words view={view} topic={topic} />
      <div>
        <h3 className="mb-1 font-medium">Documents with most of it</h3>
        <ol className="figures">
          {documents.map((d) => (
            <li key={d.document}>
              <button type="button" className="flex min-h-7 w-full items-center justify-between gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-11" onClick={() => onDocument(d.document)}>
                <span className="truncate">{corpus.encoded.titles[d.document]}</span>
                <span className="text-small text-soft">{share(d.share)}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Editing({ view: { space, shown, largest, words, colourOf }, topic, onTopic }: { view: TopicView; topic: number; onTopic: (topic: number | null) => void }) {
  const id = shown.ids[topic];
  const [name, setName] = useState(shown.names[topic]);
  const hidden = shown.hidden[topic];
  const rename = () => {
    const edits = nameTopic(space.topicEdits ?? noEdits, id, name);
    const next = topicName(id, edits);
    setName(next);
    if (next === shown.names[topic]) return;
    editTopics(space.id, () => edits);
    void changeView({ highlight: next });
  };
  const others = largest.filter((k) => k !== topic);
  return (
    <div className="space-y-2">
      <form className="flex items-center gap-2" onSubmit={(e) => { e.preventDefault(); rename(); }}>
        <Swatch colour={colourOf(topic)} />
        <input aria-label="Name of this topic" className="h-9 min-w-0 grow rounded-md border border-line bg-surface px-2.5 font-medium hover:border-strong-line max-lg:h-11" value={name} maxLength={80} onChange={(e) => setName(e.target.value)} onBlur={rename} />
      </form>
      <p className="figures text-small text-muted">{(shown.topics.weights[topic] * 100).toFixed(1)} % of the text{shown.parts[topic] > 1 && `, ${shown.parts[topic]} topics in one`}{hidden && '; its words are grey on the map'}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Choice
          label="Merge into"
          showLabel={false}
          placeholder="Merge into …"
          className="w-40"
          value=""
          options={others.map((k) => ({ value: String(k), label: shown.names[k], detail: words[k].slice(0, 3).join(' · ') }))}
          onChange={(other) => {
            editTopics(space.id, (edits) => mergeTopic(edits, id, shown.ids[Number(other)]));
            void changeView({ highlight: shown.names[Number(other)] });
          }}
        />
        <Button onClick={() => editTopics(space.id, (edits) => hideTopic(edits, id, !hidden))}>{hidden ? 'Show' : 'Hide'}</Button>
        {shown.parts[topic] > 1 && <Button onClick={() => { editTopics(space.id, (edits) => splitTopic(edits, id)); onTopic(null); }}>Take apart</Button>}
      </div>
    </div>
  );
}

/** Bars as in LDAvis: how often the word is in the text, and how much of that is this topic's. */
function Words({ view: { shown, corpus }, topic }: { view: TopicView; topic: number }) {
  const [lambda, setLambda] = useState(NAMING);
  const slider = useId();
  const { topics } = shown;
  const words = useMemo(() => wordsOfTopic(topics, topic, lambda, WORDS), [topics, topic, lambda]);
  const shares = topicShares(topics);
  const most = words.reduce((max, { id }) => Math.max(max, shares[id]), 0);
  const percent = (part: number) => `${((100 * part) / (most || 1)).toFixed(2)}%`;
  return (
    <div>
      <div className="flex items-center gap-2">
        <label htmlFor={slider} className="shrink-0 font-medium">Words, λ {share(lambda)}</label>
        <input id={slider} type="range" min={0} max={1} step={0.01} value={lambda} onChange={(e) => setLambda(Number(e.target.value))} className="h-6 min-w-0 grow accent-accent max-lg:h-11" aria-describedby={`${slider}-help`} />
      </div>
      <p id={`${slider}-help`} className="mb-2 text-small text-muted">Left: words that hardly any other topic has. Right: the words it uses most.</p>
      <ol className="figures" data-testid="topic-words">
        {words.map(({ id, probability, share: own }) => {
          const word = corpus.encoded.vocabulary.words[id];
          return (
            <li key={id} className="grid grid-cols-[8rem_1fr] items-center gap-2">
              <button type="button" className="min-h-6 truncate rounded px-1 text-left hover:bg-sunken hover:text-accent max-lg:min-h-9" onClick={() => select(word)}>{word}</button>
              <span className="relative block h-3.5" title={`${(probability * 100).toFixed(2)} % of this topic; ${Math.round(own * 100)} % of all “${word}” is of this topic`}>
                <span className="absolute inset-y-0 left-0 rounded-sm bg-line" style={{ width: percent(shares[id]) }} />
                <span className="absolute inset-y-0 left-0 rounded-sm bg-accent" style={{ width: percent(shares[id] * own) }} />
                <span className="sr-only">{(probability * 100).toFixed(2)} % of this topic, {Math.round(own * 100)} % of the word’s occurrences</span>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-1 flex flex-wrap gap-x-4 text-small text-muted">
        <span><span className="mr-1 inline-block h-2 w-4 rounded-sm bg-accent" aria-hidden />in this topic</span>
        <span><span className="mr-1 inline-block h-2 w-4 rounded-sm bg-line" aria-hidden />in the whole text</span>
      </p>
    </div>
  );
}
