import { count, flag, list, optional, required, string } from './check.ts';
import { button, select } from './elements.ts';
import { type Faults, isObject, type Json, type Path } from './faults.ts';
import { kind, selects } from './kinds.ts';

/** Which kinds may stand where; the reference lists it for each kind. */
const inRow: readonly unknown[] = [kind.button, ...selects];
const inContainer: readonly unknown[] = [kind.row, kind.section, kind.text, kind.gallery, kind.file, kind.separator];
const atTop: readonly unknown[] = [...inContainer, kind.container];

function isOne(it: unknown, path: Path, faults: Faults, allowed: readonly unknown[]): it is Json {
  if (!isObject(it)) {
    faults.say(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return false;
  }
  if (allowed.includes(it.type)) return true;
  const choices = allowed.map(String).join(', ');
  faults.say([...path, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${choices}).`);
  return false;
}

/** Up to five buttons, or one select (reference, action row). */
function row(it: Json, path: Path, faults: Faults): void {
  const at = [...path, 'components'];
  if (!list(it.components, at, faults)) return;
  count(it.components, at, faults, [1, 5]);
  const isMenu = it.components.some((one) => isObject(one) && selects.includes(one.type));
  if (isMenu && it.components.length > 1)
    faults.say(at, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  it.components.forEach((one, index) => {
    const where = [...at, index];
    if (!isOne(one, where, faults, inRow)) return;
    if (one.type === kind.button) button(one, where, faults);
    else select(one, where, faults);
  });
}

const media = (it: unknown, path: Path, faults: Faults): void => {
  if (!isObject(it)) return required(path, faults);
  string(2048)(it.url, [...path, 'url'], faults);
};

/** “One to three” texts and an accessory, which is a button or a thumbnail. */
function section(it: Json, path: Path, faults: Faults): void {
  const at = [...path, 'components'];
  if (list(it.components, at, faults)) {
    count(it.components, at, faults, [1, 3]);
    it.components.forEach((one, index) => {
      if (isOne(one, [...at, index], faults, [kind.text])) text(one, [...at, index], faults);
    });
  }
  const where = [...path, 'accessory'];
  if (it.accessory === undefined || it.accessory === null) return required(where, faults);
  if (!isOne(it.accessory, where, faults, [kind.button, kind.thumbnail])) return;
  if (it.accessory.type === kind.button) button(it.accessory, where, faults);
  else media(it.accessory.media, [...where, 'media'], faults);
}

const text = (it: Json, path: Path, faults: Faults): void => string(4000)(it.content, [...path, 'content'], faults);

function gallery(it: Json, path: Path, faults: Faults): void {
  const at = [...path, 'items'];
  if (!list(it.items, at, faults)) return;
  count(it.items, at, faults, [1, 10]);
  it.items.forEach((one, index) => media(isObject(one) ? one.media : undefined, [...at, index, 'media'], faults));
}

function container(it: Json, path: Path, faults: Faults): void {
  optional(flag)(it.spoiler, [...path, 'spoiler'], faults);
  const at = [...path, 'components'];
  if (!list(it.components, at, faults)) return;
  count(it.components, at, faults, [1, 40]);
  it.components.forEach((one, index) => component(one, [...at, index], faults, inContainer));
}

function component(it: unknown, path: Path, faults: Faults, allowed: readonly unknown[]): void {
  if (!isOne(it, path, faults, allowed)) return;
  if (it.type === kind.row) row(it, path, faults);
  else if (it.type === kind.section) section(it, path, faults);
  else if (it.type === kind.text) text(it, path, faults);
  else if (it.type === kind.gallery) gallery(it, path, faults);
  else if (it.type === kind.file) media(it.file, [...path, 'file'], faults);
  else if (it.type === kind.container) container(it, path, faults);
}

/** A component that stands at this path, and every one within it: nested ones, its accessory, the field of a label. */
function within(one: unknown, path: Path): { it: Json; path: Path }[] {
  if (!isObject(one)) return [];
  return [
    { it: one, path },
    ...allIn(one.components, [...path, 'components']),
    ...within(one.accessory, [...path, 'accessory']),
    ...within(one.component, [...path, 'component']),
  ];
}

/** Every component of these, with where it stands. */
export const allIn = (components: unknown, path: Path): { it: Json; path: Path }[] =>
  Array.isArray(components) ? components.flatMap((one: unknown, index) => within(one, [...path, index])) : [];

/** “custom_id … must be unique per component” in a message or a modal. */
export function refuseTwins(components: unknown, path: Path, faults: Faults): void {
  const seen = new Set<unknown>();
  for (const { it, path: where } of allIn(components, path)) {
    if (it.custom_id === undefined || it.custom_id === null) continue;
    if (seen.has(it.custom_id))
      faults.say([...where, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    seen.add(it.custom_id);
  }
}

/** The components of a message: with the V2 flag any kind at the top, without it up to five rows. */
export function components(value: unknown, path: Path, faults: Faults, isV2: boolean): void {
  if (!list(value, path, faults)) return;
  if (!isV2) count(value, path, faults, [0, 5]);
  value.forEach((one, index) => component(one, [...path, index], faults, isV2 ? atTop : [kind.row]));
  refuseTwins(value, path, faults);
}
