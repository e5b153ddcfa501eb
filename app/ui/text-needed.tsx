'use client';

import type { OpenSpace } from '../../lib/store/state';
import { openBuiltIn } from '../../lib/store/texts';
import { useApp } from '../use-app';
import { Button } from './button';
import { Empty } from './empty';

/** What can only be seen with the text of a space, which is not open: one press away where it is built in. */
export function TextNeeded({ of: { corpusId, corpusTitle }, to }: { of: Pick<OpenSpace, 'corpusId' | 'corpusTitle'>; to: string }) {
  const builtIn = useApp((s) => s.catalogue?.corpora.some((c) => c.id === corpusId));
  return (
    <Empty>
      <p>Open {corpusTitle} to {to}.</p>
      {builtIn && <Button className="mt-2 max-w-full" onClick={() => void openBuiltIn(corpusId)}><span className="truncate">Open {corpusTitle}</span></Button>}
    </Empty>
  );
}
