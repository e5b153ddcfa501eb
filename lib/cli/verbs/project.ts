import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError, Option } from 'commander';
import { UsageError, WordspaceError } from '../../error';
import { cell, readPositions, writePositions } from '../../formats/positions';
import { nodeThread } from '../../jobs/threads';
import { checkThreads, kebab } from '../../options';
import { placesOn, towards, turnedOnto, type KnownMap } from '../../projection/known';
import { isApproximate } from '../../projection/knn/approximate';
import { knnOnThreads, threadsHelp, type KnnPart } from '../../projection/knn/parallel';
import { projectionById, projections } from '../../projection/methods';
import { COMPONENTS, componentOptions } from '../../projection/methods/pca';
import type { ProjectionMethod } from '../../projection/methods/method';
import type { Facts } from '../../projection/projection';
import { firstRows } from '../../projection/rows';
import { trust } from '../../projection/trust';
import { parseAxis, rowsOfAxis, type AxisWords } from '../../space/axis-words';
import type { Column } from '../../text/corpus';
import { chosenSpace, fileBytes, spaceHelp } from '../inputs';
import { number, positive, withOptionsOf } from '../options';
import { demandEnding, demandWritable, writeOut } from '../outputs';
import { answer, report, timed, warn, watch } from '../terminal';

type Given = { method: string; dims: string; words: number; out: string; metrics: boolean; threads?: number; kinds?: string; initial?: string; components?: number[]; axis?: AxisWords[] } & Record<string, unknown>;

/** Options of the methods that have an option of the verb's own. */
const OWN = new Set(['dims', 'words', 'neighbours', ...componentOptions]);

/** Columns of the file. */
const AXES = ['x', 'y', 'z'];

/** Options of the verb, and which option a method has that takes them. */
const BEHIND: Record<string, string> = { initial: 'start', components: componentOptions[0], neighbors: 'neighbours', kinds: 'labelWeight' };

export function projectVerb(): Command {
  const command = new Command('project')
    .description('lay a space out in two or three dimensions; writes word, x, y (, z) as tab-separated lines')
    .argument('<space>', spaceHelp)
    .requiredOption('--out <file>', 'where the positions go (.tsv)')
    .addOption(new Option('--method <id>', 'how').choices(projections.map((p) => p.id)).default('umap'))
    .addOption(new Option('--dims <n>', 'of the map').choices(['2', '3']).default('3'))
    .option('--words <n>', 'the n most frequent words', positive, 5000)
    .option('--neighbors <n>', 'how many neighbours keep a word in its place (default: 15)', number)
    .option('--kinds <column>', 'a column of the space that says what each row belongs to: rows of one kind are kept together')
    .option('--initial <file>', 'a layout that “project --out” wrote: shared words begin where they stand there, and the map is turned onto it')
    .option('--components <numbers>', 'for pca: which principal component each axis shows, such as 1,3,4 (default: 1,2,3)', componentNumbers)
    .option('--axis <ends>', 'for axes: words at its two ends, good,nice:bad,evil; give it up to three times', (text: string, before: AxisWords[] = []) => [...before, parseAxis(text)])
    .option('--threads <n>', 'that look for neighbours; the map is the same with any number (default: all cores)', positive)
    .option('--metrics', 'also measure how far the map can be trusted: trustworthiness, continuity, recall, distanceCorrelation', false)
    .action(projectAndWrite);
  return withOptionsOf(command, projections.map(({ id, options }) => ({ id, options: options.filter((o) => !OWN.has(o.name)) })));
}

