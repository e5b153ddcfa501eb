/**
 * `npm start`: from a fresh install to a page on http://localhost:3000 (PORT).
 * Kernels and bundles first; then data and default space on one core while the
 * page is built on the other. What is current is not made again.
 *
 *   --prepare   everything but serving
 *   --dev       prepare the data, then serve with Next's development server
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { isOlder, output, refresh, root } from './bundle.mjs';
import { demandNode } from './node-version.mjs';

demandNode();
process.env.NEXT_TELEMETRY_DISABLED = '1';
const dev = process.argv.includes('--dev');
const serving = !process.argv.includes('--prepare');
const port = process.env.PORT || '3000';
const next = join(root, 'node_modules/next/dist/bin/next');
const follow = new URL('follow.mjs', import.meta.url).href;
const children = new Set();
let ended = null;
let ready = false;

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.on(signal, () => end(code, signal));
}

const began = performance.now();
try {
  if (serving) await demandPort();
  await stage('code', async () => ((await refresh('inherit')) ? 'built' : 'up to date'));
  const data = stage('data', () => run([join(output, 'prepare.mjs')]).then(() => 'ready'));
  await Promise.all(dev ? [data] : [data, stage('page', page)]);
  if (serving) await serve();
  else say('ready', `after ${seconds(began)}`);
} catch (error) {
  if (ended === null) console.error(`Wordspace ${ready ? 'has stopped' : 'could not be started'}: ${error.message}`);
  end(1, 'SIGTERM');
}

/** `next build`, unless the page is newer than everything it is made of. */
async function page() {
  const stamp = join(output, 'page');
  const parts = ['app', 'lib', 'data', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'];
  const current = existsSync(join(root, '.next/BUILD_ID')) && !isOlder([stamp], parts.map((part) => join(root, part)));
  if (current) return 'up to date';
  say('page', 'building');
  rmSync(stamp, { force: true });
  const started = new Date();
  await run([next, 'build']);
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
  return 'built';
}

async function serve() {
  const server = run([next, dev ? 'dev' : 'start', '-p', port]);
  await Promise.race([server, answering()]);
  ready = true;
  say('ready', `Wordspace is at http://localhost:${port} (after ${seconds(began)}; Ctrl+C ends it)`);
  await server;
}

/** Resolves when something listens on the port. */
async function answering() {
  for (;;) {
    const open = await new Promise((resolve) => {
      const socket = connect(Number(port), 'localhost', () => resolve(socket.destroy())).once('error', () => resolve(null));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @throws a sentence where the port is no number or is taken */
async function demandPort() {
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new Error(`PORT must be a whole number from 1 to 65535, not “${port}”.`);
  }
  const error = await new Promise((resolve) => {
    const probe = createServer().once('error', resolve);
    probe.listen(Number(port), () => probe.close(() => resolve(null)));
  });
  if (error) {
    const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${error.code})`;
    throw new Error(`port ${port} ${why}; choose another one: PORT=${port === '8080' ? 8081 : 8080} npm start`);
  }
}

/** Do a stage and say how long it took. */
async function stage(name, work) {
  const from = performance.now();
  say(name, `${await work()} (${seconds(from)})`);
}

/** Run a program of ours with Node, its output shown as it comes; rejects when it fails. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', follow, ...args], { cwd: root, stdio: 'inherit' });
    children.add(child);
    child.once('exit', (code, signal) => {
      children.delete(child);
      if (ended !== null) end(ended);
      else if (code === 0) resolve();
      else reject(new Error(`${args.join(' ').replaceAll(root, '')} ended with ${signal ?? `code ${code}`}; what it said stands above.`));
    });
  });
}

/** Ends every program that was started, and this one after the last of them. */
function end(code, signal) {
  ended ??= code;
  if (signal) for (const child of children) child.kill(signal);
  if (children.size === 0) process.exit(ended);
}

function say(name, text) {
  console.log(`${name.padEnd(6)} ${text}`);
}

function seconds(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
