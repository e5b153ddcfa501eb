/** Verbs in this process: nothing reaches the terminal, and what a verb prints is its answer. */
import type { Command } from 'commander';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/** For the tests of this file: runs a verb and gives back the one JSON document it printed. */
export function inProcess() {
  let said: string[] = [];
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());
  return async (command: () => Command, ...args: string[]) => {
    said = [];
    await command().exitOverride().configureOutput({ writeErr() {} }).parseAsync(args, { from: 'user' });
    expect(said).toHaveLength(1);
    // Every verb has a document of its own shape; the tests say which.
    return JSON.parse(said[0]) as any;
  };
}
