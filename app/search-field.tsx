'use client';

import { Command } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { isPattern, matchingNames, searchNames } from '../lib/space/search';
import { fromNgrams } from '../lib/space/unseen';
import { chooseLayout } from '../lib/store/layout-choice';
import { changeView } from '../lib/store/maps';
import { ask, select } from '../lib/store/questions';
import { lasso, selectWords } from '../lib/store/selection';
import type { OpenSpace } from '../lib/store/state';
import { activeSpace, get, sentence } from '../lib/store/store';
import { isolateWords, showAllWords } from './isolating';
import { showKeys } from './keys-dialog';
import { showPicture } from './picture/dialog';
import { changeTheme } from './theme';
import { useApp } from './use-app';

const COMMANDS = [
  { label: 'Show the map in 2D', run: () => changeView({ dims: 2 }) },
  { label: 'Show the map in 3D', run: () => changeView({ dims: 3 }) },
  { label: 'Lay out with UMAP', run: () => chooseLayout('umap') },
  { label: 'Lay out with PCA', run: () => chooseLayout('pca') },
  { label: 'Colour by frequency', run: () => changeView({ colouring: 'frequency', highlight: null }) },
  { label: 'Colour by cluster', run: () => changeView({ colouring: 'cluster', highlight: null }) },
  { label: 'Colour by trust', run: () => changeView({ colouring: 'trust', highlight: null }) },
  { label: 'Clear the chosen word', run: () => select(null) },
  { label: 'Select words with a loop on the map', run: () => lasso(true) },
  { label: 'Clear the selected words', run: () => selectWords([]) },
  { label: 'Isolate the selected words', run: () => isolateWords(get().selection) },
  { label: 'Show all words', run: showAllWords },
  { label: 'Save a picture of the map', run: showPicture },
  { label: 'Show the keys', run: showKeys },
  { label: 'Use the dark theme', run: () => changeTheme('dark') },
  { label: 'Use the light theme', run: () => changeTheme('light') },
];

