'use client';

import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useEffect, useState, type DragEvent } from 'react';
import { boot } from '../lib/store/boot';
import { changeView } from '../lib/store/maps';
import type { View } from '../lib/store/view';
import { openFiles } from '../lib/store/texts';
import { ArchiveDialog } from './archive-dialog';
import { FilmBar } from './film/film-bar';
import { FilmButton } from './film/film-button';
import { Header } from './header';
import { KeysDialog } from './keys-dialog';
import { MapView } from './map-view';
import { AnalogyPanel } from './panels/analogy';
import { AxesPanel } from './panels/axes';
import { ComparePanel } from './panels/compare';
import { OverviewBoard } from './panels/compare-overview';
import { DocumentsPanel } from './panels/documents';
import { DocumentsBoard } from './panels/documents-board';
import { EvaluatePanel } from './panels/evaluate';
import { MapSettings } from './panels/map-settings';
import { SelectionPanel } from './panels/selection';
import { SpacesPanel } from './panels/spaces';
import { StepPanel } from './panels/step';
import { TextPanel } from './panels/text';
import { TopicsPanel } from './panels/topics/topics';
import { TrainPanel } from './panels/train';
import { WordPanel } from './panels/word';
import { PictureDialog } from './picture/dialog';
import { readFiles } from './read-files';
import { StatusBar } from './status-bar';
import { useMedia } from './theme';
import { Boundary } from './ui/boundary';
import { Notices } from './ui/notices';
import { Tabs, type Tab } from './ui/tabs';
import { useApp } from './use-app';

const ASK: Tab[] = [
  { id: 'word', label: 'Word', content: <WordPanel /> },
  { id: 'analogy', label: 'Analogy', content: <AnalogyPanel /> },
  { id: 'selection', label: 'Selection', content: <SelectionPanel /> },
  { id: 'axes', label: 'Axes', content: <AxesPanel /> },
  { id: 'compare', label: 'Compare', content: <ComparePanel /> },
  { id: 'evaluate', label: 'Evaluate', content: <EvaluatePanel /> },
  { id: 'topics', label: 'Topics', content: <TopicsPanel /> },
  { id: 'documents', label: 'Documents', content: <DocumentsPanel /> },
  { id: 'step', label: 'Step', content: <StepPanel /> },
];

