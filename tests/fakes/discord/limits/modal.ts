import { count, list, optional, required, string } from './check.ts';
import { refuseTwins } from './components.ts';
import { select, textInput } from './elements.ts';
import { type Faults, isObject, type Json, type Path, refuse } from './faults.ts';
import { kind, selects } from './kinds.ts';

const choices = (path: Path, faults: Faults, allowed: readonly unknown[]): void =>
  faults.say(
    [...path, 'type'],
    'UNION_TYPE_CHOICES',
    `Value of field "type" must be one of (${allowed.map(String).join(', ')}).`,
  );

/** The older shape: a row around one text input, which carries its own label of up to 45. */
function row(it: Json, path: Path, faults: Faults): void {
  const at = [...path, 'components'];
  if (!list(it.components, at, faults)) return;
  count(it.components, at, faults, [1, 1]);
  it.components.forEach((one, index) => {
    const where = [...at, index];
    if (!isObject(one) || one.type !== kind.textInput) return choices(where, faults, [kind.textInput]);
    string(45)(one.label, [...where, 'label'], faults);
    textInput(one, where, faults);
  });
}

/** “label: max 45 characters”, “description: max 100 characters” (reference, label). */
function label(it: Json, path: Path, faults: Faults): void {
  string(45)(it.label, [...path, 'label'], faults);
  optional(string(100, 0))(it.description, [...path, 'description'], faults);
  const at = [...path, 'component'];
  const one = it.component;
  if (!isObject(one)) return required(at, faults);
  if (one.type === kind.textInput) textInput(one, at, faults);
  else if (selects.includes(one.type)) select(one, at, faults);
  else choices(at, faults, [kind.textInput, ...selects]);
}

function check(modal: Json, faults: Faults): void {
  string(45)(modal.title, ['title'], faults);
  string(100)(modal.custom_id, ['custom_id'], faults);
  if (!list(modal.components, ['components'], faults)) return;
  count(modal.components, ['components'], faults, [1, 5]);
  modal.components.forEach((it, index) => {
    const path = ['components', index];
    if (!isObject(it)) return faults.say(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    if (it.type === kind.row) row(it, path, faults);
    else if (it.type === kind.label) label(it, path, faults);
    else if (it.type === kind.text) string(4000)(it.content, [...path, 'content'], faults);
    else choices(path, faults, [kind.row, kind.text, kind.label]);
  });
  refuseTwins(modal.components, ['components'], faults);
}

/** Why Discord would refuse this modal; null when it is a good one: https://docs.discord.com/developers/interactions/receiving-and-responding */
export const refuseModal = (modal: Json): Json | null => refuse((faults) => check(modal, faults));
