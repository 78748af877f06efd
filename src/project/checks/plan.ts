import type { Check, Draft, Piece } from '../draft.ts';
import { onValue } from '../fault.ts';

/** A plan has to give somebody the controls, since otherwise nobody could stop a run. */
export const checkPlan: Check = (draft) => {
  const plan = draft.root.get('plan');
  const sound = [plan, draft.root.get('people'), draft.root.get('execution')].every((it) => draft.sound(it));
  if (!plan.isThere || !sound) return [];
  const execution = draft.root.get('execution').text ?? 'local';
  const counting = [plan.get('run-controls'), ...(execution === 'local' ? [plan.get('byok')] : [])];
  if (counting.some((it) => it.text === 'everybody' || it.texts().some(({ text }) => mayOperate(draft, text))))
    return [];
  const needed = execution === 'local' ? '"run-controls" or "byok"' : '"run-controls", as "byok" is for local runs';
  return [
    onValue(plan.path, `nobody here who may operate is given ${needed}: no run could be paused, resumed or cancelled.`),
  ];
};

const mayOperate = ({ root }: Draft, id: string): boolean =>
  [
    ...root
      .get('people')
      .items()
      .filter((it) => it.get('id').text === id),
    ...root.get('groups').items(),
  ].some(operates);

function operates(holder: Piece): boolean {
  const may = holder.get('may');
  return may.text === 'everything' || may.texts().some(({ text }) => text === 'operate');
}
