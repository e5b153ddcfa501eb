import { Command, Option } from 'commander';
import { measures, nearestBy, type Measure } from '../../space/by-distance';
import { seedNeighbours } from '../../space/ensemble/neighbours';
import { lookup } from '../../space/suggest';
import { vectorOf } from '../../space/unseen';
import { chosenSpace, ensembleOf, spaceHelp } from '../inputs';
import { positive } from '../options';
import { answer } from '../terminal';

export function neighborsVerb(): Command {
  return new Command('neighbors')
    .description('the words nearest to a word, by cosine similarity or Euclidean distance')
    .argument('<space>', spaceHelp)
    .argument('<word>', 'a space with n-grams (a fastText .bin) also knows words it has not seen')
    .option('--k <n>', 'how many', positive, 10)
    .addOption(new Option('--metric <name>', 'how near is measured; with euclidean each word also carries its distance').choices(measures).default('cosine').conflicts('also'))
    .option('--also <spaces...>', 'the same text trained with other seeds: similarities then carry their spread, and how many seeds keep each neighbour')
    .action((name: string, word: string, { k, also, metric }: { k: number; also?: string[]; metric: Measure }) => {
      if (also) return answer(overSeeds([name, ...also], word, k));
      const space = chosenSpace(name);
      const known = vectorOf(space, word);
      const seen = typeof known === 'number';
      const found = nearestBy(metric, space, seen ? known : known.vector, { k });
      const whose = seen ? { word: space.names[known] } : { word: known.word, unseen: { ngrams: known.known, of: known.total } };
      answer({ ...whose, neighbors: found.map(({ name: near, similarity, distance }) => ({ word: near, similarity, distance })) });
    });
}

function overSeeds(names: string[], word: string, asked: number) {
  const spaces = ensembleOf(names.map(chosenSpace));
  const row = lookup(spaces[0], word);
  const { k, stability, neighbours } = seedNeighbours(spaces, row, { k: asked });
  const neighbors = neighbours.map(({ name, similarity, sd, seeds }) => ({ word: name, similarity, sd, seeds }));
  return { word: spaces[0].names[row], seeds: spaces.length, k, stability, neighbors };
}
