import { z } from 'zod';
import { projectSchema } from '../core/project/definition.ts';
import { held } from './data.ts';
import type { Path } from './fault.ts';
import { listed, times } from './say.ts';

export type Shape = z.core.JSONSchema.BaseSchema;

/** The schema of project files as JSON Schema, for values as they are written in the file. */
const whole: Shape = z.toJSONSchema(projectSchema, { io: 'input' });

export const asShape = (value: unknown): Shape | undefined =>
  typeof value === 'object' && value !== null ? (value as Shape) : undefined;

/** What is allowed at a place. Of several variants, the one to which the value in the file belongs. */
export function shapeAt(path: Path, root: unknown): Shape {
  let shape = whole;
  let value = root;
  for (const step of path) {
    const variant = variantOf(shape, value);
    value = held(value, step);
    shape = (typeof step === 'number' ? asShape(variant.items) : inside(variant, step)) ?? {};
  }
  return shape;
}

const inside = (shape: Shape, key: string): Shape | undefined =>
  asShape(shape.properties?.[key]) ?? asShape(shape.additionalProperties);

export const variantsOf = (shape: Shape): Shape[] =>
  (shape.oneOf ?? shape.anyOf ?? []).map(asShape).filter((it) => it !== undefined);

export function variantOf(shape: Shape, value: unknown): Shape {
  const variants = variantsOf(shape);
  const kind = stageKind(value);
  const byKind = variants.find((it) => asShape(it.properties?.do)?.const === kind);
  return byKind ?? variants.find((it) => (it.type === 'array') === Array.isArray(value)) ?? shape;
}

/** The kind of stage that a mapping declares; if it declares none, the kind that it looks like. */
export function stageKind(value: unknown): string {
  const said = held(value, 'do');
  if (said === 'write' || said === 'command' || said === 'agent') return said;
  return held(value, 'run') === undefined ? 'write' : 'command';
}

export const keysOf = (shape: Shape): string[] => Object.keys(shape.properties ?? {});

/** The allowed words, if one of several has to be chosen here; else none. */
export function choicesOf(shape: Shape): string[] {
  if (shape.const !== undefined) return [String(shape.const)];
  if (shape.enum !== undefined) return shape.enum.map(String);
  return variantsOf(shape).flatMap(choicesOf);
}

/** What is allowed, in words that continue "allowed: …". */
export function allowedInWords(shape: Shape): string {
  const choices = choicesOf(shape);
  if (shape.description !== undefined) return shape.description;
  if (choices.length > 0) return listed(choices, 'or');
  if (shape.oneOf !== undefined) return 'a mapping with "do: write", "do: command" or "do: agent"';
  switch (shape.type) {
    case 'string':
      return shape.maxLength === undefined ? 'a text' : `a text of 1 to ${shape.maxLength} characters`;
    case 'integer':
      return `a whole number from ${shape.minimum ?? shape.exclusiveMinimum} to ${shape.maximum}`;
    case 'number':
      if (shape.exclusiveMinimum === undefined) return `a number from ${shape.minimum} to ${shape.maximum}`;
      return `a number above ${shape.exclusiveMinimum}, at most ${shape.maximum}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return listInWords(shape);
    default:
      return keysOf(shape).length > 0 ? `a mapping of ${listed(keysOf(shape), 'and')}` : 'a mapping of keys';
  }
}

function listInWords(shape: Shape): string {
  if (shape.maxItems === undefined) return shape.minItems === undefined ? 'a list' : 'a list of at least one';
  return `a list of ${shape.minItems ?? 0} to ${times(shape.maxItems, 'entry', 'entries')}`;
}
