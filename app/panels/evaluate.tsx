'use client';

import { Upload } from 'lucide-react';
import { changeEvaluation, evaluateSpaces, openAsTest, removeTest, shownScores, TEST_KINDS } from '../../lib/store/evaluation';
import { BUILT_IN } from '../../lib/store/answers';
import { activeSpace } from '../../lib/store/store';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { FileButton } from '../ui/file-button';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';
import { TestScores } from './evaluate-scores';

const ALL = 1_000_000_000;
const VOCABULARIES = [
  { value: '5000', label: '5,000', detail: 'The most frequent: the rest is neither asked nor answered' },
  { value: '15000', label: '15,000', detail: 'As in the Analogy panel' },
  { value: '50000', label: '50,000', detail: 'Rare words make noise' },
  { value: String(ALL), label: 'All', detail: 'Every word of the space' },
];

/** How good the vectors are: questions with known answers, asked of one space or of all side by side. */
export function EvaluatePanel() {
  const { evaluation, spaces, active, job } = useApp((s) => ({ evaluation: s.evaluation, spaces: s.spaces, active: activeSpace(s), job: s.jobs.find((j) => j.kind === 'evaluate') }));
  if (!active) return <Empty>Train a model or load a space first; then see how well it answers questions with known answers.</Empty>;
  const { chosen, files, vocabulary } = evaluation;
  const questions = [
    { value: BUILT_IN, label: 'Built-in questions', detail: 'Analogies, odd ones out and categories, written for Wordspace' },
    ...files.map((f) => ({ value: f.name, label: f.name, detail: `Yours · ${TEST_KINDS[f.kind]}` })),
  ];
  return (
    <section aria-label="Evaluate" className="space-y-3">
      <div className="grid grid-cols-2 gap-2">
        <Choice label="Questions" value={chosen} options={questions} onChange={(name) => changeEvaluation({ chosen: name })} />
        <Choice label="Most frequent words" value={String(vocabulary)} options={VOCABULARIES} onChange={(n) => changeEvaluation({ vocabulary: Number(n) })} />
      </div>
      {job ? (
        <div className="space-y-2">
          <p className="truncate text-small text-soft">{job.title} · {job.progress.stage}</p>
          <ProgressBar done={job.progress.done} total={job.progress.total} label={job.title} />
          <Button className="w-full" onClick={job.cancel}>Cancel</Button>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" className="min-w-0 grow" onClick={() => void evaluateSpaces([active.id])}><span className="truncate">Evaluate {active.title}</span></Button>
          {spaces.length > 1 && <Button className="grow" onClick={() => void evaluateSpaces(spaces.map((s) => s.id))}>All {spaces.length} spaces</Button>}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <FileButton label="Open a file of questions" accept=".txt,.tsv,.csv,.dat" onFiles={([file]) => void openAsTest(file)}><Upload size={14} aria-hidden /> Questions from a file</FileButton>
        {chosen !== BUILT_IN && <Button kind="quiet" title={`Remove ${chosen}`} onClick={() => removeTest(chosen)}>Remove</Button>}
      </div>
      <Results />
    </section>
  );
}

function Results() {
  const state = useApp((s) => ({ spaces: s.spaces, spaceId: s.spaceId, evaluation: s.evaluation }));
  const scores = shownScores(state);
  if (scores.length === 0) {
    return (
      <p className="text-small text-muted">
        Questions with known answers: man is to woman as king is to … ? Which does not belong: oak, elm, pine, piano? Drop a
        file of your own anywhere on the page: questions-words, word similarity, odd ones out (“oak elm pine | piano”) or words with
        their categories.
      </p>
    );
  }
  return (
    <div className="space-y-6" data-testid="scores">
      {scores[0].reports[0].map((report, t) => (
        <TestScores
          key={`${report.kind} ${report.name}`}
          vocabulary={state.evaluation.vocabulary}
          scores={scores.map(({ space, reports }) => ({ space, seeds: reports.map((seed) => seed[t]) }))}
        />
      ))}
      <Meaning />
    </div>
  );
}

function Meaning() {
  return (
    <details className="text-small text-soft">
      <summary className="cursor-pointer text-muted hover:text-ink">What the figures mean</summary>
      <div className="mt-2 space-y-2">
        <p>The thin line over a bar is the 95 % interval: the questions are drawn again 1,000 times, with replacement, and the middle 95 % of the scores lie there. Questions share words, so the true interval is a little wider. Few questions make a long line: compare spaces only where their lines part. Of a space with several seeds everything is the mean over them: the score, the right answers, the ends of the line; ± tells how far the score itself goes up and down with the seed.</p>
        <p>A vocabulary can only be asked what it holds. A question with a word outside it is left out, so two scores are comparable only where the same questions were asked.</p>
        <p>Capitals need texts in which countries and their cities stand together hundreds of times. A small corpus names most capitals a few times or never: the word has no vector, or one that says little. Vectors from billions of words, such as the pretrained GloVe, answer most of them.</p>
        <p>Analogies: the word nearest to b − a + c among the words known, the question’s own left out (Mikolov et al. 2013). Odd one out: the word least similar to the others. Purity: words are sorted into as many clusters as there are categories; the share that lies with its own kind. Similarity: Spearman’s rank correlation with what people said.</p>
      </div>
    </details>
  );
}
