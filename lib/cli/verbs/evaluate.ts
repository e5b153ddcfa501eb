import { basename } from 'node:path';
import { Command } from 'commander';
import { WordspaceError } from '../../error';
import { evaluateAnalogies, evaluateSimilarity } from '../../space/evaluate';
import { chosenSpace, fileText } from '../inputs';
import { positive } from '../options';
import { answer, watch } from '../terminal';

type Given = { analogies?: string; similarity?: string; vocabulary?: number };

export function evaluateVerb(): Command {
  return new Command('evaluate')
    .description('accuracy on analogy questions and agreement with judged word similarity')
    .argument('<space>', 'a vector file (.txt .vec .bin .npz, also .gz), or glove, or default')
    .option('--analogies <file>', 'questions-words format: “: section” lines, then “a b c d”')
    .option('--similarity <file>', 'lines of “word word score”, separated by tab, comma or space')
    .option('--vocabulary <n>', 'only the n most frequent words are known', positive)
    .action(async (name: string, { analogies, similarity, vocabulary }: Given) => {
      if (!analogies && !similarity) throw new WordspaceError('Nothing to evaluate: give --analogies FILE, --similarity FILE or both.');
      const space = chosenSpace(name);
      answer({
        analogies: analogies && (await watch(evaluateAnalogies(space, fileText(analogies), { name: basename(analogies), vocabulary }))),
        similarity: similarity && (await watch(evaluateSimilarity(space, fileText(similarity), { name: basename(similarity), vocabulary }))),
      });
    });
}
