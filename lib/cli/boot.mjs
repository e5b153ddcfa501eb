#!/usr/bin/env node
/**
 * The `wordspace` command: makes sure that kernels and bundle are current, saying
 * nothing on standard output, and hands over to the CLI.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { output, refresh } from './bundle.mjs';
import { demandNode } from './node-version.mjs';

demandNode();
await refresh();
await import(pathToFileURL(join(output, 'cli.mjs')).href);
