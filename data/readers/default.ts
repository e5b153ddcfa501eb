/**
 * The corpus the first map is trained on: WordNet, State of the Union and Moby
 * Dick, small enough for a minute of training and large enough for queen.
 */
import { Random } from '../../lib/kernels/random';
import type { Corpus } from '../../lib/text/corpus';
import { mobyDick } from './moby-dick';
import { passages } from './passages';
import { sotu } from './sotu';
import { wordnet } from './wordnet';

interface Document {
  text: string;
  title: string;
  source: string;
  lexicographerFile: string | null;
  year: number | null;
}

/**
 * One document a synset, a passage of a message or a passage of a chapter, shuffled
 * once: the learning rate falls as training goes, and no source should have only
 * its low end. Columns source, lexicographer file, year.
 */
export function defaultCorpus(): Corpus {
  const documents = [...definitions(), ...messages(), ...chapters()];
  const order = new Random(1).shuffle(Uint32Array.from(documents.keys()));
  const shuffled = Array.from(order, (i) => documents[i]);
  return {
    name: 'default',
    title: 'Dictionary, speeches and a whale',
    texts: shuffled.map((d) => d.text),
    titles: shuffled.map((d) => d.title),
    columns: [
      { name: 'source', kind: 'category', values: shuffled.map((d) => d.source) },
      { name: 'lexicographer file', kind: 'category', values: shuffled.map((d) => d.lexicographerFile) },
      { name: 'year', kind: 'number', values: shuffled.map((d) => d.year) },
    ],
  };
}

function definitions(): Document[] {
  const { title: source, texts, titles, columns } = wordnet();
  const files = columns[0].values as string[];
  return texts.map((text, i) => ({ text, title: titles[i], source, lexicographerFile: files[i], year: null }));
}

function messages(): Document[] {
  const { title: source, texts, titles, columns } = sotu();
  const years = columns[0].values as number[];
  return texts.flatMap((text, i) =>
    passages(text).map((passage, p) => ({
      text: passage, title: `${titles[i]}, part ${p + 1}`, source, lexicographerFile: null, year: years[i],
    })),
  );
}

function chapters(): Document[] {
  const { title: source, texts, titles } = mobyDick();
  return texts.flatMap((text, i) =>
    passages(text).map((passage, p) => ({
      text: passage, title: `Moby Dick ${titles[i]}, part ${p + 1}`, source, lexicographerFile: null, year: null,
    })),
  );
}
