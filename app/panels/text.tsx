'use client';

import { ClipboardPaste, Trash2, Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import { vectorEndings } from '../../lib/formats/vectors';
import { discardText } from '../../lib/store/discard-text';
import { select } from '../../lib/store/questions';
import { activeCorpus } from '../../lib/store/store';
import { openBuiltIn, openFiles, pasteText, readAgain } from '../../lib/store/texts';
import { textDefaults, type TextOptions } from '../../lib/text/encode';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { FileButton } from '../ui/file-button';
import { NumberField } from '../ui/number-field';
import { count, size } from '../ui/numbers';
import { useApp } from '../use-app';

const MIN_COUNT = { name: 'minCount', label: 'Least count', help: 'Words that occur less often are left out: they have too little to learn from.', default: textDefaults.minCount, min: 1, max: 1000, integer: true };

const PHRASES = { name: 'phrases', label: 'Join phrases', help: 'Words that keep together, such as new york, become one: new_york. Each pass can double their length; 0 joins none.', default: textDefaults.phrases, min: 0, max: 4, integer: true };

const ACCEPTED = ['.txt', '.md', '.csv', '.tsv', '.jsonl', '.ndjson', '.json', '.zip', '.gz', ...vectorEndings].join();

/** Which text is open: a built-in corpus, dropped files, or pasted text; and what it holds. */
export function TextPanel() {
  const { catalogue, corpora, corpus, reading } = useApp((s) => ({ catalogue: s.catalogue, corpora: s.corpora, corpus: activeCorpus(s), reading: s.jobs.find((j) => j.kind === 'text') }));
  const [pasting, setPasting] = useState(false);
  const entry = catalogue?.corpora.find((c) => c.id === corpus?.plainId);
  const own = corpora.filter((c) => !catalogue?.corpora.some((e) => e.id === c.id));
  const options = [
    ...own.map((c) => ({ value: c.id, label: c.title, detail: `${catalogue?.corpora.some((e) => e.id === c.plainId) ? 'Read another way' : 'Yours'} · ${count(c.encoded.tokens)} tokens` })),
    ...(catalogue?.corpora ?? []).map((c) => ({ value: c.id, label: c.title, detail: `${count(c.tokens)} tokens · ${size(c.bytes)} download · ${c.licence}` })),
  ];
  return (
    <section aria-label="Text" className="space-y-3">
      <Choice label="Corpus" value={corpus?.id ?? ''} options={options} placeholder={reading && `${reading.title} …`} onChange={(id) => void openBuiltIn(id)} />
      <div className="grid grid-cols-2 gap-2">
        <FileButton label="Open text files" accept={ACCEPTED} multiple onFiles={(files) => void openFiles(files)}><Upload size={14} aria-hidden /> Open files</FileButton>
        <Button onClick={() => setPasting(!pasting)} aria-expanded={pasting}><ClipboardPaste size={14} aria-hidden /> Paste text</Button>
      </div>
      {pasting && <PasteBox onDone={() => setPasting(false)} />}
      {corpus ? <Facts /> : !reading && <Empty>Pick a built-in corpus, or drop files anywhere on this page: .txt .md .csv .tsv .jsonl .zip .gz. Vectors open too: {vectorEndings.join(' ')}, GloVe’s .txt, CSV, and a .tsv of the Embedding Projector together with its metadata.tsv</Empty>}
      {corpus && <Reading key={corpus.id} />}
      {corpus && own.includes(corpus) && <Button kind="quiet" className="-ml-2" disabled={reading !== undefined} onClick={() => discardText(corpus.id)}><Trash2 size={14} aria-hidden /> Remove this text</Button>}
      {entry && (
        <div className="space-y-1 text-small text-muted">
          <p>{entry.description}</p>
          <p>{entry.source}. {entry.licenceUrl ? <a className="underline underline-offset-2 hover:text-ink" href={entry.licenceUrl} target="_blank" rel="noreferrer">{entry.licence}</a> : entry.licence}{entry.note ? `. ${entry.note}` : ''}</p>
        </div>
      )}
    </section>
  );
}

function PasteBox({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className="space-y-2"
      onSubmit={async (e) => {
        e.preventDefault();
        if (await pasteText(text)) onDone();
      }}
    >
      <textarea aria-label="Text to train on" value={text} onChange={(e) => setText(e.target.value)} rows={5} className="w-full rounded-md border border-line bg-surface p-2" placeholder="A few thousand words or more work best." />
      <Button type="submit" className="w-full" disabled={text.trim() === ''}>Use this text</Button>
    </form>
  );
}

/** How the text is cut into words; another way stands beside the first. */
function Reading() {
  const corpus = useApp(activeCorpus);
  const [options, setOptions] = useState<TextOptions>({ ...textDefaults, ...corpus?.reading });
  const checks = [
    { label: 'Keep capitals', on: !options.caseFold, change: (on: boolean) => ({ caseFold: !on }) },
    { label: 'Keep hyphens: well-known is one word', on: options.hyphens === 'keep', change: (on: boolean) => ({ hyphens: on ? ('keep' as const) : ('split' as const) }) },
    { label: 'Leave out numbers', on: options.numbers === 'drop', change: (on: boolean) => ({ numbers: on ? ('drop' as const) : ('keep' as const) }) },
  ];
  return (
    <details>
      <summary className="cursor-pointer text-small text-muted hover:text-ink">How the text is read</summary>
      <form className="mt-2 space-y-2" onSubmit={(e) => { e.preventDefault(); void readAgain(options); }}>
        <NumberField option={MIN_COUNT} value={options.minCount} onChange={(minCount) => setOptions({ ...options, minCount })} />
        <NumberField option={PHRASES} value={options.phrases} onChange={(phrases) => setOptions({ ...options, phrases })} />
        {checks.map((c) => (
          <label key={c.label} className="flex min-h-6 items-center gap-2 max-lg:min-h-11">
            <input type="checkbox" className="size-4 accent-accent" checked={c.on} onChange={(e) => setOptions({ ...options, ...c.change(e.target.checked) })} /> {c.label}
          </label>
        ))}
        <Button type="submit" className="w-full">Read it this way</Button>
      </form>
    </details>
  );
}

function Facts() {
  const corpus = useApp(activeCorpus);
  const encoded = corpus?.encoded;
  const frequent = useMemo(() => encoded?.vocabulary.words.slice(0, 24) ?? [], [encoded]);
  if (!encoded) return null;
  const documents = encoded.documents.length - 1;
  const facts = [
    ['tokens', encoded.tokens, 'all words of the text, repeated as they occur'],
    ['types', encoded.types, 'different words'],
    ['kept', encoded.vocabulary.words.length, 'different words that occur often enough to be learned'],
    [documents === 1 ? 'document' : 'documents', documents, 'texts, chapters, speeches or definitions'],
  ] as const;
  return (
    <div className="space-y-3">
      <dl className="figures flex justify-between gap-1">
        {facts.map(([name, value, title]) => (
          <div key={name} title={`${value.toLocaleString('en')} ${name}: ${title}`}>
            <dd className="font-medium">{count(value)}</dd>
            <dt className="text-small text-muted">{name}</dt>
          </div>
        ))}
      </dl>
      <details>
        <summary className="cursor-pointer text-small text-muted hover:text-ink">Most frequent words</summary>
        <ul className="mt-2 flex flex-wrap gap-1">
          {frequent.map((word, id) => (
            <li key={word}>
              <button type="button" className="min-h-6 rounded bg-sunken px-1.5 text-small hover:text-accent" title={`${encoded.vocabulary.counts[id].toLocaleString('en')} times`} onClick={() => select(word)}>
                {word}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
