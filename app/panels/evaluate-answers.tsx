'use client';

import { Play } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { TestReport } from '../../lib/space/evaluation';
import { knownAs } from '../../lib/store/evaluation';
import { ask, select } from '../../lib/store/questions';
import { activeSpace } from '../../lib/store/store';
import { share } from '../ui/numbers';
import { useApp } from '../use-app';
import type { SpaceScore } from './evaluate-scores';

const SHOWN = 40;

/** The single questions of a section, with what every space answered. */
export function Answers({ section, scores }: { section: number; scores: SpaceScore[] }) {
  const [all, setAll] = useState(false);
  const lines = linesOf(section, scores);
  return (
    <div className="pb-2 pl-3">
      {scores.some(({ seeds }) => seeds.length > 1) && <p className="mb-1 text-small text-muted">What the first seed answered:</p>}
      <ul className="space-y-1.5" data-testid="single-answers">
        {lines.slice(0, all ? undefined : SHOWN).map((line) => <li key={line.key} className="text-small">{line.content}</li>)}
      </ul>
      {lines.length > SHOWN && !all && (
        <button type="button" className="mt-1 min-h-8 text-small text-muted underline underline-offset-2 hover:text-ink max-lg:min-h-11" onClick={() => setAll(true)}>Show all {lines.length}</button>
      )}
    </div>
  );
}

function linesOf(section: number, scores: SpaceScore[]): { key: string; content: ReactNode }[] {
  const reports = scores.map(({ space, seeds }) => ({ space, ...seeds[0] }));
  const [first] = reports;
  if (first.kind === 'analogies') {
    const questions = (first.report.questions ?? []).map((question, i) => ({ question, i })).filter(({ question }) => question.section === section);
    return askedFirst(questions, ({ question }) => question.answer !== null).map(({ question: { words }, i }) => ({
      key: String(i),
      content: (
        <>
          <span className="flex flex-wrap items-center gap-x-1">
            <Word>{words[0]}</Word> : <Word>{words[1]}</Word> = <Word>{words[2]}</Word> : <Word>{words[3]}</Word>
            <RunAnalogy words={words} />
          </span>
          <Given answers={reports.map((r) => ({ space: r.space, ...(r.kind === 'analogies' ? r.report.questions?.[i] : undefined) }))} />
        </>
      ),
    }));
  }
  if (first.kind === 'odd') {
    const groups = (first.report.groups ?? []).map((group, i) => ({ group, i })).filter(({ group }) => group.section === section);
    return askedFirst(groups, ({ group }) => group.answer !== null).map(({ group, i }) => ({
      key: String(i),
      content: (
        <>
          <span className="flex flex-wrap gap-x-1.5">{group.fellows.map((word) => <Word key={word}>{word}</Word>)} <span className="text-muted">odd:</span> <Word>{group.odd}</Word></span>
          <Given answers={reports.map((r) => ({ space: r.space, ...(r.kind === 'odd' ? r.report.groups?.[i] : undefined) }))} />
        </>
      ),
    }));
  }
  if (first.kind === 'similarity') return pairLines(first.report);
  return reports.flatMap((r) => (r.kind === 'categories' ? clusterLines(r.report, r.report.categories[section].name, reports.length > 1 ? r.space.title : '') : []));
}

/** What the vocabulary could not be asked goes to the end. */
function askedFirst<Item>(items: Item[], asked: (item: Item) => boolean): Item[] {
  return [...items.filter(asked), ...items.filter((item) => !asked(item))];
}

/** The pairs that people and vectors rate most differently first. */
function pairLines({ judged = [] }: Extract<TestReport, { kind: 'similarity' }>['report']): { key: string; content: ReactNode }[] {
  const known = judged.flatMap((pair, i) => (pair.cosine !== null && pair.gap !== null ? [{ words: pair.words, score: pair.score, cosine: pair.cosine, gap: pair.gap, i }] : []));
  return known.sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap)).map(({ words, score, cosine, gap, i }) => ({
    key: String(i),
    content: (
      <span className="figures flex items-baseline gap-2">
        <span className="flex grow gap-1.5"><Word>{words[0]}</Word><Word>{words[1]}</Word></span>
        <span className="text-right text-muted">people {score} · cosine {share(cosine)}{Math.abs(gap) > 0.1 && (gap > 0 ? ', ranked higher' : ', ranked lower')}</span>
      </span>
    ),
  }));
}

/** The clusters in which words of a category lie. */
function clusterLines({ clusters = [] }: Extract<TestReport, { kind: 'categories' }>['report'], category: string, title: string): { key: string; content: ReactNode }[] {
  return clusters.flatMap((cluster, c) => {
    const within = cluster.words.filter((w) => w.category === category);
    if (within.length === 0) return [];
    const others = cluster.words.filter((w) => w.category !== category);
    return [{
      key: `${title} ${c}`,
      content: (
        <>
          <span className="block text-muted">{title && `${title}: `}in a cluster of {cluster.words.length}, mostly {cluster.category}</span>
          <span className="flex flex-wrap gap-x-1.5">{within.map(({ word }) => <Word key={word}>{word}</Word>)}</span>
          {others.length > 0 && <span className="block text-muted">with {others.slice(0, 8).map((w) => w.word).join(', ')}{others.length > 8 && ' …'}</span>}
        </>
      ),
    }];
  });
}

function Given({ answers }: { answers: { space: { id: string; title: string }; answer?: string | null; right?: boolean }[] }) {
  return (
    <span className="block">
      {answers.map(({ space, answer, right }) => (
        <span key={space.id} className="mr-3 inline-block">
          {answers.length > 1 && <span className="text-muted">{space.title}: </span>}
          {answer === null || answer === undefined ? <span className="text-muted">not asked: a word is unknown</span> : right ? <span className="text-soft">✓ right</span> : <span>✗ answered <Word>{answer}</Word></span>}
        </span>
      ))}
    </span>
  );
}

/** A word that can be looked at on the map, where the map has it. */
function Word({ children }: { children: string }) {
  const space = useApp(activeSpace);
  const name = space && knownAs(space, children);
  if (!name) return <span className="text-muted">{children}</span>;
  return <button type="button" className="min-h-6 rounded font-medium hover:text-accent hover:underline" onClick={() => select(name)}>{children}</button>;
}

function RunAnalogy({ words: [a, b, c] }: { words: readonly string[] }) {
  const quoted = (word: string) => (/^\p{L}+$/u.test(word) ? word : `"${word}"`);
  const expression = `${quoted(b)} - ${quoted(a)} + ${quoted(c)}`;
  const label = `Solve ${b} − ${a} + ${c} in the Analogy panel`;
  return (
    <button type="button" aria-label={label} title={label} className="grid size-6 place-items-center rounded text-muted hover:bg-sunken hover:text-ink" onClick={() => ask(expression)}>
      <Play size={12} aria-hidden />
    </button>
  );
}
