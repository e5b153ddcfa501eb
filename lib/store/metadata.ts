import type { NamedBytes } from '../formats/corpora';
import { metadataNames } from '../formats/projector';
import { readMetadata, withColumns } from '../formats/metadata';
import type { Column } from '../text/corpus';
import { ownColumns } from './colouring';
import { changeView } from './maps';
import { saveSpace } from './saved';
import type { NoticeAction, OpenSpace } from './state';
import { activeSpace, get, notify, sentence, set } from './store';

/** Tables that tell more of the words of a space that is open: their columns colour its map. */

/** The space that a file called `mine.metadata.tsv` is of, else the one on the map. */
export function describedBy(file: string): OpenSpace | undefined {
  const called = get().spaces.findLast(({ title }) => metadataNames(title.toLowerCase(), false).includes(file.toLowerCase()));
  return called ?? activeSpace(get());
}

/** @param otherwise what else may be meant by a file that does not fit */
export async function joinMetadata(file: NamedBytes, { id }: OpenSpace, otherwise: NoticeAction): Promise<boolean> {
  const space = get().spaces.find((s) => s.id === id);
  if (!space) return false;
  if (space.training) {
    notify('problem', `${space.title} is still being trained; drop ${file.name} again when it has finished.`);
    return false;
  }
  try {
    const { columns, words, note } = readMetadata(file, space.words, space.title);
    const described = { ...space, metadata: withColumns(space.metadata ?? [], columns) };
    set((s) => ({
      spaces: s.spaces.map((o) => (o.id === id ? described : o)),
      // A column of the same name may say something else now.
      colourings: Object.fromEntries(Object.entries(s.colourings).filter(([key]) => !key.startsWith(`${id} column:`))),
    }));
    if (note) notify('note', note);
    tellColumns(file.name, described, columns, words);
    if (!space.builtIn) await saveSpace(described);
    return true;
  } catch (error) {
    notify('problem', sentence(error), otherwise);
    return false;
  }
}

/** What has become known of how many words, with the first colouring of it one press away. */
export function tellColumns(file: string, space: OpenSpace, columns: readonly Column[], words: number): void {
  const said = columns.length === 1 ? `the column ${columns[0].name}` : `${columns.length} columns (${columns.slice(0, 4).map(({ name }) => name).join(', ')}${columns.length > 4 ? ' …' : ''})`;
  const some = words === space.words.size ? `all ${words.toLocaleString('en')} words` : `${words.toLocaleString('en')} of ${space.words.size.toLocaleString('en')} words`;
  const first = ownColumns(space).find((column) => columns.some(({ name }) => name === column.name));
  const colour = first && { label: `Colour by ${first.name}`, run: () => void changeView({ colouring: `column:${first.name}` }) };
  notify('done', `${file} brings ${said} for ${some} of ${space.title}.`, colour);
}