async function projectAndWrite(name: string, given: Given): Promise<void> {
  const { out, threads = availableParallelism() } = given;
  demandWritable(out, [name, given.initial]);
  demandEnding(out, '.tsv');
  checkThreads(threads);
  const space = chosenSpace(name);
  const method = projectionById(given.method);
  demandOwn(method, given);
  const matrix = firstRows(space.matrix, given.words);
  const named = method.id === 'axes' ? demandAxes(given.axis) : [];
  const axes = named.map((words) => rowsOfAxis(space, words));
  const unnamed = AXES.slice(axes.length, Number(given.dims));
  if (method.id === 'axes' && unnamed.length > 0) warn(`no --axis names ${unnamed.join(' and ')}: principal components of what the others leave.`);
  const components = Object.fromEntries((given.components ?? []).map((number, axis) => [componentOptions[axis], number]));
  const all: Record<string, unknown> = { ...given, ...components, dims: Number(given.dims), words: undefined, neighbours: given.neighbors };
  const options = Object.fromEntries(method.options.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name] as number]])));
  const labels = given.kinds === undefined ? undefined : kindsOf(space.columns, given.kinds, matrix.rows);
  const known = given.initial === undefined ? undefined : knownMap(given.initial, Number(given.dims));
  const names = space.names.slice(0, matrix.rows);
  const initial = known && demandShared(known, names, given.initial!);
  const { result: layout, seconds, cpuSeconds } = await timed(async () => {
    const needs = method.needs(matrix, options);
    const neighbours = needs && matrix.kind === 'dense' && threadsHelp(matrix, threads) ? await knnOnThreads(matrix, needs.k, { metric: needs.metric, threads, spawn, onProgress: report() }) : undefined;
    // The ends of axes may lie beyond the words laid out.
    const started = method.start(space.matrix, { ...options, words: matrix.rows }, { labels, neighbours, axes, initial: initial?.positions });
    const positions = await watch(started);
    return { positions: turnedOnto(positions, known && towards(names, known)), facts: started.facts };
  });
  const { positions, facts } = layout;
  writeOut(out, writePositions(names, positions));
  const metrics = given.metrics ? await watch(trust(matrix, positions, { k: 15, sample: 2000, seed: 1 })) : {};
  const neighbours = method.needs(matrix, options) ? { neighbours: isApproximate(matrix) ? 'approximate' : 'exact' } : {};
  answer({ method: method.id, points: matrix.rows, dims: positions.dims, ...neighbours, ...(initial && { shared: initial.shared }), ...told(facts, named), seconds, cpuSeconds, ...metrics, out });
}

/** @throws WordspaceError for an option that the method does not have, which would change nothing */
function demandOwn(method: ProjectionMethod, given: Given): void {
  const names = [...Object.keys(BEHIND), 'axis', ...projections.flatMap((p) => p.options.map((o) => o.name)).filter((name) => !OWN.has(name))];
  const stray = names.find((name) => given[name] !== undefined && !takes(method, name));
  if (!stray) return;
  const takers = projections.filter((p) => takes(p, stray)).map(({ id }) => id);
  throw new UsageError(`--${kebab(stray)} is for ${takers.join(' and ')}, not for ${method.id}; leave it out or choose --method ${takers[0]}.`);
}

function takes({ id, options }: ProjectionMethod, name: string): boolean {
  return name === 'axis' ? id === 'axes' : options.some((o) => o.name === (BEHIND[name] ?? name));
}

/** The layout of a file. */
function knownMap(path: string, dims: number): KnownMap {
  const { rows, positions } = readPositions(fileBytes(path), basename(path));
  if (positions.dims !== dims) throw new UsageError(`${path} has ${positions.dims} dimensions, and the new map ${dims}; give --dims ${positions.dims}.`);
  return { positions, rowOf: (name) => rows.get(cell(name)) ?? -1 };
}

/** Places to begin at. */
function demandShared(known: KnownMap, names: string[], path: string): ReturnType<typeof placesOn> {
  const places = placesOn(known, names);
  if (places.shared === 0) throw new WordspaceError(`None of the ${names.length} words stands in ${path}; choose a layout of a space with the same words.`);
  return places;
}

/** What the layout tells of itself. */
function told({ axes, ...facts }: Facts, named: AxisWords[]) {
  return { ...facts, ...(axes && { axes: axes.map((nullTest, axis) => ({ ...named[axis], nullTest })) }) };
}

function demandAxes(axes: AxisWords[] | undefined): AxisWords[] {
  if (!axes) throw new UsageError('Which axes? Name the two ends of each: --axis good,nice:bad,evil --axis she:he.');
  return axes;
}

function componentNumbers(text: string): number[] {
  const numbers = text.split(',').map(number);
  if (numbers.length > componentOptions.length) throw new InvalidArgumentError(`There are ${componentOptions.length} axes at most.`);
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= COMPONENTS)) throw new InvalidArgumentError(`Components are whole numbers from 1 to ${COMPONENTS}.`);
  return numbers;
}

function spawn() {
  return nodeThread<KnnPart>(new Worker(new URL('./knn-thread.mjs', import.meta.url)));
}

/** A number for every value of a column; −1 where it says nothing. */
function kindsOf(columns: Column[], name: string, rows: number): Int32Array {
  const column = columns.find((c) => c.name === name);
  if (!column) throw new WordspaceError(`The space has no column “${name}”; it has ${columns.map((c) => c.name).join(', ') || 'none'}.`);
  const numbers = new Map<unknown, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const value = column.values[row];
    if (value === null || value === undefined || value === '') return -1;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value)!;
  });
}
