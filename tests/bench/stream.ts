/**
 * Memory and speed of training on a streamed text, and that a kill costs nothing:
 * npm run bench -- stream [TEXT FILE] [MEGABYTES] [THREADS] [DIMS]. The text is repeated with
 * variations (words that only one copy has) until it is so large; without a file it is the
 * default corpus's. The bound: both matrices, the vocabulary, and 200 MB.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCorpus } from '../../data/readers/default';

const EPOCHS = 2;
const ALLOWANCE = 200;
/** Strings, their places in a table, counts: bytes a word beside its letters, in JavaScript. */
const WORD = 64;

interface Answer {
  items: number;
  dims: number;
  tokens: number;
  types: number;
  seconds: number;
  countingSeconds: number;
  cpuSeconds: number;
  tokensPerSecond: number;
  peakMemoryMB: number;
  loss: number;
  resumedAt: { epoch: number; block: number } | null;
}

export async function bench(file = '', megabytes = '200', threads = '1', dims = '50'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-bench-'));
  try {
    const text = join(folder, 'text.txt');
    enlarge(file ? readFileSync(file, 'utf8') : defaultCorpus().texts.join('\n'), Number(megabytes) * 1e6, text);
    console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`);
    console.log(`${Math.round(statSync(text).size / 1e6)} MB of text, ${threads} threads, ${dims} dims, ${EPOCHS} epochs`);
    const args = ['--text', text, '--stream', '--threads', threads, '--dims', dims, '--epochs', `${EPOCHS}`];
    const whole = (await train([...args, '--out', join(folder, 'whole.bin')]))!;
    tell('streamed', whole);
    if (threads !== '1') return;
    const checkpoint = join(folder, 'checkpoint');
    const again = [...args, '--checkpoint', checkpoint, '--resume', checkpoint, '--every', '5', '--out', join(folder, 'killed.bin')];
    await train(again, () => existsSync(checkpoint), whole.seconds / 2);
    const resumed = (await train(again))!;
    tell(`killed, gone on with at ${JSON.stringify(resumed.resumedAt)}`, resumed);
    const same = readFileSync(join(folder, 'killed.bin')).equals(readFileSync(join(folder, 'whole.bin')));
    console.log(same ? 'the same bytes' : 'OTHER BYTES');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tell(what: string, answer: Answer): void {
  const { items, dims, tokens, types, seconds, countingSeconds, cpuSeconds, tokensPerSecond, peakMemoryMB, loss } = answer;
  const vectors = (2 * items * dims * 4) / 1e6;
  const vocabulary = (items * WORD) / 1e6;
  console.log(what);
  console.table({ tokens, types, words: items, 'counting s': countingSeconds, 'training s': seconds, 'CPU s': cpuSeconds, 'tokens/CPU s': tokensPerSecond, loss });
  const bound = Math.round(vectors + vocabulary + ALLOWANCE);
  console.log(`peak ${peakMemoryMB} MB; bound ${bound} MB (vectors ${Math.round(vectors)}, vocabulary ${Math.round(vocabulary)}, ${ALLOWANCE}): ${peakMemoryMB <= bound ? 'kept' : 'BROKEN'}`);
}

/** Write copies of the text, a sentence a line; every fiftieth word is one of its copy alone. */
function enlarge(text: string, bytes: number, to: string): void {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const out = openSync(to, 'w');
  let written = 0;
  for (let copy = 0; written < bytes; copy++) {
    for (let from = 0; from < words.length && written < bytes; from += 20_000) {
      let piece = '';
      words.slice(from, from + 20_000).forEach((word, i) => {
        piece += (i * 7 + copy) % 50 === 0 ? `${word}x${copy}` : word;
        piece += i % 20 === 19 ? '\n' : ' ';
      });
      written += writeSync(out, piece);
    }
  }
  closeSync(out);
}

/** Train in a process of its own; with `until`, kill it so many seconds after that holds. */
function train(args: string[], until?: () => boolean, seconds = 0): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['lib/cli/boot.mjs', 'train', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    const timer = setInterval(() => {
      if (!until?.()) return;
      clearInterval(timer);
      setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    }, 50);
    child.once('close', (code, signal) => {
      clearInterval(timer);
      if (code === 0) resolve(JSON.parse(said) as Answer);
      else if (signal === 'SIGKILL') resolve(null);
      else reject(new Error(`the training ended with ${code ?? signal}`));
    });
  });
}
