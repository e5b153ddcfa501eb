import { Command } from 'commander';
import { chosenSpace, spaceHelp } from '../inputs';
import { positive } from '../options';
import { stabilityDocument } from '../stability';
import { answer } from '../terminal';

export function stabilityVerb(): Command {
  return new Command('stability')
    .description('how far the neighbours of words survive another seed: mean, by frequency, most and least stable words')
    .argument('<spaces...>', `two or more of the same text and settings, trained with different seeds: ${spaceHelp}`)
    .option('--k <n>', 'neighbours a word', positive, 10)
    .option('--words <n>', 'how many words: half of them the most frequent, the others at even steps of rank', positive, 5000)
    .addHelpText('after', '\nVector files hold no counts: the bins and the correlation are then over ranks (1 is the most frequent word).')
    .action(async (names: string[], options: { k: number; words: number }) => answer(await stabilityDocument(names.map(chosenSpace), options)));
}
