import { Command } from 'commander';
import { neighbours } from '../../space/neighbours';
import { lookup } from '../../space/suggest';
import { chosenSpace } from '../inputs';
import { positive } from '../options';
import { answer } from '../terminal';

export function neighborsVerb(): Command {
  return new Command('neighbors')
    .description('the words nearest to a word, by cosine similarity')
    .argument('<space>', 'a vector file (.txt .vec .bin .npz, also .gz), or glove, or default')
    .argument('<word>')
    .option('--k <n>', 'how many', positive, 10)
    .action((name: string, word: string, { k }: { k: number }) => {
      const space = chosenSpace(name);
      const row = lookup(space, word);
      const found = neighbours(space, row, { k });
      answer({ word: space.names[row], neighbors: found.map((n) => ({ word: n.name, similarity: n.similarity })) });
    });
}
