'use client';

import type { ReactNode } from 'react';
import type { Branch, Turn } from '../../lib/models/skipgram/microscope/tree';
import { count, percent } from '../ui/numbers';
import { Stage } from './step-stages';

/** The way through the tree to a word: at each fork the two branches, by their most frequent words. */
export function PathStage({ path, word, words, counts, children }: { path: Turn[]; word: number; words: string[]; counts: Uint32Array; children?: ReactNode }) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return (
    <Stage
      title={`${path.length} ${path.length === 1 ? 'fork' : 'forks'} on the way to “${words[word]}”`}
      text="All words hang in one tree, frequent ones near its root. Instead of telling the word from some others, training asks for the way: at each fork the network has to choose the branch that leads to the word."
      formula={
        <>
          The tree is Huffman’s code of the counts (Huffman 1952): the two rarest bundles are joined again and again, so that a word with share f of the text lies about −log₂ f forks deep; for {words[word]}, f = {counts[word].toLocaleString('en')} / {total.toLocaleString('en')} gives {(-Math.log2(counts[word] / total)).toFixed(1)}. What is under a branch follows from the counts alone, not from meaning. Each fork has an output vector; p(word) = Π σ(± h · out(fork)), + at branch 0: Morin & Bengio 2005, “Hierarchical Probabilistic Neural Network Language Model”; Mikolov et al. 2013, eq. 3.
        </>
      }
    >
      {children}
      <ol className="figures space-y-2" data-testid="path">
        {path.map(({ node, code, branches }, depth) => (
          <li key={node} className="flex gap-2">
            <span className="w-5 shrink-0 pt-0.5 text-right text-small text-muted">{depth + 1}</span>
            <div className="min-w-0 grow space-y-px">
              {branches.map((branch, side) => (
                <Side key={side === 0 ? 'zero' : 'one'} branch={branch} of={branches[0].tokens + branches[1].tokens} side={side} taken={side === code} words={words} />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Stage>
  );
}

function Side({ branch, of, side, taken, words }: { branch: Branch; of: number; side: number; taken: boolean; words: string[] }) {
  const share = branch.tokens / of;
  return (
    <div data-taken={taken} className="relative flex min-h-6 items-center justify-between gap-2 px-1">
      <span aria-hidden className={`absolute inset-y-0 left-0 rounded-sm ${taken ? 'bg-accent-wash' : 'bg-sunken'}`} style={{ width: `${100 * share}%` }} />
      <span className={`relative min-w-0 truncate ${taken ? 'font-medium' : 'text-muted'}`}>
        {side} {namesOf(branch, words)}
      </span>
      <span className="relative shrink-0 text-small text-soft">{taken && <span className="sr-only">right branch, </span>}{branch.words > 1 && `${count(branch.words)} words, `}{percent(share)}</span>
    </div>
  );
}

/** “1 the, of …”: a fork by its place on the path and the branch that is right there. */
export function forkName(path: Turn[], depth: number, words: string[]): string {
  const { code, branches } = path[depth];
  return `${depth + 1} ${namesOf(branches[code], words)}`;
}

function namesOf({ top, words: many }: Branch, words: string[]): string {
  return `${top.map((word) => words[word]).join(', ')}${many > top.length ? ' …' : ''}`;
}
