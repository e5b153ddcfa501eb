'use client';

import { useEffect } from 'react';
import type { TopicQuality } from '../../../lib/models/lda/quality';
import { tooCommon } from '../../../lib/models/lda/too-common';
import { judgeTopics, qualityShown } from '../../../lib/store/topic-quality';
import { share, small } from '../../ui/numbers';
import { useApp } from '../../use-app';
import { Swatch } from './marks';
import type { TopicView } from './view';

/** Every topic with the words that show it; choosing one lights it on the map. */
export function TopicList({ view, onTopic }: { view: TopicView; onTopic: (topic: number) => void }) {
  const { space, shown, corpus, largest, words } = view;
  const judging = useApp((s) => s.jobs.some((j) => j.kind === 'topics'));
  const quality = qualityShown(space);
  const common = space.topics && tooCommon(space.topics, space.options, 5);
  useEffect(() => void judgeTopics(space.id), [space.id, shown.rows]);
  return (
    <div>
      <p className="mb-2 text-small text-muted">{shown.topics.count} topics of {corpus.title}, the largest first, with the words that tell them best. Choose one to open it and light it on the map.{common && ` Left out: ${common}.`}</p>
      <p className="figures mb-2 text-small text-muted" data-testid="topic-quality">
        {quality
          ? <>Coherence <span className="text-ink">{share(quality.npmi)}</span> (NPMI), <span className="text-ink">{share(quality.cv)}</span> (C_v) over the ten words that each uses most, in the documents without stop words and what else was left out; {Math.round(100 * quality.diversity)} % of the top 25 words of all topics differ (diversity).{shown.topics.count < space.topics!.count && ` Merged topics count as one: ${shown.topics.count} of ${space.topics!.count}.`}</>
          : judging && 'Measuring how well the words of each topic belong together …'}
      </p>
      <ol className="space-y-1" data-testid="topics">
        {largest.map((k) => (
          <li key={shown.ids[k]}>
            <button type="button" className={`w-full rounded-lg px-2 py-1.5 text-left hover:bg-sunken ${shown.hidden[k] ? 'text-muted' : ''}`} onClick={() => onTopic(k)}>
              <span className="figures flex items-center justify-between gap-2">
                <span className="flex min-w-0 items-center gap-2 font-medium"><Swatch colour={view.colourOf(k)} /><span className="truncate">{shown.names[k]}</span></span>
                <span className="shrink-0 text-small text-soft">{shown.hidden[k] ? 'hidden' : `${(shown.topics.weights[k] * 100).toFixed(1)} % of the text`}</span>
              </span>
              {!shown.hidden[k] && <span className="block text-soft">{words[k].join(' · ')}</span>}
              {!shown.hidden[k] && <Coherence of={quality?.topics[k]} />}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Coherence({ of }: { of: TopicQuality | undefined }) {
  if (!of) return null;
  const { npmi, cv, uMass, exclusivity } = of;
  return <span className="figures block text-small text-muted" title={`C_v ${share(cv)}, u_mass ${share(uMass)}, exclusivity ${share(exclusivity)}`}>coherence {small(npmi)}</span>;
}
