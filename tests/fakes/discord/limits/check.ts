import { type Faults, isMissing, type Path } from './faults.ts';

/** Looks at a value that stands at this path, and says what Discord would say of it. */
export type Check = (value: unknown, path: Path, faults: Faults) => void;

export const required = (path: Path, faults: Faults): void =>
  faults.say(path, 'BASE_TYPE_REQUIRED', 'This field is required');

/** UTF-16 units: never less than Discord could count in code points. */
export const string =
  (most: number, least = 1): Check =>
  (value, path, faults) => {
    if (isMissing(value)) return required(path, faults);
    if (typeof value !== 'string')
      return faults.say(path, 'STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
    if (value.trim() === '' && least > 0) return required(path, faults);
    if (value.length <= most && value.length >= least) return;
    if (least > 1 || (least === 1 && most <= 100))
      faults.say(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
    else faults.say(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
  };

export const optional =
  (check: Check): Check =>
  (value, path, faults) => {
    if (!isMissing(value)) check(value, path, faults);
  };

export const integer =
  (least: number, most: number): Check =>
  (value, path, faults) => {
    if (!Number.isInteger(value)) return faults.say(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    if ((value as number) < least)
      faults.say(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${least}.`);
    if ((value as number) > most)
      faults.say(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`);
  };

export const flag: Check = (value, path, faults) => {
  if (typeof value !== 'boolean') faults.say(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
};

export const among =
  (...values: unknown[]): Check =>
  (value, path, faults) => {
    if (isMissing(value)) return required(path, faults);
    if (!values.includes(value))
      faults.say(path, 'BASE_TYPE_CHOICES', `Value must be one of {${values.map(String).join(', ')}}.`);
  };

/** A list of so many; whether it is one at all. */
export function list(value: unknown, path: Path, faults: Faults): value is unknown[] {
  if (Array.isArray(value)) return true;
  if (isMissing(value)) required(path, faults);
  else faults.say(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  return false;
}

export function count(value: unknown[], path: Path, faults: Faults, [least, most]: readonly [number, number]): void {
  if (value.length >= least && value.length <= most) return;
  if (least > 0) faults.say(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
  else faults.say(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
}

/** `https:`, `http:` and `discord:` links: https://docs.discord.com/developers/components/reference#button */
export const url: Check = (value, path, faults) => {
  string(512)(value, path, faults);
  if (typeof value !== 'string') return;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase() ?? '';
  if (['http', 'https', 'discord'].includes(scheme)) return;
  faults.say(path, 'URL_TYPE_INVALID_SCHEME', `Scheme "${scheme}" must be one of ('http', 'https', 'discord').`);
};
