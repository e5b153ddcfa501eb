import { Command, Option } from 'commander';
import { writePositions } from '../../formats/positions';
import { projectionById, projections } from '../../projection/methods';
import { firstRows } from '../../projection/rows';
import { trust } from '../../projection/trust';
import { chosenSpace } from '../inputs';
import { number, positive } from '../options';
import { demandWritable, writeOut } from '../outputs';
import { answer, timed, watch } from '../terminal';

type Given = { method: string; dims: string; words: number; out: string; metrics: boolean } & Partial<Record<'seed' | 'epochs' | 'negatives' | 'neighbors' | 'minDist', number>>;

export function projectVerb(): Command {
  return new Command('project')
    .description('lay a space out in two or three dimensions; writes word, x, y (, z) as tab-separated lines')
    .argument('<space>', 'a vector file (.txt .vec .bin .npz, also .gz), or glove, or default')
    .requiredOption('--out <file>', 'where the positions go (.tsv)')
    .addOption(new Option('--method <id>', 'how').choices(projections.map((p) => p.id)).default('umap'))
    .addOption(new Option('--dims <n>', 'of the map').choices(['2', '3']).default('3'))
    .option('--words <n>', 'the n most frequent words', positive, 5000)
    .option('--seed <n>', 'start of the random draws', number)
    .option('--epochs <n>', 'UMAP: rounds of optimisation, 0 chooses by size', number)
    .option('--negatives <n>', 'UMAP: points pushed away for each pulled near', number)
    .option('--neighbors <n>', 'UMAP: how many neighbours keep a word in its place', number)
    .option('--min-dist <d>', 'UMAP: how closely points may lie', number)
    .option('--metrics', 'also measure how far the map can be trusted', false)
    .action(projectAndWrite);
}

async function projectAndWrite(name: string, { out, ...given }: Given): Promise<void> {
  demandWritable(out);
  const space = chosenSpace(name);
  const method = projectionById(given.method);
  const matrix = firstRows(space.matrix, given.words);
  const { seed, epochs, negatives, neighbors: neighbours, minDist } = given;
  const all: Record<string, number | undefined> = { dims: Number(given.dims), seed, epochs, negatives, neighbours, minDist };
  const options = Object.fromEntries(method.options.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]]])));
  const { result: positions, seconds, cpuSeconds } = await timed(() => watch(method.start(matrix, options)));
  writeOut(out, writePositions(space.names.slice(0, matrix.rows), positions));
  const metrics = given.metrics ? await watch(trust(matrix, positions, { k: 15, sample: 2000, seed: 1 })) : {};
  answer({ method: method.id, points: matrix.rows, dims: positions.dims, seconds, cpuSeconds, ...metrics, out });
}
