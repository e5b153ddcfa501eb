import { WordspaceError } from '../error';
import { jsonFault } from './json-fault';
import type { Part } from './part';
import { tablePart, type Table } from './table';

/**
 * JSON lines (one object or string a line), or one JSON array of them, as
 * documents. Fields become columns as in a table; lists of words are joined by
 * commas, deeper objects are left out. A line that is not JSON throws a
 * WordspaceError with line and column.
 */
export function readJsonLines(text: string, file: string, textColumn?: string): Part {
  const records = text.trimStart().startsWith('[') ? parseArray(text, file) : parseLines(text, file);
  if (records.length === 0) throw new WordspaceError(`${file} is empty; choose a file with one JSON object a line.`);
  return tablePart(asTable(records, file), file, textColumn);
}

/** True when the first lines are JSON objects, whatever the file is called. */
export function looksLikeJsonLines(text: string): boolean {
  const lines = text.slice(0, 20_000).split('\n');
  if (lines.length > 1) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 3);
  return filled.length > 0 && filled.every((line) => line.trimStart().startsWith('{') && parses(line));
}

interface Record {
  /** Line, or place in the array, from 1. */
  line: number;
  value: unknown;
}

function parseLines(text: string, file: string): Record[] {
  const records: Record[] = [];
  let line = 0;
  for (const json of text.split('\n')) {
    line++;
    if (json.trim() !== '') records.push({ line, value: parse(json, file, line) });
  }
  return records;
}

function parseArray(text: string, file: string): Record[] {
  const value = parse(text, file, 1);
  return (value as unknown[]).map((item, i) => ({ line: i + 1, value: item }));
}

function parse(json: string, file: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    const before = json.slice(0, jsonFault(json)).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new WordspaceError(`${file}, line ${line + before.length - 1}, column ${column}: this is not JSON; write one object like {"text": "…"} on each line.`);
  }
}

function parses(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

function asTable(records: Record[], file: string): Table {
  const places = new Map<string, number>();
  const rows = records.map(({ line, value }) => {
    if (typeof value === 'string') value = { text: value };
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new WordspaceError(`${file}, record ${line} is neither an object nor a string; write one object like {"text": "…"} on each line.`);
    }
    const row: (string | null)[] = [];
    for (const [name, field] of Object.entries(value)) {
      const cell = asCell(field);
      if (cell === undefined) continue;
      if (!places.has(name)) places.set(name, places.size);
      row[places.get(name) ?? 0] = cell;
    }
    return row;
  });
  if (places.size === 0) throw new WordspaceError(`${file} has no field with text; write one object like {"text": "…"} on each line.`);
  return { headers: [...places.keys()], rows: rows.map((row) => Array.from({ length: places.size }, (_, i) => row[i] ?? null)) };
}

/** A field as the cell of a table; undefined when it cannot be one. */
function asCell(field: unknown): string | null | undefined {
  if (field === null || typeof field === 'string') return field;
  if (typeof field === 'number' || typeof field === 'boolean') return String(field);
  return Array.isArray(field) && field.every((item) => typeof item === 'string') ? field.join(', ') : undefined;
}
