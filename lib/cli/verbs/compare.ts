import { Command } from 'commander';
import { compare } from '../../space/compare';
import { chosenSpace } from '../inputs';
import { number, positive } from '../options';
import { answer, watch } from '../terminal';

type Given = { k: number; words: number; seed: number };

export function compareVerb(): Command {
  return new Command('compare')
    .description('how far two spaces agree: shared neighbours, rank correlation, words that differ most')
    .argument('<a>', 'a vector file (.txt .vec .bin .npz, also .gz), or glove, or default')
    .argument('<b>', 'another')
    .option('--k <n>', 'neighbours a word', positive, 10)
    .option('--words <n>', 'compare the n most frequent shared words', positive, 5000)
    .option('--seed <n>', 'of the sampled pairs', number, 1)
    .action(async (a: string, b: string, { k, words, seed }: Given) => {
      const { shared, overlap, spearman, words: compared } = await watch(compare(chosenSpace(a), chosenSpace(b), { k, limit: words, seed }));
      answer({ shared, overlap, spearman, words: compared.map((w) => ({ word: w.word, overlap: w.overlap, onlyA: w.onlyA, onlyB: w.onlyB })) });
    });
}
