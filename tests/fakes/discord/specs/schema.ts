import { isObject, type Json } from '../limits/faults.ts';

/** Looks up `#/components/schemas/…`. */
export type Lookup = (ref: string) => Json;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const isOf: Record<string, (value: unknown) => boolean> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  // Discord takes whole numbers in strings, too.
  integer: (value) => Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  object: isObject,
};

/** How the schema names the limits of this value, and what is held to them. */
function measured(value: unknown): { least: string; most: string; size: number } | null {
  if (typeof value === 'string') return { least: 'minLength', most: 'maxLength', size: value.length };
  if (Array.isArray(value)) return { least: 'minItems', most: 'maxItems', size: value.length };
  return typeof value === 'number' ? { least: 'minimum', most: 'maximum', size: value } : null;
}

function limits(schema: Json, value: unknown): string[] {
  const found = measured(value);
  if (found === null) return [];
  const [least, most] = [schema[found.least], schema[found.most]];
  return [
    ...(typeof least === 'number' && found.size < least ? [`${found.size} is under ${found.least} ${least}`] : []),
    ...(typeof most === 'number' && found.size > most ? [`${found.size} is over ${found.most} ${most}`] : []),
  ];
}

function simple(schema: Json, value: unknown): string[] {
  const { type, enum: values, pattern } = schema;
  const names = Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : [];
  const isRight = names.length === 0 || names.some((it) => isOf[it]?.(value) === true);
  return [
    ...(isRight ? [] : [`is no ${names.join(' or ')}`]),
    ...('const' in schema && schema.const !== value ? [`is not ${JSON.stringify(schema.const)}`] : []),
    ...(Array.isArray(values) && !values.includes(value) ? ['is not in the enumeration'] : []),
    ...(typeof pattern === 'string' && typeof value === 'string' && !new RegExp(pattern, 'u').test(value)
      ? [`is not ${pattern}`]
      : []),
    ...limits(schema, value),
  ];
}

function inside(schema: Json, value: unknown, lookup: Lookup): string[] {
  if (Array.isArray(value) && isObject(schema.items)) {
    const each = schema.items;
    return value.flatMap((it, index) => faultsIn(each, it, lookup).map((fault) => `/${index}${fault}`));
  }
  if (!isObject(value)) return [];
  const known = isObject(schema.properties) ? schema.properties : {};
  const missing = listOf(schema.required).filter((name) => value[String(name)] === undefined);
  const unknown = schema.additionalProperties === false ? Object.keys(value).filter((it) => !(it in known)) : [];
  return [
    ...missing.map((name) => `/${String(name)} is missing`),
    ...unknown.map((name) => `/${name} is unknown`),
    ...Object.entries(known).flatMap(([name, below]) =>
      value[name] === undefined ? [] : faultsIn(below as Json, value[name], lookup).map((fault) => `/${name}${fault}`),
    ),
  ];
}

/** What of the value is not as the schema has it: as much of JSON Schema as Discord’s description uses for what it is sent. */
export function faultsIn(schema: Json, value: unknown, lookup: Lookup): string[] {
  if (typeof schema.$ref === 'string') return faultsIn(lookup(schema.$ref), value, lookup);
  const own = [...simple(schema, value).map((it) => ` ${it}`), ...inside(schema, value, lookup)];
  const all = listOf(schema.allOf).flatMap((it) => faultsIn(it as Json, value, lookup));
  return [...own, ...all, ...closest([...listOf(schema.oneOf), ...listOf(schema.anyOf)] as Json[], value, lookup)];
}

/** Of several shapes one must fit; if none does, the faults of the one that comes closest. */
function closest(shapes: Json[], value: unknown, lookup: Lookup): string[] {
  const alike = shapes.filter((it) => isOfType(it, value, lookup));
  const faults: string[][] = [];
  for (const shape of alike.length > 0 ? alike : shapes) {
    const found = faultsIn(shape, value, lookup);
    if (found.length === 0) return [];
    faults.push(found);
  }
  return faults.sort((one, other) => one.length - other.length)[0] ?? [];
}

/** Most shapes say which `type` they have: a button is held to what a button is, and not to all that there is inside of others. */
function isOfType(shape: Json, value: unknown, lookup: Lookup): boolean {
  const { properties } = typeof shape.$ref === 'string' ? lookup(shape.$ref) : shape;
  const type = isObject(properties) ? properties.type : undefined;
  if (!isObject(value) || value.type === undefined || !isObject(type)) return true;
  return faultsIn(type, value.type, lookup).length === 0;
}
