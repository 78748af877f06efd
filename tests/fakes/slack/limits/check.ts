import type { Json } from '../world/message.ts';

/** Looks at a value that stands at this JSON pointer, and says what Slack would say of it. */
export type Check = (value: unknown, pointer: string, say: (fault: string) => void) => void;

/** A fault in Slack's words: https://docs.slack.dev/reference/methods/blocks.validate, and what people quote from its answers. */
export const faultAt = (what: string, pointer: string): string => `${what} [json-pointer:${pointer}]`;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** UTF-16 units: how Slack counts is not documented; this is never less than it could count in characters. */
export const string =
  (max: number, min = 1): Check =>
  (value, pointer, say) => {
    if (typeof value !== 'string') return say(faultAt('must be a string', pointer));
    if (value.length > max) say(faultAt(`must be less than ${max + 1} characters`, pointer));
    if (value.trim().length < min) say(faultAt(`must be more than ${min - 1} characters`, pointer));
  };

export const flag: Check = (value, pointer, say) => {
  if (typeof value !== 'boolean') say(faultAt('must be a boolean', pointer));
};

export const integer =
  (min: number, max: number): Check =>
  (value, pointer, say) => {
    if (!Number.isInteger(value)) return say(faultAt('must be an integer', pointer));
    if ((value as number) < min) say(faultAt(`must be greater than or equal to ${min}`, pointer));
    if ((value as number) > max) say(faultAt(`must be less than or equal to ${max}`, pointer));
  };

export const among =
  (...values: unknown[]): Check =>
  (value, pointer, say) => {
    if (!values.includes(value)) say(faultAt(`must be a valid enum value`, pointer));
  };

/** A URL that a client may open. */
export const url =
  (max = 3000): Check =>
  (value, pointer, say) => {
    string(max)(value, pointer, say);
    if (typeof value === 'string' && !/^(?:https?|mailto|slack|tel):/.test(value)) {
      say(faultAt('must be a valid URI', pointer));
    }
  };

export const list =
  (each: Check, max: number, min = 1): Check =>
  (value, pointer, say) => {
    if (!Array.isArray(value)) return say(faultAt('must be an array', pointer));
    if (value.length > max) say(faultAt(`no more than ${max} items allowed`, pointer));
    if (value.length < min) say(faultAt(`no fewer than ${min} items allowed`, pointer));
    value.forEach((it, index) => each(it, `${pointer}/${index}`, say));
  };

/** An object of these fields and no other; those with a `?` may be missing. `type` is left to whoever chose by it. */
export const record = (fields: Record<string, Check>): Check => {
  const checks = new Map(Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]));
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return (value, pointer, say) => {
    if (!isObject(value)) return say(faultAt('must be an object', pointer));
    for (const name of required) {
      if (value[name] === undefined) say(faultAt(`missing required field: ${name}`, pointer));
    }
    for (const [name, inner] of Object.entries(value)) {
      const check = checks.get(name);
      if (check) check(inner, `${pointer}/${name}`, say);
      else if (name !== 'type') say(faultAt(`invalid additional property: ${name}`, pointer));
    }
  };
};

/** Chooses by the object's `type`. */
export const byType =
  (table: Record<string, Check>): Check =>
  (value, pointer, say) => {
    if (!isObject(value)) return say(faultAt('must be an object', pointer));
    if (value.type === undefined) return say(faultAt('missing required field: type', pointer));
    const check = typeof value.type === 'string' ? table[value.type] : undefined;
    if (check) check(value, pointer, say);
    else
      say(
        faultAt(
          `unsupported type: ${typeof value.type === 'string' ? value.type : typeof value.type}`,
          `${pointer}/type`,
        ),
      );
  };

export const all =
  (...checks: Check[]): Check =>
  (value, pointer, say) => {
    for (const check of checks) check(value, pointer, say);
  };

/** Something that no single field says, such as that one of two must stand there. */
export const rule =
  (what: string, holds: (object: Json) => boolean): Check =>
  (value, pointer, say) => {
    if (isObject(value) && !holds(value)) say(faultAt(what, pointer));
  };
