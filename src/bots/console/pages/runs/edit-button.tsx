import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { cantDo, entrantOf } from '../../../../core/people/entitlement.ts';
import type { KnownPerson } from '../../../../core/ports.ts';
import type { RunState } from '../../../../core/run/state.ts';
import { allows } from '../../../../core/run/status.ts';
import { HiddenFields, onPage } from '../../draw/hidden.tsx';
import { runWords as words } from '../../words/runs.ts';

/** The ids of the texts that this person may edit in this run as it is. The door does not rely on that. */
export function editableIn({ run, artifacts }: RunState, person: KnownPerson): string[] {
  if (cantDo(entrantOf(person), 'edit', run.execution) !== null || !allows(run.status, 'edit')) return [];
  return artifacts.flatMap(({ id, canon }) => (canon === null ? [] : [id]));
}

/** Opens the form that `/wheel edit` opens. `page`: where its sender is led afterwards. */
export const EditButton: FC<{ name: string; page: string }> = ({ name, page }) => (
  <form method="post" action="/edit" data-send>
    <HiddenFields spot={onPage(page)} />
    <input type="hidden" name="artifact" value={name} />
    <button data-key={`edit-${name}`} aria-label={words.editOf(oneLine(name))}>
      {words.edit}
    </button>
  </form>
);
