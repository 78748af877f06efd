import type { z } from 'zod';
import { stageSchema } from '../core/project/stage.ts';
import { allowedInWords, asShape, choicesOf, keysOf, shapeAt, variantOf, variantsOf, type Shape } from './allowed.ts';
import { valueAt } from './data.ts';
import { onKey, onValue, type Finding, type Path } from './fault.ts';
import { didYouMean, nearest } from './nearest.ts';
import { listed, named, quoted } from './say.ts';

export type Issue = z.core.$ZodIssue;

/** Puts a fault that the schema has found into words: what was found, and what is allowed. */
export function explainIssue(issue: Issue, root: unknown): Finding[] {
  const path = issue.path as Path;
  const parent = valueAt(root, path.slice(0, -1));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], root));
  if (issue.code === 'invalid_key') return [onKey(path, badKey(path, root))];
  const value = valueAt(root, path);
  const isMissing = value === undefined && typeof path.at(-1) === 'string';
  const shape = shapeAt(path, root);
  if (isMissing && isMisspelt(path, root)) return [];
  if (isMissing) return [onValue(path, `is missing${empty(parent)}; needed: ${allowed(path, shape)}.`)];
  return [onValue(path, `found ${found(path, value)}; allowed: ${allowed(path, shape)}.${hint(path, value, shape)}`)];
}

const empty = (parent: unknown): string => (parent === null ? ' (nothing stands here)' : '');

/** Whether a value may be a secret, and so must not be repeated in a message. */
const maySecret = (path: Path, text: string): boolean =>
  path.at(-1) === 'api_key_from' || (path.at(-1) === 'base_url' && /[@?]/.test(text));

const found = (path: Path, value: unknown): string =>
  typeof value === 'string' && maySecret(path, value) ? 'something else (not shown: it may be a secret)' : named(value);

function allowed(path: Path, shape: Shape): string {
  return path.at(-1) === 'do' ? listed(stageKinds, 'or') : allowedInWords(shape);
}

const stageKinds: string[] = stageSchema.options.flatMap((it) => [...it.shape.do.values]);

function hint(path: Path, value: unknown, shape: Shape): string {
  const key = path.at(-1);
  if (key === 'api_key_from') return ' Write the name of the variable that holds the key, never the key itself.';
  if (key === 'approvers' && Array.isArray(value)) return ' An empty list means nobody: the gate could never open.';
  if (takesQuotes(value, shape)) return ' Put quotes around it to make it a text.';
  if (shape.type === 'boolean' && typeof value === 'string') return truth(value);
  const near = didYouMean(value, key === 'do' ? stageKinds : choicesOf(shape));
  if (near !== '' || typeof value !== 'string' || !isEntry(value, shape)) return near;
  return ` A list of one is written [${value}].`;
}

const takesQuotes = (value: unknown, shape: Shape): boolean =>
  shape.type === 'string' && shape.pattern === undefined && (typeof value === 'number' || typeof value === 'boolean');

/** Whether the value would be valid as an entry of the list that is expected here. */
const isEntry = (value: string, shape: Shape): boolean =>
  [shape, ...variantsOf(shape)]
    .map((it) => asShape(it.items))
    .some((it) => it !== undefined && value.length <= 40 && (it.enum === undefined || it.enum.includes(value)));

/** YAML 1.1 read `yes` and `on` as true; today they are plain words. */
function truth(value: string): string {
  if (/^(yes|on|y)$/i.test(value)) return ' Write true.';
  return /^(no|off|n)$/i.test(value) ? ' Write false.' : '';
}

function badKey(path: Path, root: unknown): string {
  const names = asShape(shapeAt(path.slice(0, -1), root).propertyNames);
  return `found the key ${quoted(String(path.at(-1)))}; allowed: ${allowedInWords(names ?? {})}.`;
}

function unknownKey(path: Path, root: unknown): Finding {
  const key = String(path.at(-1));
  const shape = shapeAt(path.slice(0, -1), root);
  const known = knownKeys(shape, valueAt(root, path.slice(0, -1)));
  const other = variantsOf(shape).find((it) => keysOf(it).includes(key));
  const problem = `the key ${quoted(key)} is not known here`;
  const near = nearest(key, known);
  if (near !== undefined) return onKey(path, `${problem}. Did you mean "${near}"?`);
  if (other !== undefined) return onKey(path, `${problem}: it belongs to a stage with "do: ${kindOf(other)}".`);
  return onKey(path, `${problem}; allowed: ${listed(known, 'and')}.`);
}

/** Whether a missing key is there, but misspelt: that is reported once, at the misspelt key. */
function isMisspelt(path: Path, root: unknown): boolean {
  const parent = valueAt(root, path.slice(0, -1));
  const known = knownKeys(shapeAt(path.slice(0, -1), root), parent);
  const unknown = Object.keys(parent ?? {}).filter((it) => !known.includes(it));
  return unknown.some((it) => nearest(it, known) === path.at(-1));
}

const kindOf = (shape: Shape): string => choicesOf(asShape(shape.properties?.do) ?? {}).join('');

function knownKeys(shape: Shape, value: unknown): string[] {
  const names = choicesOf(asShape(shape.propertyNames) ?? {});
  return names.length > 0 ? names : keysOf(variantOf(shape, value));
}
