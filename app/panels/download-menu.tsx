'use client';

import { Download } from 'lucide-react';
import type { OpenSpace } from '../../lib/store/state';
import { vectorFiles } from '../../lib/store/vectors';
import { showPicture } from '../picture/dialog';
import { IconButton } from '../ui/icon-button';
import { Menu } from '../ui/menu';
import { saveFile } from '../ui/save';

/** Saves a space for other programs, and a picture of the one on the map. */
export function DownloadMenu({ space, shown }: { space: OpenSpace; shown: boolean }) {
  const { matrix, subwords } = space.words;
  const own = matrix.kind === 'csr' ? { title: 'SciPy (.npz)', detail: 'Sparse vectors; opens here and with scipy.sparse.load_npz.' } : subwords ? { title: 'fastText (.bin)', detail: 'With the pieces for unseen words; opens here, in fastText and in gensim.' } : { title: 'word2vec text (.vec)', detail: 'Opens here, in gensim and wherever word vectors are read.' };
  const projector = { title: 'Embedding Projector (two .tsv)', detail: matrix.kind === 'csr' ? 'It reads dense vectors only.' : 'Vectors, and the words with their counts as metadata.', disabled: matrix.kind === 'csr', onSelect: () => void save(space.id, true) };
  const picture = { title: 'Picture of the map …', detail: 'PNG or SVG, as it is seen now.', onSelect: showPicture };
  return (
    <Menu
      trigger={<IconButton label={`Download ${space.title}`}><Download size={14} aria-hidden /></IconButton>}
      items={[{ ...own, onSelect: () => void save(space.id) }, projector, ...(shown ? [picture] : [])]}
    />
  );
}

async function save(id: string, projector = false): Promise<void> {
  for (const { name, bytes } of await vectorFiles(id, projector)) saveFile(name, bytes);
}
