'use client';

import { useEffect, useMemo, useState } from 'react';
import { csv } from '../../lib/formats/csv';
import type { Company } from '../../lib/models/tfidf/company';
import { columnsOfWords } from '../../lib/store/colouring';
import { select } from '../../lib/store/questions';
import { companyOfWords } from '../../lib/store/search';
import { onMap } from '../../lib/store/on-map';
import { lasso, selectAround, selectTyped, selectWords } from '../../lib/store/selection';
import type { OpenSpace } from '../../lib/store/state';
import { activeSpace, get, notify, sentence } from '../../lib/store/store';
import { stopWords } from '../../lib/text/stopwords';
import { isolateWords, showAllWords } from '../isolating';
import { screen } from '../scene/screen';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Empty } from '../ui/empty';
import { count } from '../ui/numbers';
import { saveFile } from '../ui/save';
import { useApp } from '../use-app';
import { Terms } from './documents-groups';

/** Words listed before “all”. */
const FEW = 60;
/** … and after it: more buttons would slow the page down. */
const MOST = 2000;
/** Neighbours taken with a word. */
const AROUND = 30;
const TERMS = 20;

/** Several words looked at together: how to select them, which they are, and the company they keep. */
export function SelectionPanel() {
  const { selection, lassoing, space, selected, open } = useApp((s) => {
    const space = activeSpace(s);
    return { selection: s.selection, lassoing: s.lassoing, space, selected: s.selected, open: s.corpora.some((c) => c.id === space?.corpusId) };
  });
  if (!space) return <Empty>Train a model or open vectors first: then words can be selected on the map.</Empty>;
  return (
    <section aria-label="Selection" className="space-y-4">
      {selection.length === 0 && <Empty>Draw a loop around words on the map, or take what is in view. All that is outside fades, and here it says what sets these words apart.</Empty>}
      <Ways space={space} lassoing={lassoing} chosen={selected} />
      {selection.length > 0 && <Words key={selection.join(' ')} words={selection} space={space} />}
      {selection.length > 0 && (open ? <Kept words={selection} space={space} /> : <p className="text-small text-muted">Open {space.corpusTitle} to see the company these words keep.</p>)}
    </section>
  );
}

/** With the mouse or a finger, and with keys alone. */
function Ways({ space, lassoing, chosen }: { space: OpenSpace; lassoing: boolean; chosen: string | null }) {
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (): void => {
    setProblem(null);
    try {
      setUnknown(selectTyped(text));
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  const inView = (): void => {
    const rows = screen()?.rowsInView() ?? [];
    const names = onMap(get())?.words.names ?? [];
    selectWords(rows.map((row) => names[row]));
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-1.5">
        <Button kind="primary" aria-pressed={lassoing} onClick={() => lasso(!lassoing)}>{lassoing ? 'Draw on the map …' : 'Draw a loop'}</Button>
        <Button onClick={inView}>Take what is in view</Button>
        {chosen && space.words.rowOf(chosen) >= 0 && <Button onClick={() => selectAround(chosen, AROUND)}>{chosen} and its {AROUND} nearest</Button>}
      </div>
      <form className="flex gap-2" onSubmit={(e) => { e.preventDefault(); take(); }}>
        <label htmlFor="typed-words" className="sr-only">Words to select</label>
        <input id="typed-words" className="h-8 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11" placeholder="or type ship, sail or /^wh.*e$/" value={text} onChange={(e) => setText(e.target.value)} autoComplete="off" />
        <Button type="submit">Select</Button>
      </form>
      {problem && <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{problem}</p>}
      {unknown.length > 0 && !problem && <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{space.title} does not know {unknown.slice(0, 8).join(', ')}{unknown.length > 8 && ' …'}.</p>}
    </div>
  );
}

function Words({ words, space }: { words: readonly string[]; space: OpenSpace }) {
  const [all, setAll] = useState(false);
  const alone = useApp((s) => s.view.isolated === words);
  // The, of and and say least about a place on the map.
  const listed = useMemo(() => {
    const empty = stopWords();
    return [...words].sort((a, b) => Number(empty.has(a)) - Number(empty.has(b)));
  }, [words]);
  const copy = (): void => {
    void navigator.clipboard.writeText(words.join('\n')).then(
      () => notify('done', `${words.length.toLocaleString('en')} words copied.`),
      () => notify('problem', 'The browser did not allow copying; save them as CSV instead.'),
    );
  };
  const save = (): void => {
    const counts = space.words.counts;
    const known = columnsOfWords(space);
    const cells = (word: string, row: number) => [word, Number(counts?.[row] ?? NaN) || null, ...known.map(({ values }) => values[row] ?? null)];
    saveFile('selection.csv', csv(['word', 'count', ...known.map(({ name }) => name)], words.map((word) => cells(word, space.words.rowOf(word)))));
  };
  return (
    <div className="space-y-2">
      <h3 className="flex items-baseline justify-between gap-2 font-medium">
        <span data-testid="selected-words">{words.length.toLocaleString('en')} {words.length === 1 ? 'word' : 'words'} selected</span>
      </h3>
      <div className="-mx-0.5 flex flex-wrap gap-1">
        {listed.slice(0, all ? MOST : FEW).map((word) => <Chip key={word} onClick={() => select(word)}>{word}</Chip>)}
        {words.length > FEW && <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Fewer' : words.length > MOST ? `The first ${MOST.toLocaleString('en')}` : `All ${words.length.toLocaleString('en')}`}</Button>}
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button title={alone ? undefined : 'Lays out these words alone; neighbours and analogies stay those of all words'} onClick={() => void (alone ? showAllWords() : isolateWords(words))}>
          {alone ? 'Show all words' : `Isolate ${words.length.toLocaleString('en')}`}
        </Button>
        <Button onClick={copy}>Copy</Button>
        <Button onClick={save}>Save as CSV</Button>
        <Button kind="quiet" onClick={() => selectWords([])}>Clear</Button>
      </div>
    </div>
  );
}

/** What sets the sentences that hold the words apart in the text. */
function Kept({ words, space }: { words: readonly string[]; space: OpenSpace }) {
  const [told, setTold] = useState<{ of: string; company: Company | null } | null>(null);
  const of = `${space.corpusId}\n${words.join(' ')}`;
  useEffect(() => {
    let current = true;
    void companyOfWords(space.corpusId, [...words], TERMS).then((company) => current && setTold({ of, company }));
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names the text and the words
  }, [of]);
  const company = told?.of === of ? told.company : null;
  return (
    <div className="space-y-2 border-t border-line pt-3" data-testid="company">
      {!company && <p className="text-small text-muted">Counting …</p>}
      {company && company.sentences === 0 && <p className="text-soft">No sentence of {space.corpusTitle} holds any of these words.</p>}
      {company && company.sentences > 0 && (
        <>
          <h3 className="font-medium">What stands beside them</h3>
          <Terms terms={company.beside} />
          <h3 className="font-medium">Of them, the most telling</h3>
          <Terms terms={company.own} />
          <p className="figures text-small text-muted">
            The words that are most surely more frequent (log-odds, Monroe, Colaresi and Quinn 2008) in the {company.sentences.toLocaleString('en')} sentences of {space.corpusTitle} that hold one of these words, {count(company.tokens)} tokens, than in all others.
          </p>
        </>
      )}
    </div>
  );
}