/** Find a word, solve an analogy or run a command: one field, ⌘K or / from anywhere. */
export function SearchField() {
  const { space, spaces } = useApp((s) => ({ space: activeSpace(s), spaces: s.spaces }));
  // The server knows no keyboard.
  const keys = useSyncExternalStore(() => () => {}, () => searchKeys(navigator.platform), () => searchKeys(''));
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const exact = text.trim();
  const pattern = isPattern(exact);
  const { matching, problem } = useMemo(() => matches(space, exact), [space, exact]);
  const found = useMemo(() => {
    if (!space || exact === '') return [];
    return pattern ? matching.slice(0, LISTED).map((name) => ({ row: space.words.rowOf(name), name })) : searchNames(space.words, exact, LISTED);
  }, [space, exact, pattern, matching]);
  const elsewhere = exact !== '' && space && space.words.rowOf(exact) < 0 && spaces.some((s) => s.words.rowOf(exact) >= 0);
  const pieced = exact.length > 2 && !/\s/.test(exact) && space && space.words.rowOfFolded(exact) < 0 && fromNgrams(space.words, exact) !== null;
  const commands = COMMANDS.filter((c) => text.trim().length > 1 && c.label.toLowerCase().includes(text.trim().toLowerCase()));
  const isExpression = !pattern && /[+−–*×(]|\s-\s/.test(text);

  useEffect(() => {
    const focus = (e: KeyboardEvent) => {
      const typing = e.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
      if ((e.key === 'k' && (e.metaKey || e.ctrlKey)) || (e.key === '/' && !typing)) {
        e.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);

  // The list keeps its place when it is filled anew, which may hide the first, the best.
  useEffect(() => {
    if (list.current) list.current.scrollTop = 0;
  }, [found]);

  const done = (action: () => unknown) => () => {
    action();
    setOpen(false);
    input.current?.blur();
  };
  const showing = open && exact !== '';
  const all = showing && matching.length > 1 && !isExpression && (
    <Row value={`all ${exact}`} onSelect={done(() => { selectWords(matching); setText(''); })}>Select all {matching.length.toLocaleString('en')} words {pattern ? 'that fit' : `with “${exact}”`}</Row>
  );
  return (
    <Command
      shouldFilter={false}
      loop
      label="Find a word, type an analogy or run a command"
      className="relative"
      onKeyDown={(e) => e.key === 'Escape' && done(() => setText(''))()}
      onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}
    >
      <div className="flex h-8 items-center gap-2 rounded-md border border-line bg-paper px-2.5 focus-within:border-strong-line max-lg:h-11">
        <Search size={14} className="shrink-0 text-muted" aria-hidden />
        <Command.Input
          ref={input}
          value={text}
          onValueChange={(t) => {
            setText(t);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          placeholder="Find a word, type an analogy, run a command"
          className="h-full w-full min-w-0 bg-transparent text-ellipsis outline-none placeholder:text-muted"
        />
        <kbd className="shrink-0 text-small text-muted max-lg:hidden">{keys}</kbd>
      </div>
      <Command.List
        ref={list}
        label="Found"
        hidden={!showing}
        className="absolute inset-x-0 top-full z-50 mt-1 max-h-90 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float"
      >
        {showing && isExpression && <Row value="solve" onSelect={done(() => ask(text))}>Solve {text}</Row>}
        {showing && elsewhere && (
          <Row value={`elsewhere ${exact}`} onSelect={done(() => { select(exact); void changeView({ ask: 'word' }); setText(''); })}>{exact} <span className="text-muted">in other spaces</span></Row>
        )}
        {pattern && all}
        {showing && found.map((f) => (
          <Row key={f.row} value={`word ${f.name}`} onSelect={done(() => { select(f.name); void changeView({ ask: 'word' }); setText(''); })}>{f.name}</Row>
        ))}
        {!pattern && all}
        {showing && problem && <p role="alert" className="px-2 py-1.5 text-soft">{problem}</p>}
        {showing && pieced && !isExpression && (
          <Row value={`pieces ${exact}`} onSelect={done(() => { select(exact); void changeView({ ask: 'word' }); setText(''); })}>{exact} <span className="text-muted">not in the vocabulary, by its pieces</span></Row>
        )}
        {showing && commands.map((c) => <Row key={c.label} value={c.label} onSelect={done(() => { void c.run(); setText(''); })}><span className="text-soft">{c.label}</span></Row>)}
        {showing && !isExpression && !problem && found.length === 0 && commands.length === 0 && !elsewhere && !pieced && (
          <p className="px-2 py-1.5 text-soft">{space ? `“${text}” is not among the ${space.words.size.toLocaleString('en')} words of ${space.title}.` : 'There are no vectors yet: train a model first.'}</p>
        )}
      </Command.List>
    </Command>
  );
}

/** Words listed: with the way to select all of them what is in sight without scrolling. */
const LISTED = 9;
/** Letters enough that taking all words with them makes sense. */
const LETTERS = 3;

/** All words with the letters typed, or that fit the pattern. */
function matches(space: OpenSpace | undefined, text: string): { matching: string[]; problem: string | null } {
  if (!space || text.length < LETTERS) return { matching: [], problem: null };
  try {
    return { matching: matchingNames(space.words, text), problem: null };
  } catch (error) {
    return { matching: [], problem: sentence(error) };
  }
}

/** The keys that lead here, as the machine's keyboard names them. */
export function searchKeys(platform: string): string {
  return /^(Mac|iP)/.test(platform) ? '⌘K' : 'Ctrl K';
}

function Row({ value, onSelect, children }: { value: string; onSelect: () => void; children: React.ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="group flex min-h-8 items-center justify-between rounded-md px-2 data-[selected=true]:bg-sunken max-lg:min-h-11">
      <span className="truncate">{children}</span>
      <CornerDownLeft size={12} className="invisible text-muted group-data-[selected=true]:visible" aria-hidden />
    </Command.Item>
  );
}
