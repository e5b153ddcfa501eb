import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { download } from '../../lib/jobs/download';

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/there') response.writeHead(200, { 'content-length': 5 }).end(Buffer.from([1, 2, 3, 4, 5]));
    else if (request.url === '/unsized') response.writeHead(200).end(Buffer.from([9]));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

test('gives the bytes and says how far it is', async () => {
  const seen: [number, number][] = [];
  expect([...(await download(`${origin}/there`, (...p) => seen.push(p)))]).toEqual([1, 2, 3, 4, 5]);
  expect(seen.at(-1)).toEqual([5, 5]);
});

test('takes the expected size where the server says none', async () => {
  const seen: [number, number][] = [];
  await download(`${origin}/unsized`, (...p) => seen.push(p), 4);
  expect(seen).toEqual([[1, 4]]);
});

test('says what is missing and how to mend it', async () => {
  await expect(download(`${origin}/gone`)).rejects.toThrow(/status 404.*npm start/);
  await expect(download('http://127.0.0.1:1/')).rejects.toThrow(/does not answer/);
});
