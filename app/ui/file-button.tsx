'use client';

import { useRef, type ReactNode } from 'react';
import type { NamedBytes } from '../../lib/formats/corpora';
import { readFiles } from '../read-files';
import { Button } from './button';

/** A button that lets files be chosen and hands over what could be read of them. */
export function FileButton({ label, accept, multiple, onFiles, children }: {
  /** Of the choice of files, for people who cannot see the button. */
  label: string;
  accept: string;
  multiple?: boolean;
  onFiles: (files: NamedBytes[]) => void;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        aria-label={label}
        accept={accept}
        onChange={async (e) => {
          const chosen = [...(e.target.files ?? [])];
          // The same file can be chosen again.
          e.target.value = '';
          const files = await readFiles(chosen);
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