/** Make on the left, ask on the right, look in the middle; on a phone one sheet under the map, or beside it where the phone lies on its side. */
export function Workbench() {
  const wide = useMedia('(min-width: 1024px)');
  const [dropping, setDropping] = useState(false);
  const training = useApp((s) => s.jobs.some((j) => j.kind === 'train'));
  useEffect(() => boot(location.search), []);
  useEffect(() => {
    if (!training) return;
    const warn = (e: BeforeUnloadEvent) => e.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [training]);
  const drop = {
    onDragOver: (e: DragEvent) => {
      // A word that is dragged to a field is not a file.
      if (!e.dataTransfer.types.includes('Files')) return;
      e.preventDefault();
      setDropping(true);
    },
    onDragLeave: (e: DragEvent) => e.currentTarget === e.target && setDropping(false),
    onDrop: (e: DragEvent) => {
      if (!e.dataTransfer.types.includes('Files')) return;
      e.preventDefault();
      setDropping(false);
      void readFiles(e.dataTransfer.files).then((files) => files.length > 0 && openFiles(files));
    },
  };
  return (
    <div className="fixed inset-0 flex flex-col overflow-clip" {...drop}>
      <Header />
      <Boundary>{wide ? <Desk /> : <Sheet />}</Boundary>
      <StatusBar />
      <KeysDialog />
      <PictureDialog />
      <ArchiveDialog />
      {dropping && <div className="pointer-events-none absolute inset-2 z-50 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-paper/85 text-title font-medium">Drop texts, vectors or questions to open them</div>}
    </div>
  );
}

function Desk() {
  const [left, setLeft] = useState(true);
  const [right, setRight] = useState(true);
  return (
    <div className="flex min-h-0 grow">
      {left && (
        <aside aria-label="Make" className="w-60 shrink-0 xl:w-72 divide-y divide-line overflow-y-auto border-r border-line bg-surface">
          <Section title="Text"><TextPanel /></Section>
          <Section title="Spaces"><SpacesPanel /></Section>
          <Section title="Train"><TrainPanel /></Section>
        </aside>
      )}
      <main className="flex min-w-0 grow flex-col">
        <div className="relative min-h-0 grow">
          <MapView>
            <Fold side="left" open={left} onToggle={() => setLeft(!left)} />
            <Fold side="right" open={right} onToggle={() => setRight(!right)} />
            <MapSettings />
            <FilmButton />
          </MapView>
          <DocumentsBoard />
          <OverviewBoard />
          <Notices />
        </div>
        <FilmBar />
      </main>
      {right && <aside aria-label="Ask" className="flex w-80 shrink-0 flex-col xl:w-96 border-l border-line bg-surface"><AskTabs /></aside>}
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="p-4">
      <h2 className="mb-2 font-semibold">{title}</h2>
      <Boundary>{children}</Boundary>
    </div>
  );
}

function Fold({ side, open, onToggle }: { side: 'left' | 'right'; open: boolean; onToggle: () => void }) {
  const Icon = side === 'left' ? (open ? PanelLeftClose : PanelLeftOpen) : open ? PanelRightClose : PanelRightOpen;
  const label = `${open ? 'Hide' : 'Show'} the ${side === 'left' ? 'making' : 'asking'} panel`;
  return (
    <button type="button" data-map-obstacle aria-label={label} title={label} aria-expanded={open} onClick={onToggle} className={`absolute top-2 grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink ${side === 'left' ? 'left-2' : 'right-2'}`}>
      <Icon size={16} aria-hidden />
    </button>
  );
}

function AskTabs() {
  const ask = useApp((s) => s.view.ask);
  return <Tabs label="Ask" tabs={ASK} value={ask} onChange={(id) => void changeView({ ask: id as View['ask'] })} />;
}

function Sheet() {
  const { ask, selection } = useApp((s) => ({ ask: s.view.ask, selection: s.selection }));
  const [making, setMaking] = useState<string | null>(null);
  const [seen, setSeen] = useState(selection);
  if (selection !== seen) {
    setSeen(selection);
    // A loop on the map asks, also while something is being made.
    if (selection.length > 0) setMaking(null);
  }
  const tabs: Tab[] = [
    ...ASK.slice(0, 2),
    { id: 'text', label: 'Text', content: <TextPanel /> },
    { id: 'train', label: 'Train', content: <TrainPanel /> },
    { id: 'spaces', label: 'Spaces', content: <SpacesPanel /> },
    ...ASK.slice(2),
  ];
  const choose = (id: string) => {
    const asks = ASK.some((t) => t.id === id);
    setMaking(asks ? null : id);
    if (asks) void changeView({ ask: id as View['ask'] });
  };
  return (
    <div className="flex min-h-0 grow flex-col short:sm:flex-row">
      <main className="flex h-[52%] min-h-0 shrink-0 flex-col short:sm:h-auto short:sm:min-w-0 short:sm:shrink short:sm:grow">
        <div className="relative min-h-0 grow">
          <MapView><MapSettings /><FilmButton /></MapView>
          <Notices />
        </div>
        <FilmBar />
      </main>
      <aside aria-label="Make and ask" className="flex min-h-0 grow flex-col border-t border-line bg-surface short:sm:w-2/5 short:sm:max-w-100 short:sm:shrink-0 short:sm:grow-0 short:sm:border-t-0 short:sm:border-l">
        <Tabs label="Make and ask" tabs={tabs} value={making ?? ask} onChange={choose} />
      </aside>
    </div>
  );
}
